import Simulation

extension JSONValue {
  /// A list of strings.
  package static func strings(_ values: [String]) -> JSONValue { .array(values.map(JSONValue.string)) }

  /// A list of numbers.
  package static func numbers(_ values: [Double]) -> JSONValue { .array(values.map(JSONValue.number)) }

  /// A number, `null` when there is none.
  package static func optional(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }

  /// A whole number, `null` when there is none.
  package static func optional(_ value: Int?) -> JSONValue { value.map(JSONValue.integer) ?? .null }

  /// A string, `null` when there is none.
  package static func optional(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }

  /// A figure, `null` when there is none.
  static func optional(_ figure: Figure?) -> JSONValue { figure.map(JSONValue.figure) ?? .null }

  /// A figure of a run: `{"mean": 0.93, "halfWidth": 0.01}`.
  static func figure(_ figure: Figure) -> JSONValue { estimate(figure.mean, halfWidth: figure.halfWidth) }

  /// An estimate and the half width of its 95 % confidence interval.
  static func estimate(_ mean: Double?, halfWidth: Double?) -> JSONValue {
    .compact(.object([.init("mean", .optional(mean)), .init("halfWidth", .optional(halfWidth))]))
  }
}

/// The keys that one kind of mapping knows: the check for unknown keys and the JSON Schema are both made from it.
struct Section: Sendable {
  /// How the schema calls it.
  let name: String
  /// What it is, for editors.
  let help: String
  let keys: [Key]
  /// Keys of which exactly one must stand there.
  var oneOf: [String] = []
  /// Keys of which at least one must stand there.
  var anyOf: [String] = []
}

extension Section {
  /// The shape of a key.
  func shape(of name: String) -> Shape { keys.first { $0.name == name }?.shape ?? .any }
}

/// One key of a section.
struct Key: Sendable {
  let name: String
  let shape: Shape
  let isRequired: Bool
  let help: String

  init(_ name: String, _ shape: Shape, required: Bool = false, _ help: String) {
    self.name = name
    self.shape = shape
    self.isRequired = required
    self.help = help
  }
}

/// What may stand under a key.
indirect enum Shape: Sendable {
  case text
  case name
  case boolean
  case integer(minimum: Int, maximum: Int?)
  case number(minimum: Double?, maximum: Double?, above: Double? = nil)
  case duration
  case clock
  case clockRange
  case date
  case choice([String])
  case distribution
  /// A number for each period.
  case profile
  case section(String)
  case map(Shape)
  case list(Shape)
  case either([Shape])
  /// Anything at all.
  case any

  /// What a message says is expected.
  var words: String {
    switch self {
    case .text: "a text"
    case .name: "a name"
    case .boolean: "true or false"
    case .integer: "a whole number"
    case .number: "a number"
    case .duration: "a time such as 30s or 4min"
    case .clock: "a clock time such as \"09:00\""
    case .clockRange: "a range of clock times such as \"09:00-22:00\""
    case .date: "a date such as \"2026-11-11\""
    case .choice(let names): "one of \(names.joined(separator: ", "))"
    case .distribution: "a distribution such as {exponential: {mean: 4min}}"
    case .profile: "a number, a list by period, a map by clock range or weekday, or {file: …}"
    case .section: "a mapping"
    case .map: "a mapping by name"
    case .list(let shape): "a list of \(shape.words)"
    case .either(let shapes): shapes.map(\.words).joined(separator: ", or ")
    case .any: "a value"
    }
  }
}

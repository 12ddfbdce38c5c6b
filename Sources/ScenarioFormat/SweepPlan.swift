/// The cells of a sweep: every combination of the values that some paths of a scenario take.
///
/// ```swift
/// let plan = try SweepPlan(["agentGroups.agents.staff=10,11,12", "experiment.seed=1,2"])
/// plan.cells.count  // 6; the last path changes fastest
/// ```
public struct SweepPlan: Sendable, Hashable {
  /// A path of the scenario and the values it takes.
  public struct Axis: Sendable, Hashable {
    /// Where, as for `--set`.
    public let path: String
    /// YAML values, in the order given.
    public let values: [String]
  }

  /// The paths that are varied, in the order given.
  public let axes: [Axis]

  /// The most cells of a sweep: more is taken for a slip.
  public static let mostCells = 100_000

  /// Reads axes written `path=value,value,…`; commas in quotes and brackets belong to the value.
  /// - Throws: ``SweepPlanError`` for what is not such an axis, a path that is named twice, and too many cells.
  public init(_ texts: [String]) throws {
    var axes: [Axis] = []
    for text in texts {
      guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
        throw SweepPlanError("found “\(text)”; expected path=value,value,… such as agentGroups.agents.staff=10,11,12")
      }
      let path = String(text[..<equals])
      let values = Self.split(text[text.index(after: equals)...])
      guard !values.contains("") else { throw SweepPlanError("“\(path)” has an empty value in “\(text)”") }
      guard !axes.contains(where: { $0.path == path }) else { throw SweepPlanError("“\(path)” is named twice") }
      axes.append(Axis(path: path, values: values))
    }
    let (count, isTooLarge) = axes.reduce((1, false)) { sum, axis in
      let product = sum.0.multipliedReportingOverflow(by: axis.values.count)
      return (product.partialValue, sum.1 || product.overflow || product.partialValue > Self.mostCells)
    }
    guard !isTooLarge else {
      throw SweepPlanError("there are more than \(Self.mostCells) combinations (\(count) or so)")
    }
    self.axes = axes
  }

  /// The values of each cell, one for each axis; the last axis changes fastest. Without axes there is one cell.
  public var cells: [[String]] {
    axes.reduce([[]]) { cells, axis in cells.flatMap { cell in axis.values.map { cell + [$0] } } }
  }

  /// The changes that make a cell of the scenario, as for `--set`.
  public func sets(of cell: [String]) -> [String] { zip(axes, cell).map { "\($0.path)=\($1)" } }

  private static func split(_ text: Substring) -> [String] {
    var values: [String] = []
    var value = ""
    var depth = 0
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if "[{".contains(character) {
        depth += 1
      } else if "]}".contains(character) {
        depth -= 1
      } else if character == ",", depth == 0 {
        values.append(value)
        value = ""
        continue
      }
      value.append(character)
    }
    return (values + [value]).map { value in
      String(value.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }
}

/// What is wrong with the axes of a sweep, in words for the planner.
public struct SweepPlanError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was found and what was expected.
  public let description: String

  init(_ description: String) { self.description = description }
}

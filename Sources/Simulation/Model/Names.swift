import ContactCentre

/// Numbers of what a scenario names.
struct Names {
  private let scenario: Scenario
  private let types: [String: Int32]
  /// Row of the first step of each type; −1 without steps.
  private let firstSteps: [Int32]

  init(_ scenario: Scenario) {
    self.scenario = scenario
    types = Dictionary(
      scenario.contactTypes.enumerated().map { ($1.name, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    var next = Int32(scenario.contactTypes.count)
    firstSteps = scenario.contactTypes.map { type in
      defer { next += Int32(type.steps.count) }
      return type.steps.isEmpty ? -1 : next
    }
  }

  /// The number of a contact type.
  /// - Throws: ``SimulationError`` when there is none.
  func type(_ name: String) throws -> Int32 {
    guard let number = types[name] else { throw SimulationError("there is no contact type “\(name)”") }
    return number
  }

  /// The hours of a name; `nil` is always open.
  /// - Throws: ``SimulationError`` when there are none.
  func hours(_ name: String) throws -> OpeningHours? {
    if let hours = scenario.calendar.hours.first(where: { $0.name == name }) { return hours }
    guard name == "always" else { throw SimulationError("there are no opening hours “\(name)”") }
    return nil
  }

  /// Row of the first step of a type; −1 without steps.
  func firstStep(of type: Int32) -> Int32 { firstSteps[Int(type)] }

  /// Row of a step.
  /// - Throws: ``SimulationError`` when there is none.
  func step(_ name: String, of type: Int32) throws -> Int32 {
    let steps = scenario.contactTypes[Int(type)].steps
    guard let index = steps.firstIndex(where: { $0.name == name }) else {
      throw SimulationError("“\(scenario.contactTypes[Int(type)].name)” has no step “\(name)”")
    }
    return firstStep(of: type) + Int32(index)
  }

  /// The rows that a group with the skill for a type works on: the type, or its steps for the group.
  func rows(of type: Int32, group: String) -> [Int32] {
    let steps = scenario.contactTypes[Int(type)].steps
    guard !steps.isEmpty else { return [type] }
    return steps.indices.filter { steps[$0].group == nil || steps[$0].group == group }
      .map { firstStep(of: type) + Int32($0) }
  }

  /// The type that a row belongs to.
  func parent(of row: Int32) -> Int32 {
    guard row >= Int32(scenario.contactTypes.count) else { return row }
    return Int32(firstSteps.lastIndex { $0 >= 0 && $0 <= row } ?? 0)
  }
}

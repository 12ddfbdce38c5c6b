import ContactCentre
import Randomness

/// A ``StartingState`` with numbers instead of names.
struct StartTable: Sendable {
  /// A contact in hand; −1 for a type or a time that is not known.
  struct Hand: Sendable {
    var type: Int32
    var elapsed: Double
  }

  struct Group: Sendable {
    var number: Int32
    /// Heads by plan, and how many of those on duty work a shift: the others are heads per period.
    var planned: Int32 = 0
    var shiftAgents: [Int32] = []
    var heads = 0
    /// Contacts in hand, agent by agent: those on duty first, the others finish and go.
    var hands: [[Hand]]
    /// Which of the group's types an unknown contact belongs to: cumulated shares, parallel to its skills.
    var shares: [Double] = []
  }

  struct Queue: Sendable {
    var type: Int32
    var waited: [Double]
  }

  var groups: [Group] = []
  var queues: [Queue] = []
  /// What is left of the work on a contact that was begun, and of its wrap-up, by row; of patience, by type.
  var handling: [ResidualSampler] = []
  var wrapUp: [ResidualSampler?] = []
  var patience: [ResidualSampler?] = []
}

extension CompiledScenario {
  /// Replaces what is planned for the moment of the start by what is known of it.
  /// - Throws: ``SimulationError`` for a name that the scenario does not know, or numbers that cannot be.
  mutating func start(from state: StartingState, scenario: Scenario) throws {
    let names = Names(scenario)
    var table = StartTable()
    for row in types.indices {
      let parent = types[row].parent
      let type = scenario.contactTypes[Int(parent)]
      let law = types[row].isStep ? type.steps[row - Int(names.firstStep(of: parent))].handling : type.handling
      table.handling.append(ResidualSampler(law))
      table.wrapUp.append(types[row].hasWrapUp ? type.wrapUp.map(ResidualSampler.init) : nil)
      table.patience.append(types[row].hasPatience ? type.patience.map(ResidualSampler.init) : nil)
    }
    for queue in state.queues {
      guard queue.waited.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
        throw SimulationError("somebody in the queue of “\(queue.contactType)” has waited less than no time")
      }
      table.queues.append(.init(type: try names.type(queue.contactType), waited: queue.waited))
    }
    for group in state.groups { table.groups.append(try startGroup(group, scenario: scenario, names: names)) }
    backlog = []
    startTable = table
  }

  private mutating func startGroup(_ group: GroupAtStart, scenario: Scenario, names: Names) throws -> StartTable.Group {
    guard let index = scenario.agentGroups.firstIndex(where: { $0.name == group.name }) else {
      throw SimulationError("there is no agent group “\(group.name)”")
    }
    guard group.onDuty >= 0 else { throw SimulationError("fewer than nobody is on duty in “\(group.name)”") }
    let number = Int32(index)
    let skills = skillsOfGroups[Int(groups[index].skills.start)..<Int(groups[index].skills.end)]
    var row = StartTable.Group(number: number, hands: [])
    for hands in group.inHand where !hands.isEmpty {
      row.hands.append(
        try hands.map { contact in
          guard let name = contact.contactType else { return .init(type: -1, elapsed: contact.elapsed ?? -1) }
          let type = try names.type(name)
          guard let skill = skills.first(where: { types[Int($0.type)].parent == type }) else {
            throw SimulationError("“\(group.name)” has “\(name)” in hand, but not among its skills")
          }
          return .init(type: skill.type, elapsed: contact.elapsed ?? -1)
        })
      guard hands.count <= groups[index].concurrency else {
        throw SimulationError(
          "an agent of “\(group.name)” has \(hands.count) contacts in hand; the most are \(groups[index].concurrency)")
      }
    }
    guard row.hands.isEmpty || !skills.isEmpty else {
      throw SimulationError("“\(group.name)” has contacts in hand, but no skills")
    }
    var sum = 0.0
    for skill in skills {
      let type = types[Int(skill.type)]
      sum += arrivalRates[Int(type.parent) * rateDay.count] * type.meanWork
      row.shares.append(sum)
    }
    row.shares = row.shares.indices.map {
      sum > 0 ? row.shares[$0] / sum : Double($0 + 1) / Double(row.shares.count)
    }
    // What the plan has for this moment gives way to what is known.
    var planned: Int32 = 0
    let (moment, agents) = (start, shiftAgents)
    schedule.removeAll { event in
      guard event.time == moment else { return false }
      switch event.kind {
      case .headsCome where event.subject == number:
        planned += event.count
        return true
      case .shiftStarts where agents[Int(event.subject)] == number:
        if row.shiftAgents.count < group.onDuty {
          row.shiftAgents.append(event.subject)
        }
        return true
      case .absencesDrawn where event.subject == number: return true
      default: return false
      }
    }
    row.planned = planned
    row.heads = group.onDuty - row.shiftAgents.count
    return row
  }
}

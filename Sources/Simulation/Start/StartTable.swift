import ContactCentre
import Randomness

/// A ``StartingState`` with numbers instead of names.
struct StartTable: Sendable {
  struct Group: Sendable {
    var number: Int32
    /// Heads by plan, and how many of those on duty work a shift: the others are heads per period.
    var planned: Int32 = 0
    var shiftAgents: [Int32] = []
    var heads = 0
    /// How many contacts are in hand, up to and with each agent: those on duty first, the others finish and go.
    var handEnds: [Int] = []
    var hands: [Hand] = []
    /// For each contact in hand and each of the group's skills: the cumulated share of contacts that it is one of those, and
    /// P(work > the work done so far).
    var odds: [Odds] = []
  }

  /// A contact in hand.
  struct Hand: Sendable {
    /// Index among the skills of the group; −1 for a type that is not known.
    var skill: Int32
    /// For how long it has been handled; −1 for not known.
    var elapsed: Double
    /// Whether it is only there because the agent has no room: left out where the others leave none.
    var isFilling = false
  }

  struct Odds: Sendable {
    var share: Double
    var survival: Double
    /// How long it has been handled, as if at full speed and without the factor of the time; −1 for not known.
    var elapsed: Double
    /// How much longer work takes in such full hands.
    var factor: Double
    /// How much longer it takes for the time at which it was begun.
    var stretch = 1.0
    var type: Int32
  }

  struct Queue: Sendable {
    var type: Int32
    var waited: [Double]
    /// P(patience > waited), where there is patience.
    var survival: [Double]
  }

  var groups: [Group] = []
  var queues: [Queue] = []
  var laws: StartLaws
}

/// The laws of one row, for the hot loop.
struct ResidualLaws: BitwiseCopyable {
  var work: ResidualSampler
  var patience: ResidualSampler

  /// In place of a law that is not there.
  static let nothing = ResidualSampler(.constant(0))
  static let none = ResidualLaws(work: nothing, patience: nothing)
}

/// What is left of the work on a contact that was begun, its wrap-up included, by row; of patience, by type.
struct StartLaws: Sendable {
  var work: [ResidualSampler] = []
  var patience: [ResidualSampler?] = []

  init(_ compiled: CompiledScenario, scenario: Scenario, names: Names) {
    for row in compiled.types.indices {
      let parent = compiled.types[row].parent
      let type = scenario.contactTypes[Int(parent)]
      let law =
        compiled.types[row].isStep ? type.steps[row - Int(names.firstStep(of: parent))].handling : type.handling
      work.append(.prepared(law, then: compiled.types[row].hasWrapUp ? type.wrapUp : nil))
      patience.append(compiled.types[row].hasPatience ? type.patience.map { .prepared($0) } : nil)
    }
  }

  /// All of one row.
  func row(_ type: Int) -> ResidualLaws {
    ResidualLaws(work: work[type], patience: patience[type] ?? ResidualLaws.nothing)
  }
}

extension CompiledScenario {
  /// Replaces what is planned for the moment of the start by what is known of it.
  /// - Throws: ``SimulationError`` for a name that the scenario does not know, or numbers that cannot be.
  mutating func start(from state: StartingState, scenario: Scenario) throws {
    let names = Names(scenario)
    var table = try startTable(
      from: state, at: start, scenario: scenario, names: names,
      laws: StartLaws(self, scenario: scenario, names: names))
    for index in table.groups.indices { replacePlan(of: &table.groups[index]) }
    backlog = []
    startTable = table
  }

  /// A state with numbers instead of names.
  /// - Parameter moment: when it is.
  /// - Throws: ``SimulationError`` for a name that the scenario does not know, or numbers that cannot be.
  func startTable(
    from state: StartingState, at moment: Double, scenario: Scenario, names: Names, laws: StartLaws
  ) throws -> StartTable {
    var table = StartTable(laws: laws)
    for queue in state.queues {
      guard queue.waited.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
        throw SimulationError("somebody in the queue of “\(queue.contactType)” has waited less than no time")
      }
      let type = try names.type(queue.contactType)
      let patience = laws.patience[Int(type)]
      table.queues.append(
        .init(
          type: type, waited: queue.waited,
          survival: patience.map { law in queue.waited.map { law.survival($0) } } ?? []
        ))
    }
    for group in state.groups {
      table.groups.append(try startGroup(group, at: moment, scenario: scenario, names: names, laws: laws))
    }
    return table
  }

  private func startGroup(
    _ group: GroupAtStart, at moment: Double, scenario: Scenario, names: Names, laws: StartLaws
  ) throws -> StartTable.Group {
    guard let index = scenario.agentGroups.firstIndex(where: { $0.name == group.name }) else {
      throw SimulationError("there is no agent group “\(group.name)”")
    }
    guard group.onDuty >= 0 else { throw SimulationError("fewer than nobody is on duty in “\(group.name)”") }
    var row = StartTable.Group(number: Int32(index), heads: group.onDuty)
    let skills = skillsOfGroups[Int(groups[index].skills.start)..<Int(groups[index].skills.end)]
    for held in group.inHand where !held.isEmpty {
      guard held.count <= groups[index].concurrency else {
        throw SimulationError(
          "an agent of “\(group.name)” has \(held.count) contacts in hand; the most are \(groups[index].concurrency)")
      }
      guard !skills.isEmpty else { throw SimulationError("“\(group.name)” has contacts in hand, but no skills") }
      let load = group.handsAreFull ? groups[index].concurrency : held.count
      for place in 0..<load {
        let contact = place < held.count ? held[place] : ContactAtStart()
        guard contact.elapsed ?? 0 >= 0 else {
          throw SimulationError("“\(group.name)” has a contact in hand for less than no time")
        }
        var hand = StartTable.Hand(
          skill: skills.count == 1 ? 0 : -1, elapsed: contact.elapsed ?? -1, isFilling: place >= held.count)
        if let name = contact.contactType {
          let type = try names.type(name)
          guard let skill = skills.firstIndex(where: { types[Int($0.type)].parent == type }) else {
            throw SimulationError("“\(group.name)” has “\(name)” in hand, but not among its skills")
          }
          hand.skill = Int32(skill - skills.startIndex)
        }
        row.hands.append(hand)
        row.odds += odds(of: hand, load: load, known: held.count, skills: skills, at: moment, laws: laws)
      }
      row.handEnds.append(row.hands.count)
    }
    return row
  }

  /// Which of a group's types a contact in hand is likely to be: in proportion to what comes of each and is still in hand
  /// after that time, or to the work that each brings where the time is not known.
  private func odds(
    of hand: StartTable.Hand, load: Int, known: Int, skills: ArraySlice<SkillRow>, at moment: Double, laws: StartLaws
  ) -> [StartTable.Odds] {
    var sum = 0.0
    let rates = rateInterval(at: moment)
    // Whoever has several in hand has none that must be handled alone.
    let fitting = skills.map { $0.concurrency >= known }
    var odds = zip(skills, fitting).map { skill, fits -> StartTable.Odds in
      let type = types[Int(skill.type)]
      let factor = slowdowns[Int(skill.slowdown) + min(load, Int(skill.concurrency)) - 1]
      // Of work begun nobody knows when it is that of now.
      let stretch = handlingFactor(of: skill.type, at: moment - max(0, hand.elapsed))
      var odds = StartTable.Odds(
        share: 0, survival: 1, elapsed: hand.elapsed < 0 ? -1 : hand.elapsed / (factor * stretch), factor: factor,
        stretch: stretch, type: skill.type)
      var weight = type.meanWork * stretch
      if hand.elapsed >= 0 {
        odds.survival = laws.work[Int(skill.type)].survival(odds.elapsed)
        weight = odds.survival
      }
      if !fits { weight = 0 }
      sum += weight * arrivalRates[Int(type.parent) * rateDay.count + rates]
      odds.share = sum
      return odds
    }
    var counted = 0
    for index in odds.indices {
      if fitting[index] { counted += 1 }
      odds[index].share =
        sum > 0 ? odds[index].share / sum : Double(counted) / Double(max(1, fitting.count { $0 }))
    }
    return odds
  }

  /// What the plan has for this moment gives way to what is known.
  private mutating func replacePlan(of row: inout StartTable.Group) {
    let (moment, agents, number, onDuty) = (start, shiftAgents, row.number, row.heads)
    var planned: Int32 = 0
    var present: [Int32] = []
    schedule.removeAll { event in
      guard event.time == moment else { return false }
      switch event.kind {
      case .headsCome where event.subject == number:
        planned += event.count
        return true
      case .shiftStarts where agents[Int(event.subject)] == number:
        if present.count < onDuty { present.append(event.subject) }
        return true
      case .absencesDrawn where event.subject == number: return true
      default: return false
      }
    }
    row.planned = planned
    row.shiftAgents = present
    row.heads = onDuty - present.count
  }
}

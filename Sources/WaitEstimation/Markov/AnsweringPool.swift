import ContactCentre
import Randomness

/// The agents who answer one contact type and nothing else: what the exact method covers.
struct AnsweringPool: Sendable {
  /// Name of the type.
  let contactType: String
  /// Names of the groups.
  let groups: [String]
  /// Contacts that an agent holds at once.
  let concurrency: Int
  /// Contacts that are completed per second in each place of an agent with full hands, μ.
  let serviceRate: Double
  /// Rate at which each of those who wait gives up, θ.
  let abandonmentRate: Double
  /// What that leaves out.
  let assumptions: [Assumption]

  /// Finds the pool of a type.
  /// - Throws: ``UnknownReason`` when there is none, or the agents do not work as one first-come first-served pool.
  init(_ type: ContactType, in scenario: Scenario) throws(UnknownReason) {
    guard type.steps.isEmpty else { throw .beyondMarkov("“\(type.name)” passes through several departments") }
    guard type.broadcast == nil else { throw .beyondMarkov("one answer may serve all who wait for “\(type.name)”") }
    let helpers = scenario.agentGroups.compactMap { group in
      group.skills.first { $0.contactType == type.name }.map { (group, $0) }
    }
    guard let (_, first) = helpers.first else { throw .nobodyAnswers }
    var assumptions: Set<Assumption> = []
    for (group, skill) in helpers {
      if let other = group.skills.first(where: { $0.contactType != type.name }) {
        throw .beyondMarkov("“\(group.name)” answers “\(other.contactType)” too")
      }
      guard skill.after == 0, skill.whenIdle <= 1 else {
        throw .beyondMarkov("“\(group.name)” helps only at times")
      }
      guard skill.concurrency == first.concurrency, skill.slowdown == first.slowdown else {
        throw .beyondMarkov("the groups hold different numbers of contacts at once")
      }
      if let trainees = group.trainees, trainees.share > 0, trainees.slower != 1 { assumptions.insert(.averageAgents) }
    }
    guard let factor = type.steadyHandlingFactor else {
      throw .beyondMarkov("work on “\(type.name)” takes longer at some times")
    }
    let work = (type.handling.mean + (type.wrapUp?.mean ?? 0)) * factor
    guard work > 0 else { throw .beyondMarkov("“\(type.name)” takes no time") }
    contactType = type.name
    groups = helpers.map(\.0.name)
    concurrency = first.concurrency
    let slowdown = first.slowdown.last ?? 1
    // Trainees are a share of the agents, each completing 1 / slower as many.
    let pace =
      helpers.reduce(0) { sum, helper in
        let trainees = helper.0.trainees
        let share = trainees?.share ?? 0
        return sum + 1 - share + share / (trainees?.slower ?? 1)
      } / Double(helpers.count)
    serviceRate = pace / (work * slowdown)
    abandonmentRate = type.patience.map { $0.mean > 0 ? 1 / $0.mean : 0 } ?? 0
    if !type.handling.isExponential || type.wrapUp.map({ $0.mean > 0 }) ?? false {
      assumptions.insert(.exponentialHandling)
    }
    if let patience = type.patience, !patience.isExponential { assumptions.insert(.exponentialPatience) }
    if concurrency > 1 { assumptions.insert(.fullHands) }
    let order: [Assumption] = [.exponentialHandling, .exponentialPatience, .fullHands, .averageAgents]
    self.assumptions = order.filter(assumptions.contains)
  }

  /// Contacts that can be handled at once, and how many more could be begun now.
  /// - Throws: ``UnknownReason/groupMissing(_:)`` when the state lacks a group.
  func places(in state: LiveState) throws(UnknownReason) -> (all: Int, free: Int) {
    var (all, free) = (0, 0)
    for name in groups {
      guard let group = state.group(name) else { throw .groupMissing(name) }
      let places = group.onDuty * concurrency
      all += places
      // A list names every contact in hand; without one, or while somebody waits, busy agents have their hands full.
      let listed = max(group.servingFor.count, group.inHand.reduce(0) { $0 + $1.count })
      let isListed = concurrency > 1 && listed > 0 && state.waiting(contactType) == 0
      free += max(0, places - (isListed ? max(listed, group.busy) : group.busy * concurrency))
    }
    return (all, free)
  }
}

extension Distribution {
  /// Whether the law is exponential, under whatever name.
  var isExponential: Bool {
    switch self {
    case .exponential: true
    case .weibull(_, let shape): shape == 1
    case .gamma(_, let cv): cv == 1
    default: false
    }
  }
}

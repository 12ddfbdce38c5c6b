import ContactCentre
import QueueingTheory

/// An agent group as one stationary queue: where the search starts, and how far it steps.
///
/// The types that go to the group first share its agents. Agents who hold several contacts at once are as many servers as
/// they have hands, each as slow as full hands make it. Handling times and patience are taken to be exponential.
struct PoolModel: Sendable {
  /// The group.
  let group: Int
  /// The types that go to the group first, with the share of their contacts that does.
  let types: [(type: Int, share: Double)]
  /// Whether these types go to no other group and none of them passes through steps, so that the formula is for the group.
  let isSingle: Bool
  /// Contacts that an agent holds at once, when the hands are full.
  let hands: Int
  /// Mean handling time of each type with full hands, seconds; parallel to `types`.
  let handling: [Seconds]
  private let patience: [Seconds?]

  /// The most agents that are looked for.
  static let mostAgents = 200_000

  /// The model of each group: a type goes to the groups with its best rank among those that do not wait to help.
  /// - Parameter without: groups that are left out, as if they had no skills.
  static func all(_ scenario: Scenario, without: Set<Int> = []) -> [PoolModel] {
    let owners = scenario.contactTypes.map { Self.owners(of: $0.name, scenario, without: without) }
    return scenario.agentGroups.indices.map { group in
      let types = scenario.contactTypes.indices.filter { owners[$0].contains(group) }
      let skills = types.map { type in
        scenario.agentGroups[group].skills.first { $0.contactType == scenario.contactTypes[type].name }
      }
      let single = types.allSatisfy { type in
        let name = scenario.contactTypes[type].name
        return scenario.contactTypes[type].steps.isEmpty
          && scenario.agentGroups.count { $0.skills.contains { $0.contactType == name } } == 1
      }
      return PoolModel(
        group: group, types: types.map { ($0, 1 / Double(owners[$0].count)) }, isSingle: single,
        hands: skills.compactMap { $0?.concurrency }.max() ?? 1,
        handling: zip(types, skills).map { type, skill in
          let described = scenario.contactTypes[type]
          let steps = described.steps.filter { $0.group == nil || $0.group == scenario.agentGroups[group].name }
          let alone =
            described.steps.isEmpty
            ? described.handling.mean + (described.wrapUp?.mean ?? 0) : steps.reduce(0) { $0 + $1.handling.mean }
          return alone * (skill?.slowdown.last ?? 1)
        }, patience: types.map { scenario.contactTypes[$0].patience?.mean })
    }
  }

  /// The groups that a type goes to first; for a type with steps, all that have a part in it.
  static func owners(of type: String, _ scenario: Scenario, without: Set<Int> = []) -> [Int] {
    let named = Set(scenario.contactTypes.first { $0.name == type }?.steps.compactMap(\.group) ?? [])
    if !named.isEmpty { return scenario.agentGroups.indices.filter { named.contains(scenario.agentGroups[$0].name) } }
    let skills = scenario.agentGroups.enumerated().compactMap { number, group in
      without.contains(number) ? nil : group.skills.first { $0.contactType == type }.map { (number, $0) }
    }
    let soonest = skills.map(\.1.after).min() ?? 0
    let ready = skills.filter { $0.1.after == soonest }
    let best = ready.map(\.1.rank).min() ?? 1
    return ready.filter { $0.1.rank == best }.map(\.0)
  }

  /// Demand on the pool: contacts an hour by type, and the load in contacts at once.
  struct Demand {
    /// Contacts a second of the pool's types together.
    var rate: Double
    /// Mean handling time with full hands.
    var handling: Seconds
    /// Mean patience; `nil` when nobody gives up.
    var patience: Seconds?
  }

  /// The demand of rates (contacts a second by type of the scenario); `nil` when there is none.
  /// - Parameter factor: how much longer the work on a type takes at that time.
  func demand(_ rates: [Double], live: (Int) -> Bool, factor: (Int) -> Double = { _ in 1 }) -> Demand? {
    var total = 0.0
    var work = 0.0
    var impatience = 0.0
    for (index, entry) in types.enumerated() where live(entry.type) {
      let rate = rates[entry.type] * entry.share
      total += rate
      work += rate * handling[index] * factor(entry.type)
      if let patience = patience[index] { impatience += rate / patience }
    }
    guard total > 0, work > 0 else { return nil }
    return Demand(rate: total, handling: work / total, patience: impatience > 0 ? total / impatience : nil)
  }

  /// The service level of so many agents, by Erlang A, or by Erlang C when nobody gives up; 0 when the queue would grow
  /// without end.
  func level(_ demand: Demand, agents: Int, promise: Promise, abandons: Bool = true) -> Double {
    let servers = agents * hands
    guard servers > 0 else { return 0 }
    let question = ErlangQuestion(
      arrivalsPerHour: demand.rate * 3600, handling: demand.handling, agents: servers,
      patience: abandons ? demand.patience : nil)
    guard let model = try? question.model(agents: servers) else { return 0 }
    return model.serviceLevels(within: promise.answerWithin)[promise.definition]
  }

  /// The fewest agents whose service level is at least `target`.
  func agents(_ demand: Demand, promise: Promise, target: Double, abandons: Bool = true) -> Int {
    let target = min(max(target, 1e-9), 1 - 1e-9)
    var low = 0
    var high = max(1, Int(demand.rate * demand.handling / Double(hands)))
    while level(demand, agents: high, promise: promise, abandons: abandons) < target, high < Self.mostAgents {
      low = high
      high += max(1, high / 8)
    }
    while high - low > 1 {
      let middle = (low + high) / 2
      if level(demand, agents: middle, promise: promise, abandons: abandons) >= target {
        high = middle
      } else {
        low = middle
      }
    }
    return high
  }
}

import ContactCentre
import WaitEstimation

// All at a moment: who is on duty and busy, and who waits.
extension CentreState {
  /// All at a moment that is not before the newest event: who is on duty and busy, and who waits.
  ///
  /// - Parameters:
  ///   - listsWaits: whether the waits are listed one by one; otherwise only counted.
  ///   - listsHands: whether what each agent has in hand is listed, and how long those had waited who were answered lately.
  public func live(at time: Seconds, listsWaits: Bool = true, listsHands: Bool = false) -> LiveState {
    var state = LiveState(time: time)
    var tallies = Dictionary(
      rules.groups.map { ($0, GroupTally(concurrency: rules.concurrency[$0] ?? 1)) },
      uniquingKeysWith: { first, _ in first })
    // An agent counts once, in the group of the contact that was begun first.
    var holders: [String: (since: Seconds, group: String)] = [:]
    for service in services.values {
      let known = service.agent.flatMap { agents[$0] }
      let type = service.contactType
      guard let group = service.group ?? known.flatMap({ groupName(of: $0) }) ?? rules.onlyGroup(type) else { continue }
      let age = max(0, time - service.since)
      tallies[group]?.ages.append(age)
      if listsHands {
        tallies[group]?.hands.append(
          (service.agent ?? "", service.since, LiveContact(contactType: service.contactType, servingFor: age)))
      }
      if let agent = service.agent {
        let hold = (service.since, group)
        if holders[agent].map({ hold < ($0.since, $0.group) }) ?? true { holders[agent] = hold }
      } else {
        tallies[group]?.nameless += 1
      }
    }
    for hold in holders.values { tallies[hold.group]?.holders += 1 }
    for (name, agent) in agents {
      guard let group = groupName(of: agent) else { continue }
      tallies[group]?.isSeen = true
      if agent.reports { tallies[group]?.isReported = true }
      if agent.isOnDuty(at: time, hasContact: holders[name] != nil, rules: rules.duty) { tallies[group]?.present += 1 }
    }
    for name in rules.groups {
      let plan = plans[name]?.steps.last { $0.from <= time }?.onDuty
      guard let tally = tallies[name], let onDuty = tally.onDuty(planned: plan) else { continue }
      let busy = tally.holders + tally.unnamed
      state.groups.append(
        LiveGroup(
          name: name, onDuty: onDuty, busy: busy > 0 && leavesWaiting(name, at: time) ? max(onDuty, busy) : busy,
          servingFor: tally.ages.sorted(by: >),
          inHand: tally.inHand))
    }
    for type in rules.contactTypes {
      let entries = lines[type]?.entries ?? []
      let recent = listsHands ? recentWaits(type) : []
      guard !entries.isEmpty || !recent.isEmpty else { continue }
      state.queues.append(
        LiveQueue(
          contactType: type, waiting: entries.count,
          waitingFor: listsWaits ? entries.map { max(0, time - $0.since) } : [], recentWaits: recent))
    }
    return state
  }

  /// Whether somebody has waited for longer than it takes to pick up whom a free agent of a group would have taken: those who
  /// seem free have to do with the contact before, or are away for a while. Whoever has waited for longer than agents stay on
  /// duty unseen may be long gone without a word.
  private func leavesWaiting(_ group: String, at time: Seconds) -> Bool {
    rules.takesAtOnce[group, default: []].contains { type in
      lines[type]?.entries.contains {
        time - $0.since > Self.pickUp && time - $0.since <= rules.duty.seenWithin
      } ?? false
    }
  }

  /// Longest time in which a free agent takes somebody who waits, seconds.
  private static let pickUp: Seconds = 15

  /// What is counted of a group.
  private struct GroupTally {
    var concurrency: Int
    var ages: [Seconds] = []
    /// Contacts in hand; without a name where the agent was not named.
    var hands: [(agent: String, since: Seconds, contact: LiveContact)] = []
    var holders = 0
    var nameless = 0
    var present = 0
    var isSeen = false
    var isReported = false

    /// Agents who were not named: as few as can hold the contacts.
    var unnamed: Int { (nameless + concurrency - 1) / max(1, concurrency) }

    /// Agent by agent, in an order that does not depend on how it became known; who was not named holds as many as can be.
    var inHand: [[LiveContact]] {
      var held: [[LiveContact]] = []
      var last: String?
      let ordered = hands.sorted {
        ($0.agent, $0.since, $0.contact.contactType ?? "") < ($1.agent, $1.since, $1.contact.contactType ?? "")
      }
      for hand in ordered {
        if hand.agent == last, !hand.agent.isEmpty || (held.last?.count ?? 0) < concurrency {
          held[held.count - 1].append(hand.contact)
        } else {
          held.append([hand.contact])
        }
        last = hand.agent
      }
      return held
    }

    /// Agents who report are believed, then a plan, then what is inferred; `nil` when nothing is known.
    func onDuty(planned: Int?) -> Int? {
      if isReported { return present + unnamed }
      if let planned { return planned }
      return isSeen || nameless > 0 ? present + unnamed : nil
    }
  }

  /// The group that an agent was last said to be in, or the only one that answers what was answered last.
  private func groupName(of agent: AgentRecord) -> String? {
    agent.group?.value
      ?? rules.onlyGroup(
        agent.lastContact.flatMap { contacts[$0.value]?.contactType(before: $0.order) })
  }
}

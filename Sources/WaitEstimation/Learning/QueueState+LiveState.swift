import ContactCentre

extension QueueState {
  /// An agent who could take somebody who waits and has not done so for this long is away.
  private static let longestWrapUp = 30.0
  /// A service that goes on for longer than this was never reported as over.
  private static let longestService = 5_400.0

  /// The state in the words of a scenario, as a live service would send it; whoever is on duty is inferred.
  ///
  /// On duty is who has a contact in hand, or was seen in the last ten minutes and has not left somebody waiting meanwhile.
  /// - Parameters:
  ///   - now: not before the last event.
  ///   - scenario: whose groups and types are meant.
  ///   - groupOf: the group of an agent.
  ///   - typeName: the contact type of a caller of a type who joined with so many seconds of credit; `nil` for one that the
  ///     scenario does not have.
  ///   - wrapUp: a contact type that stands for the work after a contact; `nil` when that is no work in the scenario.
  package func liveState(
    at now: Double, of scenario: Scenario, groupOf: (_ agent: Int) -> String,
    typeName: (_ type: Int, _ credit: Double) -> String?, wrapUp: String?
  ) -> LiveState {
    var queues: [String: [Double]] = [:]
    for waiting in line where waiting.overtakenBy < Self.lostAfter {
      guard let name = typeName(waiting.type, waiting.joined - waiting.virtual) else { continue }
      queues[name, default: []].append(now - waiting.joined)
    }
    var groups = scenario.agentGroups.map { LiveGroup(name: $0.name, onDuty: 0, busy: 0) }
    /// Whether somebody waits whom a group could have taken.
    let leavesWaiting = scenario.agentGroups.map { $0.skills.contains { queues[$0.contactType] != nil } }
    for name in present {
      guard let agent = agents[name], let group = groups.firstIndex(where: { $0.name == groupOf(name) }) else {
        continue
      }
      if let since = agent.busySince {
        guard now - since < Self.longestService else { continue }
        groups[group].onDuty += 1
        groups[group].busy += 1
        groups[group].inHand.append([LiveContact(contactType: typeName(agent.type, 0), servingFor: now - since)])
      } else if now - agent.freeSince < Self.dutyGap {
        // Whoever leaves somebody waiting still has to do with the contact before, or is away.
        guard leavesWaiting[group] else {
          groups[group].onDuty += 1
          continue
        }
        guard let wrapUp, now - agent.freeSince <= Self.longestWrapUp else { continue }
        groups[group].onDuty += 1
        groups[group].busy += 1
        groups[group].inHand.append([LiveContact(contactType: wrapUp, servingFor: now - agent.freeSince)])
      }
    }
    return LiveState(
      time: now, groups: groups,
      queues: queues.sorted { $0.key < $1.key }.map {
        LiveQueue(contactType: $0.key, waiting: $0.value.count, waitingFor: $0.value)
      })
  }

  /// How many stand in the line before a contact, and how many of those as it is named in the scenario.
  package func ahead(of contact: Int, isAlike: (_ type: Int, _ credit: Double) -> Bool) -> (all: Int, alike: Int)? {
    guard let place = line.firstIndex(where: { $0.contact == contact }) else { return nil }
    let before = line[..<place].filter { $0.overtakenBy < Self.lostAfter }
    return (before.count, before.count { isAlike($0.type, $0.joined - $0.virtual) })
  }
}

import ContactCentre

extension StartingState {
  /// The start of a run at the moment of a live state.
  ///
  /// Where a live state does not say what busy agents have in hand, that is drawn for each replication; see
  /// ``GroupAtStart/init(_:in:of:)``. Customers for whom no wait is given have just come.
  /// - Throws: ``SimulationError`` when the moment is not in the run, or a group cannot hold as many contacts.
  public init(_ live: LiveState, of scenario: Scenario) throws {
    let timeline = try RunTimeline(scenario.calendar)
    let elapsed = timeline.elapsed(unixTime: live.time)
    guard elapsed >= 0, elapsed < timeline.end else {
      throw SimulationError(
        "the state is of \(timeline.text(at: elapsed)), and the scenario runs from \(timeline.text(at: 0)) "
          + "to \(timeline.text(at: timeline.end)): change calendar.start")
    }
    self.init(time: elapsed)
    groups = live.groups.map { group in
      GroupAtStart(group, in: live, of: scenario.agentGroups.first { $0.name == group.name })
    }
    queues = live.queues.filter { $0.waiting > 0 }.map { QueueAtStart($0, places: $0.waiting) }
  }
}

extension GroupAtStart {
  /// The agents of a group at the moment of a live state.
  ///
  /// `servingFor` has an entry for each contact in hand: they are dealt to the busy agents evenly. So an agent who may hold
  /// three chats and is listed with one has room for two more. Only two things make the hands of the busy agents full: that
  /// nothing is listed, or that somebody waits whom an agent with room would have taken already: then the list is not
  /// complete. Contacts for which no time is given have been handled for as long as a contact found at a random moment.
  package init(_ group: LiveGroup, in live: LiveState, of described: AgentGroup?) {
    var hands: [[ContactAtStart]]
    if group.inHand.isEmpty {
      hands = Array(repeating: [], count: group.busy)
      for contact in 0..<max(group.busy, group.servingFor.count) where group.busy > 0 {
        hands[contact % group.busy].append(
          ContactAtStart(elapsed: contact < group.servingFor.count ? group.servingFor[contact] : nil))
      }
    } else {
      hands = group.inHand.filter { !$0.isEmpty }.map { contacts in
        contacts.map { ContactAtStart(contactType: $0.contactType, elapsed: $0.servingFor) }
      }
      while hands.count < group.busy { hands.append([ContactAtStart()]) }
    }
    // What agents really hold may be more, or something else, than the scenario lets them have.
    if let described {
      let most = described.skills.map(\.concurrency).max() ?? 0
      let types = Set(described.skills.map(\.contactType))
      hands = hands.map { held in
        held.prefix(most).map { contact in
          var contact = contact
          if let type = contact.contactType, !types.contains(type) { contact.contactType = nil }
          return contact
        }
      }
    }
    let nothingListed = group.inHand.isEmpty && group.servingFor.isEmpty
    self.init(
      name: group.name, onDuty: group.onDuty, inHand: hands,
      handsAreFull: nothingListed || described.map { live.waitsFor($0) } ?? false)
  }
}

extension QueueAtStart {
  /// The first so many places of a queue; whoever is not in the state has just come.
  package init(_ queue: LiveQueue, places: Int) {
    let known = queue.waitingFor.prefix(min(queue.waiting, places))
    self.init(
      contactType: queue.contactType, waited: known + Array(repeating: 0, count: max(0, places - known.count)))
  }
}

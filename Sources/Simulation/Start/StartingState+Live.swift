import ContactCentre

extension StartingState {
  /// The start of a run at the moment of a live state.
  ///
  /// A live state says how many agents of a group are busy, but not with what: that is drawn for each replication. Contacts
  /// in hand are dealt to the busy agents evenly; those for which no time is given have been handled for as long as a contact
  /// found at a random moment. Customers for whom no wait is given have just come.
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
      var hands = Array(repeating: [ContactAtStart](), count: group.busy)
      for contact in 0..<max(group.busy, group.servingFor.count) where group.busy > 0 {
        hands[contact % group.busy].append(
          ContactAtStart(elapsed: contact < group.servingFor.count ? group.servingFor[contact] : nil))
      }
      return GroupAtStart(name: group.name, onDuty: group.onDuty, inHand: hands)
    }
    queues = live.queues.map { queue in
      let known = queue.waitingFor.prefix(queue.waiting)
      return QueueAtStart(
        contactType: queue.contactType, waited: known + Array(repeating: 0, count: queue.waiting - known.count))
    }
  }
}

import ContactCentre
import EstimatorService
import Testing

/// The state machine against tables worked by hand; times in seconds after 10:00.
@Suite struct CentreStateTests {
  private func state(_ events: [QueueEvent]) throws -> CentreState {
    var state = CentreState(CentreRules(try smallCentre()))
    for event in events { state.apply(event) }
    return state
  }

  @Test func aCallFromQueueToEnd() throws {
    var state = try state([])
    // event, then at which second: waiting with ages, on duty, busy with ages
    let table: [(QueueEvent, Double, [Double], Int?, Int?, [Double])] = [
      (enqueued("1", 0), 5, [5], nil, nil, []),
      (enqueued("2", 10), 12, [12, 2], nil, nil, []),
      (answered("1", 15, agent: "ann"), 20, [10], 1, 1, [5]),
      (enqueued("3", 30), 30, [20, 0], 1, 1, [15]),
      (abandoned("2", 40), 41, [11], 1, 1, [26]),
      (answered("3", 45, agent: "bob"), 50, [], 2, 2, [35, 5]),
      (completed("1", 60), 60, [], 2, 1, [15]),
      (completed("3", 70), 75, [], 2, 0, []),
    ]
    for (event, time, waits, onDuty, busy, ages) in table {
      let effect = state.apply(event)
      #expect(effect != nil)
      let live = state.live(at: monday10 + time)
      #expect(
        live.queues == (waits.isEmpty ? [] : [LiveQueue(contactType: "calls", waiting: waits.count, waitingFor: waits)])
      )
      let expected = onDuty.map { [LiveGroup(name: "phones", onDuty: $0, busy: busy ?? 0, servingFor: ages)] } ?? []
      #expect(live.groups == expected, "after \(event.id)")
    }
    #expect(state.version == table.count)
    // Twice is once.
    for (event, _, _, _, _, _) in table { #expect(state.apply(event) == nil) }
    #expect(state.version == table.count)
  }

  @Test func effects() throws {
    var state = try state([])
    #expect(state.apply(enqueued("1", 0))?.joined?.contactType == "calls")
    let ended = try #require(state.apply(answered("1", 25))?.ended)
    #expect(ended.wait == 25 && !ended.gaveUp && ended.contactType == "calls")
    state.apply(enqueued("2", 30))
    let gone = try #require(state.apply(abandoned("2", 37))?.ended)
    #expect(gone.wait == 7 && gone.gaveUp)
    // What was never seen to begin has no wait.
    #expect(state.apply(answered("9", 40))?.ended == nil)
  }

  @Test func transfersWaitAnewAndKeepTheirPlace() throws {
    let moved = QueueEvent(.transferred, id: "t", time: monday10 + 50, contact: "1", contactType: "chats")
    let state = try state([
      enqueued("1", 0), answered("1", 10, agent: "ann"), enqueued("2", 40, "chats"), moved, enqueued("3", 60, "chats"),
    ])
    #expect(state.waiting("calls") == 0)
    #expect(
      state.place(ofContact: "1") == .waiting(contactType: "chats", position: 2, since: monday10 + 50))
    #expect(state.place(ofContact: "3") == .waiting(contactType: "chats", position: 3, since: monday10 + 60))
    #expect(state.place(ofContact: "4") == .unknown)
    #expect(state.live(at: monday10 + 60).groups == [LiveGroup(name: "phones", onDuty: 1, busy: 0)])
  }

  /// Stamps of whole seconds: what happened first is read off the contact, not off the kind of the event.
  @Test func transferredAndAnsweredWithinASecond() throws {
    func moved(_ contact: String) -> QueueEvent {
      QueueEvent(.transferred, id: "t\(contact)", time: monday10 + 50, contact: contact, contactType: "chats")
    }
    func taken(_ contact: String, _ type: String? = nil) -> QueueEvent {
      QueueEvent(
        .answered, id: "a\(contact)", time: monday10 + 50, contact: contact, contactType: type, agent: "eve",
        group: "desk")
    }
    // In hand, moved, and answered there at once; waiting, moved, and answered there; answered, and then moved.
    let events = [
      enqueued("1", 0), answered("1", 10, agent: "ann"), moved("1"), taken("1"), enqueued("2", 0), moved("2"),
      taken("2", "chats"), enqueued("3", 0), taken("3"), moved("3"),
    ]
    for order in [events, events.reversed()] {
      let state = try state(order)
      #expect(state.place(ofContact: "1") == .inService && state.place(ofContact: "2") == .inService)
      #expect(state.place(ofContact: "3") == .waiting(contactType: "chats", position: 1, since: monday10 + 50))
      #expect(state.waiting("chats") == 1)
    }
    // Who signs out of one group and into another has moved.
    for order in [[0, 1, 2], [0, 2, 1]] {
      let events = [
        sign(.agentSignedIn, "bob", 0, group: "phones"), sign(.agentSignedOut, "bob", 60, group: "phones"),
        sign(.agentSignedIn, "bob", 60, group: "desk"),
      ]
      let state = try state(order.map { events[$0] })
      #expect(state.live(at: monday10 + 70).groups == [LiveGroup(name: "desk", onDuty: 1, busy: 0)])
    }
  }

  @Test func agentsWhoReportAreBelieved() throws {
    var state = try state([
      sign(.agentSignedIn, "ann", 0, group: "phones"), sign(.agentSignedIn, "bob", 0, group: "phones"),
      sign(.agentSignedIn, "cid", 0, group: "phones"),
    ])
    // Long after anybody was seen.
    #expect(state.live(at: monday10 + 7200).group("phones")?.onDuty == 3)
    state.apply(sign(.agentPaused, "bob", 100))
    #expect(state.live(at: monday10 + 150).group("phones")?.onDuty == 2)
    state.apply(sign(.agentSignedOut, "cid", 200))
    #expect(state.live(at: monday10 + 7200).group("phones")?.onDuty == 1)
    // Who never signs out is not believed for ever: 16 hours.
    #expect(state.live(at: monday10 + 57_600).group("phones")?.onDuty == 1)
    #expect(state.live(at: monday10 + 57_601).group("phones")?.onDuty == 0)
  }

  @Test func whoeverAnswersAfterGoingIsThere() throws {
    var state = try state([sign(.agentSignedOut, "ann", 0, group: "phones"), enqueued("1", 5)])
    #expect(state.live(at: monday10 + 9).group("phones")?.onDuty == 0)
    state.apply(answered("1", 10, agent: "ann"))
    #expect(state.live(at: monday10 + 20).group("phones")?.onDuty == 1)
    // A leaver who finishes the contact in hand is busy, and not on duty.
    state.apply(sign(.agentSignedOut, "ann", 30))
    #expect(state.live(at: monday10 + 31).groups == [LiveGroup(name: "phones", onDuty: 0, busy: 1, servingFor: [21])])
    state.apply(completed("1", 40, agent: "ann"))
    #expect(state.live(at: monday10 + 41).groups == [LiveGroup(name: "phones", onDuty: 0, busy: 0)])
  }

  @Test func dutyIsInferredFromWork() throws {
    let state = try state([
      enqueued("1", 0), answered("1", 0, agent: "ann"), completed("1", 300),
      enqueued("2", 0), answered("2", 0, agent: "bob"), completed("2", 600, agent: "bob"),
      enqueued("3", 0), answered("3", 0, agent: "cid"),
    ])
    // Seen at 300 (the one who had answered), 600, and still talking; 15 minutes count.
    for (time, onDuty) in [(700.0, 3), (1200, 3), (1201, 2), (1500, 2), (1501, 1), (9000, 1)] {
      #expect(state.live(at: monday10 + time).group("phones")?.onDuty == onDuty, "at \(time)")
    }
  }

  @Test func plansCountWhereAgentsDoNotReport() throws {
    let plan = QueueEvent(
      .staffPlan, id: "p", time: monday10, group: "phones",
      plan: [.init(from: monday10 + 3600, onDuty: 4), .init(from: monday10, onDuty: 7)])
    var state = try state([plan])
    #expect(state.live(at: monday10 - 1).groups.isEmpty)
    #expect(state.live(at: monday10 + 10).group("phones")?.onDuty == 7)
    #expect(state.live(at: monday10 + 3600).group("phones")?.onDuty == 4)
    state.apply(sign(.agentSignedIn, "ann", 20, group: "phones"))
    #expect(state.live(at: monday10 + 30).group("phones")?.onDuty == 1)
  }

  /// Who holds what, and how long those had waited who were answered last: asked for where it is needed.
  @Test func whatIsInHand() throws {
    let state = try state([
      enqueued("1", 0, "chats"), enqueued("2", 2, "chats"), enqueued("3", 3, "chats"), enqueued("4", 0),
      answered("1", 4, agent: "ann", group: "desk"), answered("3", 6, agent: "bob", group: "desk"),
      answered("2", 8, agent: "ann", group: "desk"), answered("4", 9, agent: "cid", group: "phones"),
    ])
    let live = state.live(at: monday10 + 10, listsHands: true)
    func chat(_ age: Double) -> LiveContact { LiveContact(contactType: "chats", servingFor: age) }
    #expect(live.group("desk")?.inHand == [[chat(6), chat(2)], [chat(4)]])
    #expect(live.group("phones")?.inHand == [[LiveContact(contactType: "calls", servingFor: 1)]])
    #expect(live.queue("chats")?.recentWaits == [6, 3, 4])
    #expect(live.queue("calls")?.recentWaits == [9])
    #expect(live.waiting("chats") == 0)
    // Without names: as few agents as can hold them.
    let nameless = try self.state((1...3).flatMap { [enqueued("\($0)", 0, "chats"), answered("\($0)", Double($0))] })
    #expect(
      nameless.live(at: monday10 + 10, listsHands: true).group("desk")?.inHand == [[chat(9), chat(8)], [chat(7)]])
    #expect(nameless.live(at: monday10 + 10).group("desk")?.inHand == [])
  }

  @Test func agentsWithoutNamesAreAsFewAsCanHoldTheContacts() throws {
    let state = try state((1...5).flatMap { [enqueued("\($0)", 0, "chats"), answered("\($0)", 1)] })
    // Two chats at once.
    #expect(
      state.live(at: monday10 + 11).groups == [
        LiveGroup(name: "desk", onDuty: 3, busy: 3, servingFor: [10, 10, 10, 10, 10])
      ])
  }

  @Test func promiseIsCountedByTheDefinitions() throws {
    // Within 20 s: answered after 20 (in time), 21 (late), gave up after 5 (in time), 30 (late); one waits 25 s, one 10 s.
    let state = try state([
      enqueued("1", 0), answered("1", 20), enqueued("2", 0), answered("2", 21), enqueued("3", 0), abandoned("3", 5),
      enqueued("4", 0), abandoned("4", 30), enqueued("5", 10), enqueued("6", 25),
    ])
    let count = state.promiseCount("calls", .hour, at: monday10 + 35)
    #expect(count.offered == 5)
    #expect(count.answered == 2 && count.answeredInTime == 1 && count.abandoned == 2 && count.abandonedInTime == 1)
    #expect(count.share(.SL1) == 1.0 / 5)
    #expect(count.share(.SL2) == 1.0 / 4)
    #expect(count.share(.SL3) == 2.0 / 5)
    #expect(count.share(.SL4) == 1.0 / 2)
    // To the minute: those of 10:00 leave the window at 11:00.
    #expect(state.promiseCount("calls", .hour, at: monday10 + 3599).offered == 6)
    #expect(state.promiseCount("calls", .hour, at: monday10 + 3600).offered == 0)
    #expect(state.promiseCount("calls", .day, at: monday10 + 3600).offered == 6)
    #expect(state.promiseCount("calls", .month, at: monday10 + 29 * 86_400).offered == 6)
    #expect(state.promiseCount("calls", .month, at: monday10 + 30 * 86_400).offered == 0)
    #expect(state.promiseCount("chats", .month, at: monday10).share(.SL1) == nil)
  }

  /// Moved elsewhere within the promised 20 s it was no contact of this queue; later it had been missed, and stays so.
  @Test func whoIsMovedTooLateWasMissed() throws {
    func moved(_ contact: String, _ time: Double) -> QueueEvent {
      QueueEvent(.transferred, id: "t-\(contact)", time: monday10 + time, contact: contact, contactType: "chats")
    }
    let state = try state([
      enqueued("1", 0), answered("1", 5), enqueued("2", 0), enqueued("3", 0), moved("2", 61), moved("3", 10),
      // Over without a report of its answer: nobody knows how long it waited.
      enqueued("4", 0), completed("4", 65),
    ])
    let count = state.promiseCount("calls", .hour, at: monday10 + 70)
    #expect(count.offered == 2 && count.answeredInTime == 1 && count.abandoned == 0)
    #expect(count.share(.SL1) == 0.5)
  }

  /// Two of three are free by what they report. Once somebody has waited for longer than it takes to pick up, they are not.
  @Test func nobodyIsFreeWhoLeavesSomebodyWaiting() throws {
    let state = try state([
      sign(.agentSignedIn, "ann", 0, group: "phones"), sign(.agentSignedIn, "bob", 0, group: "phones"),
      sign(.agentSignedIn, "cid", 0, group: "phones"), enqueued("1", 1), answered("1", 2, agent: "ann"),
      enqueued("2", 10),
    ])
    func busy(_ state: CentreState, _ time: Double) -> Int? {
      let group = state.live(at: monday10 + time).group("phones")
      #expect(group?.onDuty == 3)
      return group?.busy
    }
    #expect(busy(state, 20) == 1)
    #expect(busy(state, 30) == 3)
    // Long gone without a word.
    #expect(busy(state, 1000) == 1)
    // Nobody at work at all: somebody is about to pick up.
    var idle = state
    idle.apply(completed("1", 30))
    #expect(busy(idle, 40) == 0)
  }

  @Test func lateEventsCorrectWhatWasCounted() throws {
    var state = try state([enqueued("1", 0), completed("1", 50)])
    #expect(state.promiseCount("calls", .hour, at: monday10 + 60).answered == 0)
    state.apply(answered("1", 10, agent: "ann"))
    let count = state.promiseCount("calls", .hour, at: monday10 + 60)
    #expect(count.answered == 1 && count.answeredInTime == 1 && count.offered == 1)
    #expect(state.place(ofContact: "1") == .gone)
  }

  @Test func recentWaits() throws {
    var state = try state([
      enqueued("1", 0), answered("1", 20), enqueued("2", 0), answered("2", 21), enqueued("3", 0), abandoned("3", 5),
    ])
    #expect(state.recentWaits("calls") == [21, 20])
    // Comes late: it was the middle one, and the first of them had joined earlier.
    state.apply(answered("4", 20.5))
    state.apply(enqueued("4", 10))
    state.apply(enqueued("1", -5, id: "earlier"))
    #expect(state.recentWaits("calls") == [21, 10.5, 25])
    for contact in 5..<200 {
      state.apply(enqueued("\(contact)", 30))
      state.apply(answered("\(contact)", 30 + Double(contact)))
    }
    #expect(state.recentWaits("calls") == (150..<200).reversed().map { Double($0) })
  }

  @Test func objections() throws {
    let rules = CentreRules(try smallCentre(), window: 600)
    #expect(rules.objection(enqueued("1", -600), now: monday10) == nil)
    #expect(rules.objection(enqueued("1", -601), now: monday10)?.code == "tooLate")
    #expect(rules.objection(enqueued("1", 60), now: monday10) == nil)
    #expect(rules.objection(enqueued("1", 61), now: monday10)?.code == "ahead")
    #expect(rules.objection(enqueued("1", 0, "fax"), now: monday10)?.code == "unknownContactType")
    #expect(rules.objection(answered("1", 0, group: "none"), now: nil)?.code == "unknownGroup")
    let plan = QueueEvent(.staffPlan, id: "p", time: monday10 - 9999, group: "phones")
    #expect(rules.objection(plan, now: monday10) == nil)
  }

  @Test func whatIsOverIsForgottenAndWhatGoesOnIsNot() throws {
    var state = try state([enqueued("old", 0), abandoned("old", 5), enqueued("waits", 0)])
    let before = state.size
    state.apply(enqueued("new", 7200))
    #expect(state.size == before)
    #expect(state.place(ofContact: "old") == .unknown)
    #expect(state.place(ofContact: "waits") == .waiting(contactType: "calls", position: 1, since: monday10))
    // A day later it was an end that was never reported.
    state.apply(enqueued("next", 90_000))
    #expect(state.place(ofContact: "waits") == .unknown)
  }
}

import ContactCentre
import WaitEstimation

/// What the calendar said of a type in a minute.
struct CalendarAnswer: Sendable {
  struct Key: Sendable, Hashable {
    var minute: Seconds
    var edition: Int
  }
  var key: Key
  var estimate: WaitEstimate?
}

// What customers are shown.
extension LiveCentre {
  /// Whose display it is.
  enum DisplayKey: Sendable, Hashable {
    /// Of the next who joins.
    case next(contactType: String)
    /// Of one who waits.
    case contact(String)
  }

  /// A silence of so many minutes is told.
  private static let toldSilence = 2

  /// What is shown to the next who joins a type.
  func display(contactType name: String) -> WaitDisplay? {
    guard let type = scenario.contactTypes.first(where: { $0.name == name }) else { return nil }
    let answer = answer(contactType: name, position: nil)
    return display(type, answer, key: .next(contactType: name)) { $0.steady(p50: answer.p50, p90: answer.p90) }
  }

  /// What is shown to a contact; `nil` for one of which nothing is known.
  /// - Parameter said: the type that it was said to wait for; one that was transferred waits for another.
  func display(contact: String, type said: String) -> WaitDisplay? {
    let types = scenario.contactTypes
    func type(_ name: String) -> ContactType? { types.first { $0.name == name } }
    func over(_ status: WaitDisplay.Status) -> WaitDisplay? {
      forgetDisplay(contact)
      return type(said).map {
        WaitDisplay(
          contactType: $0.name, channel: $0.channel, status: status, isContact: true, waitingAhead: 0, wait: .unknown,
          answerWithin: Self.answerWithin($0), probability: nil, offers: [])
      }
    }
    switch read({ state, _ in state.place(ofContact: contact) }) {
    case .unknown: return nil
    case .inService: return over(.answered)
    case .gone: return over(.gone)
    case .waiting(let name, let position, _):
      guard let type = type(name) else { return nil }
      let answer = answer(contactType: name, position: min(position, Responder.mostPosition))
      let range = announcement(contact: contact, answer: answer, version: version)
      return display(type, answer, key: .contact(contact)) { _ in range }
    }
  }

  private static func answerWithin(_ type: ContactType) -> Seconds {
    type.promise?.answerWithin ?? CentreRules.usualPromise
  }

  private func display(
    _ type: ContactType, _ answer: Answer, key: DisplayKey, range: (inout SteadyDisplay) -> WaitRange
  ) -> WaitDisplay {
    let (now, feed, scenario) = (now, feed, scenario)
    let isContact = if case .contact = key { true } else { false }
    var estimate = answer.estimate
    var reason = answer.reason
    // The calendar is known whatever is reported: a silent centre is closed at night all the same, and open in the morning.
    if now - feed > 60, !isContact, let calendar = calendar(type, at: now) {
      if case .failure(.closed) = calendar.figures {
        (estimate, reason) = (calendar, .closed)
      } else if reason == .closed {
        (estimate, reason) = (calendar, .stale)
      }
    }
    let status: WaitDisplay.Status =
      switch reason {
      case nil: .estimated
      case .closed: .closed
      case .stale: .stale
      // Nobody waits ahead of whom nothing was ever told.
      default: version == 0 ? .stale : .unknown
      }
    let silent = Int(min(max(0, now - feed) / 60, 1e6))
    let isSilent = feed > 0 && version > 0 && (silent >= Self.toldSilence || status == .stale)
    return displays.withLock { all in
      if all.count > 50_000 { all.removeAll() }
      var steady = all[key] ?? SteadyDisplay()
      defer { all[key] = steady }
      let shown = range(&steady)
      let probability = steady.steady(status == .estimated ? answer.pWithinPromise : nil)
      let offers = steady.offers(
        estimate?.advice ?? [], type: type, in: scenario, isClosed: status == .closed,
        stateTime: estimate?.time ?? feed, now: now)
      return WaitDisplay(
        contactType: type.name, channel: type.channel, status: status, isContact: isContact,
        waitingAhead: answer.ahead, wait: status == .estimated ? shown : .unknown,
        answerWithin: Self.answerWithin(type), probability: probability,
        closesAt: estimate.flatMap { estimate in estimate.closesIn.map { estimate.time + $0 } },
        opensAt: estimate.flatMap { estimate in estimate.opensIn.map { estimate.time + $0 } },
        silentMinutes: isSilent ? silent : 0, reportedAt: isSilent ? feed : nil, offers: offers)
    }
  }

  /// What the calendar alone says of a type, worked out once a minute.
  private func calendar(_ type: ContactType, at now: Seconds) -> WaitEstimate? {
    let key = CalendarAnswer.Key(minute: (now / 60).rounded(.down), edition: edition)
    if let known = calendars.withLock({ $0[type.name] }), known.key == key { return known.estimate }
    let estimate = try? estimator(at: now).0.estimate(LiveState(time: now), contactType: type.name)
    calendars.withLock { $0[type.name] = CalendarAnswer(key: key, estimate: estimate) }
    return estimate
  }

  /// The contact waits no more.
  func forgetDisplay(_ contact: String) { displays.withLock { $0[.contact(contact)] = nil } }
}

import ContactCentre

/// Finds what a customer can do, by the calendar, the offers and the backlog of the scenario.
struct Adviser {
  private let estimator: WaitEstimator
  private let state: LiveState
  private let horizon: Horizon
  private let memo: ForwardMemo?

  /// - Parameter estimator: answered the question; less is played forward for the advice.
  init(estimator: WaitEstimator, state: LiveState, horizon: Horizon, memo: ForwardMemo?) {
    self.estimator = estimator.with(estimator.budget.ofAdvice)
    (self.state, self.horizon, self.memo) = (state, horizon, memo)
  }

  private var scenario: Scenario { estimator.scenario }

  /// What can be done instead of, or beside, waiting; the least expected time first, what is unknown last.
  func advice(on answer: WaitEstimate) -> [Advice] {
    guard let type = scenario.contactTypes.first(where: { $0.name == answer.contactType }) else { return [] }
    var all: [Advice] = []
    let figures = try? answer.figures.get()
    var isClosed = false
    if case .failure(.closed) = answer.figures { isClosed = true }
    if !isClosed {
      all.append(
        Advice(
          .wait, contactType: type.name, expected: figures?.mean, p50: figures?.p50, p90: figures?.p90,
          basis: figures?.mean == nil ? nil : .estimate, openUntil: answer.closesIn.map { state.time + $0 }))
    }
    if !type.channel.isDeferred {
      all += laterWork(of: type, isClosed: isClosed, figures: figures)
      all += calls(besides: type)
      all += tickets(besides: all)
      if let back = comeBack(type, isClosed: isClosed, wait: figures?.mean) { all.append(back) }
    }
    func key(_ advice: Advice) -> Seconds { (advice.at.map { $0 - state.time } ?? 0) + (advice.expected ?? .infinity) }
    // Stable: of two alike, the order above.
    return all.enumerated().sorted { (key($0.element), $0.offset) < (key($1.element), $1.offset) }.map(\.element)
  }

  /// The message that is offered while waiting, or that contacts become after hours.
  private func laterWork(of type: ContactType, isClosed: Bool, figures: PredictedFigures?) -> [Advice] {
    var names: [String] = []
    if isClosed {
      names = type.afterHours.map(\.becomes)
    } else if let offer = type.announcement?.offer {
      // Made above a wait; an unknown one, or one that may never end, is no reason to keep it back.
      if let mean = figures?.mean, mean <= offer.whenExpectedWaitAbove { return [] }
      names = [offer.becomes]
    }
    return names.compactMap { name in
      guard let later = scenario.contactTypes.first(where: { $0.name == name }) else { return nil }
      return left(later, action: action(later.channel))
    }
  }

  private func action(_ channel: Channel) -> Advice.Action {
    switch channel {
    case .ticket: .fileTicket
    case .phone: .call
    case .chat, .deferred, .social: .leaveMessage
    }
  }

  /// Work that keeps, or another line: when it will be answered, by estimate or else by promise.
  private func left(_ type: ContactType, action: Advice.Action) -> Advice {
    let answer = estimator.estimate(
      state, contactType: type.name, position: nil, now: nil, horizon: horizon, memo: memo)
    let openUntil = answer.closesIn.map { state.time + $0 }
    if let figures = try? answer.figures.get(), let mean = figures.mean {
      return Advice(
        action, contactType: type.name, expected: mean, p50: figures.p50, p90: figures.p90, basis: .estimate,
        openUntil: openUntil)
    }
    if let deadline = type.deadline, deadline.fromStep == nil {
      let now = state.time - horizon.midnight
      let allowed =
        deadline.clock == .wall
        ? deadline.within : horizon.businessTime(deadline.within, hours: deadline.hours, from: now)
      if let allowed {
        return Advice(
          action, contactType: type.name, expected: allowed, p90: allowed, basis: .promise, openUntil: openUntil)
      }
    }
    return Advice(action, contactType: type.name, openUntil: openUntil)
  }

  /// Telephone lines that customers call of their own accord and that are open now.
  private func calls(besides type: ContactType) -> [Advice] {
    scenario.contactTypes.filter { $0.channel == .phone && $0.arrivals != nil && $0.name != type.name }
      .filter { isOpen($0) }.map { left($0, action: .call) }
  }

  /// Tickets that customers file of their own accord.
  private func tickets(besides known: [Advice]) -> [Advice] {
    scenario.contactTypes.filter { $0.channel == .ticket && $0.arrivals != nil && isOpen($0) }
      .filter { ticket in !known.contains { $0.contactType == ticket.name } }.map { left($0, action: .fileTicket) }
  }

  private func isOpen(_ type: ContactType) -> Bool {
    if case .open = horizon.opening(type.hours, at: state.time - horizon.midnight) { return true }
    return false
  }

  /// The next time at which the wait is expected to be short, if it is not so now.
  private func comeBack(_ type: ContactType, isClosed: Bool, wait: Seconds?) -> Advice? {
    let now = state.time - horizon.midnight
    var opensAt = now
    if case .closed(_, let opensIn) = horizon.opening(type.hours, at: now) {
      guard let opensIn else { return nil }
      opensAt = now + opensIn
    }
    let short = max(60, type.promise?.answerWithin ?? 0)
    if !isClosed {
      guard let wait, wait > 2 * short else { return nil }
    }
    let better = Outlook(type, estimator: estimator, state: state, horizon: horizon)?
      .firstPeriod(withWaitUpTo: isClosed ? .infinity : min(short, (wait ?? 0) / 4))
    if let better, better.at > now {
      let at = max(better.at, opensAt)
      return Advice(
        .comeBack, contactType: type.name, expected: better.wait, basis: .estimate, at: horizon.midnight + at,
        openUntil: closing(type, at: at))
    }
    guard isClosed else { return nil }
    return Advice(
      .comeBack, contactType: type.name, at: horizon.midnight + opensAt, openUntil: closing(type, at: opensAt))
  }

  private func closing(_ type: ContactType, at time: Seconds) -> Seconds? {
    guard case .open(let closesIn?) = horizon.opening(type.hours, at: time) else { return nil }
    return horizon.midnight + time + closesIn
  }
}

import ContactCentre
import WaitEstimation

/// What one customer, or all who look at a queue, are shown: held steady.
struct SteadyDisplay: Sendable, Hashable {
  /// An offer stays for so long after it was last advised, seconds.
  static let keptFor: Seconds = 60

  private struct Key: Sendable, Hashable {
    var action: Advice.Action
    var contactType: String
  }
  private struct Held: Sendable, Hashable {
    var advice: Advice
    var advisedAt: Seconds
    var wait = SteadyWait()
    var by = SteadyMoment()
  }

  private var wait = SteadyWait()
  private var probability = SteadyProbability()
  private var held: [Key: Held] = [:]
  private var wasClosed = false

  /// The wait of the next who joins.
  mutating func steady(p50: Seconds?, p90: Seconds?) -> WaitRange { wait.update(p50: p50, p90: p90) }

  mutating func steady(_ fresh: Double?) -> Double? { probability.update(fresh) }

  /// What is advised, always in the same order.
  /// - Parameters:
  ///   - type: the type that is waited for.
  ///   - stateTime: what the expected times are counted from, seconds since 1970.
  ///   - now: the time of the clock that offers are held by.
  mutating func offers(
    _ advice: [Advice], type: ContactType, in scenario: Scenario, isClosed: Bool, stateTime: Seconds, now: Seconds
  ) -> [WaitDisplay.Offer] {
    if isClosed != wasClosed { held.removeAll() }
    wasClosed = isClosed
    for advice in advice where advice.action != .wait {
      let key = Key(action: advice.action, contactType: advice.contactType)
      held[key, default: Held(advice: advice, advisedAt: now)].advice = advice
      held[key]?.advisedAt = now
    }
    held = held.filter { now - $0.value.advisedAt <= Self.keptFor }
    let order: [Advice.Action] = [.leaveMessage, .call, .fileTicket, .comeBack, .wait]
    func rank(_ key: Key) -> (Int, Int) {
      (
        order.firstIndex(of: key.action) ?? order.count,
        scenario.contactTypes.firstIndex { $0.name == key.contactType } ?? 0
      )
    }
    let becomes = Set(type.afterHours.map(\.becomes))
    return held.keys.sorted { rank($0) < rank($1) }.compactMap { key in
      guard let advice = held[key]?.advice,
        let offered = scenario.contactTypes.first(where: { $0.name == key.contactType })
      else { return nil }
      let isLater = key.action == .leaveMessage || key.action == .fileTicket || advice.basis == .promise
      let by = isLater ? (advice.p90 ?? advice.expected).map { stateTime + $0 } : nil
      // Of a later time only the mean is known.
      let late = advice.p90 ?? (key.action == .comeBack ? advice.expected : nil)
      return WaitDisplay.Offer(
        action: key.action, contactType: key.contactType, channel: offered.channel,
        isAfterHours: isClosed && becomes.contains(key.contactType),
        wait: (isLater ? nil : held[key]?.wait.update(p50: advice.p50 ?? advice.expected, p90: late)) ?? .unknown,
        by: held[key]?.by.update(by, now: stateTime), basis: advice.basis, at: advice.at, openUntil: advice.openUntil)
    }
  }
}

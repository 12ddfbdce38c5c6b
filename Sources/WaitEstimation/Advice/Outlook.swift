import ContactCentre
import QueueingTheory

/// How long the wait is expected to be later today and tomorrow, for those who arrive in each period.
///
/// The queue is a birth–death chain with the rates of each period (demand as in the scenario, staff as planned from what is
/// on duty now), solved by `TransientChain`. It starts as it is now, and empty after each closing.
struct Outlook {
  /// Beyond so many in the system the rest is put aside.
  private static let mostStates = 1500
  /// How far ahead is looked.
  private static let reach: Seconds = 36 * 3600

  private let type: ContactType
  private let pool: AnsweringPool
  private let state: LiveState
  private let horizon: Horizon
  private let places: Int
  private let present: Int

  /// `nil` for a type that the exact method does not cover.
  init?(_ type: ContactType, estimator: WaitEstimator, state: LiveState, horizon: Horizon) {
    guard let pool = try? AnsweringPool(type, in: estimator.scenario), let places = try? pool.places(in: state) else {
      return nil
    }
    self.type = type
    self.pool = pool
    self.state = state
    self.horizon = horizon
    self.places = places.all
    present = places.all - places.free + state.waiting(type.name)
  }

  /// The first period from the next one on in which the mean wait is short enough: when it starts, seconds after midnight of
  /// the day of the state, and that wait.
  func firstPeriod(withWaitUpTo limit: Seconds) -> (at: Seconds, wait: Seconds)? {
    guard let arrivals = type.arrivals?.perHour else { return nil }
    let now = state.time - horizon.midnight
    let steps = horizon.steps(of: pool.groups, after: now)
    let mostPlaces = steps.reduce((now: places, most: places)) { sum, step in
      let next = max(0, sum.now + (step.coming - step.leaving) * pool.concurrency)
      return (next, max(sum.most, next))
    }.most
    let states = min(Self.mostStates, 2 * (max(mostPlaces, present) + 60))
    guard present < states else { return nil }
    var queue: TransientChain? = TransientChain(start: present, states: states)
    var agents = places
    var rest = steps[...]
    for period in horizon.timeline.period(at: now)..<horizon.timeline.periodCount {
      let start = max(now, horizon.timeline.periodStarts[period])
      let end = horizon.timeline.periodStarts[period + 1]
      guard start < now + Self.reach else { return nil }
      // A step inside the period counts from its start: shifts begin and end with periods, nearly always.
      while let step = rest.first, now + step.time < end {
        agents = max(0, agents - step.leaving * pool.concurrency) + step.coming * pool.concurrency
        rest = rest.dropFirst()
      }
      guard case .open = horizon.opening(type.hours, at: start) else {
        queue = nil
        continue
      }
      var chain = queue ?? TransientChain(start: 0, states: states)
      guard agents > 0,
        let rates = try? BirthDeathChain(
          arrivalRate: horizon.value(arrivals, period: period) / 3600, serviceRate: pool.serviceRate, agents: agents,
          abandonmentRate: pool.abandonmentRate, capacity: states - 1),
        let average = try? chain.advance(by: end - start, chain: rates)
      else { return nil }
      queue = chain
      let wait = meanWait(average, agents: agents)
      if start > now, wait <= limit { return (start, wait) }
    }
    return nil
  }

  /// Mean virtual wait over a distribution of the number present.
  private func meanWait(_ distribution: [Double], agents: Int) -> Seconds {
    let service = Double(agents) * pool.serviceRate
    var (mean, wait) = (0.0, 0.0)
    for present in agents..<max(agents, distribution.count) {
      wait += 1 / (service + Double(present - agents) * pool.abandonmentRate)
      mean += distribution[present] * wait
    }
    return mean
  }
}

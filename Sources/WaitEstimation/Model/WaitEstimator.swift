import ContactCentre
import QueueingTheory
import Randomness

/// Predicts waits from a live state, with the scenario that planners use.
///
/// ```swift
/// let estimator = try WaitEstimator(scenario, at: state.time)
/// let answer = try estimator.estimate(state, contactType: "calls", position: 4)
/// if case .success(let figures) = answer.figures { print(figures.mean ?? .infinity) }
/// ```
///
/// What is laid out in advance is the plan of a week from one day on: keep an estimator and ask it for all states of that day.
/// States of other days cost more.
public struct WaitEstimator: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// How agents leave.
  public var leavers: LeaverRule
  /// A state older than this gives no estimate, seconds.
  public var oldest: Seconds
  private let horizon: Horizon
  private let pools: [Result<AnsweringPool, UnknownReason>]

  /// Prepares for the states of a day.
  /// - Parameters:
  ///   - time: a moment of that day, seconds since 1970.
  ///   - leavers: what becomes of the contacts in hand of agents who go; scenarios let named agents finish them.
  ///   - oldest: a state older than this gives no estimate, seconds.
  /// - Throws: `SimulationError` when the time zone of the scenario is unknown on this machine.
  public init(
    _ scenario: Scenario, at time: Seconds, leavers: LeaverRule = .finishContactInHand, oldest: Seconds = 600
  ) throws {
    self.scenario = scenario
    self.leavers = leavers
    self.oldest = oldest
    horizon = try Horizon(scenario, unixTime: time)
    pools = scenario.contactTypes.map { type in
      Result { () throws(UnknownReason) in try AnsweringPool(type, in: scenario) }
    }
  }

  /// The wait of a customer at a place in a queue, with advice.
  ///
  /// - Parameters:
  ///   - contactType: name of the type; one that the scenario does not have gives an unknown wait.
  ///   - position: the place, 1 is next; `nil` is of a customer who arrives now.
  ///   - now: when the question is asked, seconds since 1970; it only decides how old the state is. `nil` is at once.
  ///   - advises: whether advice is wanted; a better time to come back costs more than the estimate.
  /// - Throws: `SimulationError` when the state is of another day and the time zone is unknown.
  public func estimate(
    _ state: LiveState, contactType: String, position: Int? = nil, now: Seconds? = nil, advises: Bool = true
  ) throws -> WaitEstimate {
    let horizon = try horizon(for: state)
    var answer = estimate(state, contactType: contactType, position: position, now: now, horizon: horizon)
    if advises { answer.advice = Adviser(estimator: self, state: state, horizon: horizon).advice(on: answer) }
    return answer
  }

  func horizon(for state: LiveState) throws -> Horizon {
    horizon.isToday(state.time) ? horizon : try Horizon(scenario, unixTime: state.time)
  }

  /// The estimate alone.
  func estimate(
    _ state: LiveState, contactType: String, position: Int?, now: Seconds?, horizon: Horizon
  ) -> WaitEstimate {
    let queue = state.queues.first { $0.contactType == contactType }
    var answer = WaitEstimate(
      time: state.time, contactType: contactType, position: max(1, position ?? (queue?.waiting ?? 0) + 1),
      figures: .failure(.nobodyAnswers), age: max(0, (now ?? state.time) - state.time), assumptions: [])
    guard let index = scenario.contactTypes.firstIndex(where: { $0.name == contactType }) else { return answer }
    let type = scenario.contactTypes[index]
    answer.answerWithin = type.promise?.answerWithin
    let time = state.time - horizon.midnight
    let opening = horizon.opening(type.hours, at: time)
    switch opening {
    case .open(let closesIn): answer.closesIn = closesIn
    case .closed(_, let opensIn): answer.opensIn = opensIn
    }
    do {
      guard answer.age <= oldest else { throw UnknownReason.stale }
      if case .closed = opening {
        // Who is in already is served out; work that keeps is kept.
        let isIn = answer.position <= queue?.waiting ?? 0
        guard isIn, type.channel.isDeferred || type.closing == .serveOut else { throw UnknownReason.closed }
      }
      let pool = try pools[index].get()
      let law = try markov(answer.ahead, type, pool, state, horizon: horizon, opening: opening, time: time)
      let waited = queue.flatMap { $0.waitingFor.count >= answer.position ? $0.waitingFor[answer.position - 1] : nil }
      answer.law = law
      answer.method = .markov
      answer.figures = .success(
        PredictedFigures(
          law, closesIn: answer.closesIn, promise: answer.answerWithin, patience: type.patience, waited: waited ?? 0))
      answer.assumptions = pool.assumptions + staffAssumptions(pool, state, horizon: horizon, time: time)
    } catch {
      answer.figures = .failure(error as? UnknownReason ?? .nobodyAnswers)
    }
    return answer
  }

  private func staffAssumptions(
    _ pool: AnsweringPool, _ state: LiveState, horizon: Horizon, time: Seconds
  ) -> [Assumption] {
    let differing = pool.groups.compactMap { name -> Assumption? in
      let planned = horizon.planned(name, at: time)
      guard let onDuty = state.group(name)?.onDuty, onDuty != planned else { return nil }
      return .staffDiffers(group: name, onDuty: onDuty, planned: planned)
    }
    return differing + (horizon.isInScenario ? [] : [.similarDay])
  }
}

// The exact method.
extension WaitEstimator {
  /// The wait with so many ahead in a pool of its own, first come first served.
  private func markov(
    _ ahead: Int, _ type: ContactType, _ pool: AnsweringPool, _ state: LiveState, horizon: Horizon,
    opening: Horizon.Opening, time: Seconds
  ) throws -> WaitLaw {
    let places = try pool.places(in: state)
    guard places.free <= ahead else { return WaitLaw(.none) }
    let line = ahead - places.free
    let steps = staffSteps(type, pool, horizon: horizon, opening: opening, time: time)
    var cutOff = Double.infinity
    if case .open(let closesIn?) = opening, type.closing == .cutOff, !type.channel.isDeferred { cutOff = closesIn }
    if places.all > 0 {
      let steady = try WaitBehind(
        ahead: line, agents: places.all, serviceRate: pool.serviceRate, abandonmentRate: pool.abandonmentRate)
      // Nothing changes before the answer.
      if steady.exceeds(min(cutOff, steps.first?.time ?? .infinity)) < 1e-13 { return WaitLaw(.steady(steady)) }
    }
    return WaitLaw(
      .stepping(
        try WaitThroughSteps(
          ahead: line, agents: places.all, serviceRate: pool.serviceRate, abandonmentRate: pool.abandonmentRate,
          steps: steps, leavers: leavers)), cutOff: cutOff)
  }

  /// Who comes and goes for a type, in places. Agents who are on duty when it closes stay for those who still wait, if they
  /// are to be served out; they go when it opens again.
  private func staffSteps(
    _ type: ContactType, _ pool: AnsweringPool, horizon: Horizon, opening: Horizon.Opening, time: Seconds
  ) -> [StaffStep] {
    let servesOut = type.closing == .serveOut && !type.channel.isDeferred
    var staying = 0
    var steps: [StaffStep] = []
    for step in horizon.steps(of: pool.groups, after: time) {
      var leaving = step.leaving
      if servesOut, case .closed = horizon.opening(type.hours, at: time + step.time) {
        staying += leaving
        leaving = 0
      } else {
        leaving += staying
        staying = 0
      }
      guard leaving > 0 || step.coming > 0 else { continue }
      steps.append(
        StaffStep(time: step.time, leaving: leaving * pool.concurrency, coming: step.coming * pool.concurrency))
    }
    return steps
  }
}

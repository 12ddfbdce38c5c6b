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
  /// How much is played forward for an answer, where that is needed.
  public var budget = ForwardBudget()
  /// By group, who is planned to be on duty instead of what the scenario has, from the first moment of the plan on.
  public let plans: [String: [PlannedStaff]]
  private let horizon: Horizon
  private let pools: [Result<AnsweringPool, UnknownReason>]

  /// Prepares for the states of a day.
  /// - Parameters:
  ///   - time: a moment of that day, seconds since 1970.
  ///   - leavers: what becomes of the contacts in hand of agents who go; scenarios let named agents finish them.
  ///   - oldest: a state older than this gives no estimate, seconds.
  ///   - plans: by group, who is planned to be on duty instead of what the scenario has, from the first moment of the plan on.
  /// - Throws: `SimulationError` when the time zone of the scenario is unknown on this machine.
  public init(
    _ scenario: Scenario, at time: Seconds, leavers: LeaverRule = .finishContactInHand, oldest: Seconds = 600,
    plans: [String: [PlannedStaff]] = [:]
  ) throws {
    self.scenario = scenario
    self.plans = plans
    self.leavers = leavers
    self.oldest = oldest
    horizon = try Horizon(scenario, unixTime: time, plans: plans)
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
  ///   - method: how to find it; `nil` takes the exact method where it covers the scenario, playing forward elsewhere, and
  ///     history where the state does not say enough.
  ///   - memo: what was played forward from this very state before; what is played now is added.
  /// - Throws: `SimulationError` when the state is of another day and the time zone is unknown.
  public func estimate(
    _ state: LiveState, contactType: String, position: Int? = nil, now: Seconds? = nil, advises: Bool = true,
    method: EstimateMethod? = nil, memo: ForwardMemo? = nil
  ) throws -> WaitEstimate {
    let horizon = try horizon(for: state)
    var answer = estimate(
      state, contactType: contactType, position: position, now: now, horizon: horizon, method: method, memo: memo)
    if advises {
      answer.advice = Adviser(estimator: self, state: state, horizon: horizon, memo: memo).advice(on: answer)
    }
    return answer
  }

  /// The same with another budget.
  func with(_ budget: ForwardBudget) -> WaitEstimator {
    var other = self
    other.budget = budget
    return other
  }

  /// The method that is chosen for a type, if the state says enough.
  public func method(for contactType: String) -> EstimateMethod? {
    guard let index = scenario.contactTypes.firstIndex(where: { $0.name == contactType }) else { return nil }
    if let pool = try? pools[index].get(), pool.assumptions.isEmpty { return .markov }
    return .forward
  }

  func horizon(for state: LiveState) throws -> Horizon {
    horizon.isToday(state.time) ? horizon : try Horizon(scenario, unixTime: state.time, plans: plans)
  }

  /// The estimate alone.
  func estimate(
    _ state: LiveState, contactType: String, position: Int?, now: Seconds?, horizon: Horizon,
    method: EstimateMethod? = nil, memo: ForwardMemo? = nil
  ) -> WaitEstimate {
    let queue = state.queue(contactType)
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
      let waited = queue.flatMap { $0.waitingFor.count >= answer.position ? $0.waitingFor[answer.position - 1] : nil }
      let question = Question(
        type: type, pool: pools[index], place: answer.position, waited: waited, state: state, horizon: horizon,
        opening: opening, time: time)
      let found = try find(question, method: method, memo: memo)
      answer.law = found.law
      answer.method = found.method
      answer.paths = found.paths
      answer.figures = .success(
        PredictedFigures(
          found.law, closesIn: answer.closesIn, promise: answer.answerWithin, patience: type.patience,
          waited: waited ?? 0))
      answer.assumptions = found.assumptions
    } catch {
      answer.figures = .failure(error as? UnknownReason ?? .notPlayed("\(error)"))
    }
    return answer
  }

  /// What is asked.
  struct Question {
    var type: ContactType
    var pool: Result<AnsweringPool, UnknownReason>
    var place: Int
    /// How long the customer has waited; `nil` when that is not known.
    var waited: Seconds?
    var state: LiveState
    var horizon: Horizon
    var opening: Horizon.Opening
    var time: Seconds
  }

  /// What was found.
  struct Finding {
    var law: WaitLaw
    var method: EstimateMethod
    var paths: Int?
    var assumptions: [Assumption]
  }

  /// Finds the law of the wait by a method, or by the best one that can do it.
  private func find(_ question: Question, method: EstimateMethod?, memo: ForwardMemo?) throws -> Finding {
    switch method {
    case .markov: return try markov(question)
    case .forward: return try forward(question, memo: memo)
    case .history: return try history(question)
    case nil: break
    }
    if let pool = try? question.pool.get(), pool.assumptions.isEmpty {
      do { return try markov(question) } catch { return try fallBack(on: [history], from: error, question) }
    }
    do {
      return try forward(question, memo: memo)
    } catch {
      return try fallBack(on: [markov, history], from: error, question)
    }
  }

  /// The first of some methods that has an answer; without any the first trouble stays.
  private func fallBack(
    on methods: [(Question) throws -> Finding], from error: any Error, _ question: Question
  ) throws -> Finding {
    for method in methods { if let found = try? method(question) { return found } }
    throw error
  }

  private func markov(_ question: Question) throws -> Finding {
    let pool = try question.pool.get()
    let law = try markov(
      question.place - 1, question.type, pool, question.state, horizon: question.horizon, opening: question.opening,
      time: question.time)
    return Finding(
      law: law, method: .markov, paths: nil,
      assumptions: pool.assumptions
        + staffAssumptions(pool.groups, question.state, horizon: question.horizon, time: question.time))
  }

  private func forward(_ question: Question, memo: ForwardMemo?) throws -> Finding {
    let (law, paths) = try forward(
      question.place, question.type, question.state, horizon: question.horizon, opening: question.opening,
      time: question.time, memo: memo)
    return Finding(
      law: law, method: .forward, paths: paths,
      assumptions: forwardAssumptions(
        question.type, question.state, horizon: question.horizon, time: question.time))
  }

  /// The waits of those who were answered lately; of one who waits already, those that were longer, less what is over.
  private func history(_ question: Question) throws -> Finding {
    let queue = question.state.queue(question.type.name)
    var waits = queue?.recentWaits ?? []
    if question.place <= queue?.waiting ?? 0 {
      guard let waited = question.waited else { throw UnknownReason.nothingObserved }
      waits = waits.filter { $0 > waited }.map { $0 - waited }
    }
    guard !waits.isEmpty else { throw UnknownReason.nothingObserved }
    var cutOff = Double.infinity
    if case .open(let closesIn?) = question.opening, question.type.closing == .cutOff,
      !question.type.channel.isDeferred
    {
      cutOff = closesIn
    }
    return Finding(law: WaitLaw(.samples(waits), cutOff: cutOff), method: .history, paths: nil, assumptions: [])
  }

  func staffAssumptions(
    _ groups: [String], _ state: LiveState, horizon: Horizon, time: Seconds
  ) -> [Assumption] {
    let differing = groups.compactMap { name -> Assumption? in
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

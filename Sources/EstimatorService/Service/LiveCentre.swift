import ContactCentre
import Foundation
import Reporting
import Synchronization
import WaitEstimation

/// The state of the centre behind the service, and the answers that follow from it. Any thread may ask.
final class LiveCentre: Sendable {
  private struct Inner {
    var state: CentreState
    /// When the reporter was last heard of, on the service's clock: what the state is as of.
    var feed: Seconds
    var estimator: DayEstimator
    var report: EstimateReport
    /// The state as the estimator takes it, made once for each version.
    var live: LiveState?
    /// What was played forward from it.
    var memo = ForwardMemo()
    /// Goes up with each scenario.
    var edition = 0
  }

  private let inner: Mutex<Inner>
  private let learner: Mutex<Learner>
  private let cache = Mutex(AnswerCache())
  private let announcements = Mutex<[String: SteadyAnnouncement]>([:])
  /// What is shown beside the announced waits.
  let displays = Mutex<[DisplayKey: SteadyDisplay]>([:])
  /// What the calendar said of a type in a minute.
  let calendars = Mutex<[String: CalendarAnswer]>([:])
  private let clock: ServiceClock

  /// Begins with a state and what was learned.
  /// - Throws: `SimulationError` when the time zone of the scenario is unknown on this machine.
  init(
    _ scenario: Scenario, state: CentreState, learner: Learner, feed: Seconds, clock: ServiceClock
  ) throws {
    inner = Mutex(
      Inner(
        state: state, feed: feed, estimator: try DayEstimator(scenario, plans: state.staffPlans),
        report: EstimateReport(scenario)))
    self.learner = Mutex(learner)
    self.clock = clock
  }

  /// What time it is: on the clock of events that of the newest one.
  var now: Seconds {
    switch clock {
    case .wall: Date().timeIntervalSince1970
    case .events: inner.withLock { $0.feed }
    }
  }

  /// When the reporter was last heard of; 0 for never.
  var feed: Seconds { inner.withLock { $0.feed } }

  // MARK: what goes in

  /// Takes an event that is on disk.
  func apply(_ entry: Journal.Entry) {
    typealias Step = (effect: CentreState.Effect, question: Learner.Question?, estimator: WaitEstimator)
    let step = inner.withLock { inner -> Step? in
      inner.feed = max(inner.feed, entry.received)
      guard let effect = inner.state.apply(entry.event) else { return nil }
      inner.live = nil
      if entry.event.kind == .staffPlan { inner.estimator.plans = inner.state.staffPlans }
      var question: Learner.Question?
      if let joined = effect.joined, let contact = entry.event.contact,
        entry.received - entry.event.time <= Learner.mostDelay,
        case .waiting(let type, let position, _) = inner.state.place(ofContact: contact),
        type == joined.contactType, position <= Learner.mostAhead
      {
        // Exact answers need counts only; what is played forward, all that is known.
        let isExact = inner.estimator.at(entry.received).method(for: type) == .markov
        question = Learner.Question(
          contactType: type, position: position,
          state: inner.state.live(at: entry.received, listsWaits: !isExact, listsHands: !isExact), isExact: isExact)
      }
      return (effect, question, inner.estimator.at(entry.received))
    }
    guard let step else { return }
    learner.withLock { $0.note(entry.event, step.effect, question: step.question, estimator: step.estimator) }
  }

  /// The reporter was heard of: the state is as of now, even when nothing happened.
  func heard(at time: Seconds) {
    inner.withLock { inner in
      guard time > inner.feed else { return }
      inner.feed = time
      inner.live = nil
    }
  }

  /// Takes another scenario.
  /// - Throws: `SimulationError` when its time zone is unknown on this machine; then the old one stays.
  func follow(_ scenario: Scenario) throws {
    // Groups that it has no more do no harm.
    let plans = inner.withLock { $0.state.staffPlans }
    let estimator = try DayEstimator(scenario, plans: plans)
    inner.withLock { inner in
      inner.estimator = estimator
      inner.estimator.plans = inner.state.staffPlans
      inner.report = EstimateReport(scenario)
      inner.state.follow(
        CentreRules(scenario, window: inner.state.rules.window, duty: inner.state.rules.duty))
      inner.live = nil
      inner.edition += 1
    }
  }

  // MARK: what comes out

  /// What is needed to answer.
  struct View: Sendable {
    var live: LiveState
    var version: Int
    var edition: Int
    var estimator: WaitEstimator
    var report: EstimateReport
    var memo: ForwardMemo
  }

  func view() -> View {
    inner.withLock { inner in
      let live: LiveState
      if let known = inner.live {
        live = known
      } else {
        live = inner.state.live(at: inner.feed, listsHands: true)
        inner.live = live
        inner.memo = ForwardMemo()
      }
      return View(
        live: live, version: inner.state.version, edition: inner.edition, estimator: inner.estimator.at(inner.feed),
        report: inner.report, memo: inner.memo)
    }
  }

  /// Reads the state, briefly.
  func read<Result: Sendable>(_ body: @Sendable (CentreState, Seconds) -> Result) -> Result {
    inner.withLock { body($0.state, $0.feed) }
  }

  var scenario: Scenario { inner.withLock { $0.estimator.scenario } }
  var rules: CentreRules { inner.withLock { $0.state.rules } }
  var version: Int { inner.withLock { $0.state.version } }
  var edition: Int { inner.withLock { $0.edition } }

  /// What answers for a state of any moment.
  func estimator(at time: Seconds) -> (WaitEstimator, EstimateReport) {
    inner.withLock { inner in
      // The estimator answers for other days too, only slower: the one of the day stays in place.
      (inner.estimator.at(inner.feed > 0 ? inner.feed : time), inner.report)
    }
  }

  func calibrator(_ contactType: String) -> Calibrator? { learner.withLock { $0.calibrators[contactType] } }

  /// What to keep over a restart.
  func kept() -> Snapshot {
    let (state, feed) = inner.withLock { ($0.state.kept, $0.feed) }
    return Snapshot(state: state, feed: feed, learner: learner.withLock { $0 })
  }

  // MARK: answers

  /// The body that answers for a place in a queue, `nil` for one who arrives now. A question that was asked before in this
  /// second, with nothing having happened since, is not worked out again.
  func answer(contactType: String, position: Int?) -> Answer {
    let (version, edition, feed) = inner.withLock { ($0.state.version, $0.edition, $0.feed) }
    let now = clock == .events ? feed : now
    let age = (max(0, now - feed)).rounded(.down)
    let key = AnswerCache.Key(contactType: contactType, position: position)
    let asked = AnswerCache.Stamp(version: version, edition: edition, feed: feed, age: age)
    if let known = cache.withLock({ $0.find(key, asked) }) { return known }
    // Something may have happened in between.
    let view = view()
    let stamp = AnswerCache.Stamp(version: view.version, edition: view.edition, feed: view.live.time, age: age)
    let answer = work(out: view, contactType: contactType, position: position, age: age)
    cache.withLock { $0.keep(answer, key, stamp) }
    return answer
  }

  /// How many answers were worked out, and how many were known.
  var cacheCounts: (found: Int, missed: Int) { cache.withLock { ($0.found, $0.missed) } }

  private func work(out view: View, contactType: String, position: Int?, age: Seconds) -> Answer {
    let estimate: WaitEstimate
    do {
      estimate = try view.estimator.estimate(
        view.live, contactType: contactType, position: position, now: view.live.time + age, memo: view.memo)
    } catch {
      return Answer(
        members: [], p50: nil, p90: nil, pWithinPromise: nil, ahead: 0, reason: .nobodyAnswers, estimate: nil)
    }
    let calibrated = Calibrated(estimate, by: calibrator(contactType))
    let figures = try? estimate.figures.get()
    return Answer(
      members: view.report.members(of: estimate) + [
        .init("stateVersion", .integer(view.version)), .init("calibrated", calibrated?.value ?? .null),
      ],
      p50: calibrated == nil ? figures?.p50 : calibrated?.p50,
      p90: calibrated == nil ? figures?.p90 : calibrated?.p90,
      pWithinPromise: calibrated.map { $0.pWithinPromise ?? $0.pWithin30 }
        ?? figures.map { $0.pWithinPromise ?? $0.pWithin30 },
      ahead: estimate.ahead, reason: estimate.unknownReason, estimate: estimate)
  }

  /// What a waiting contact is shown: steady, and counting down.
  func announcement(contact: String, answer: Answer, version: Int) -> WaitRange {
    let time = now
    return announcements.withLock { all in
      if all.count > 50_000 { all.removeAll() }
      return all[contact, default: SteadyAnnouncement()]
        .update(p50: answer.p50, p90: answer.p90, version: version, at: time, of: answer.estimate?.time ?? time)
    }
  }

  /// The contact waits no more.
  func forgetAnnouncement(_ contact: String) { announcements.withLock { $0[contact] = nil } }
}

/// What is kept over a restart.
struct Snapshot: Codable, Sendable {
  var state: CentreState.Kept
  var feed: Seconds
  var learner: Learner
}

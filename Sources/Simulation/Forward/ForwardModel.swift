import ContactCentre
import Randomness
import Synchronization

/// A scenario made ready to be played forward from the live states of a day, many short times.
///
/// Everything that does not depend on the state is compiled once; the engines are used again from state to state. A path
/// costs the events up to the answer, and nothing else.
package final class ForwardModel: Sendable {
  /// Agents of a group come and go, at elapsed seconds of the timeline.
  package struct StaffChange: Sendable {
    package var time: Seconds
    package var leaving: Int
    package var coming: Int

    package init(time: Seconds, leaving: Int, coming: Int) {
      (self.time, self.leaving, self.coming) = (time, leaving, coming)
    }
  }

  private let scenario: Scenario
  private let compiled: CompiledScenario
  private let names: Names
  private let laws: StartLaws
  /// By contact type: what it may have to do with.
  private let reaches: [ForwardReach]
  private let engines: ForwardEngines

  /// Compiles a scenario.
  /// - Parameters:
  ///   - scenario: described for the days of the timeline.
  ///   - staff: who comes and goes, by group; takes the place of the heads and shifts of the scenario.
  ///   - byEvents: whether a single queue is played event by event too; the waits are the same, to the last digit.
  /// - Throws: ``SimulationError`` for a scenario that cannot be run.
  package init(_ scenario: Scenario, timeline: RunTimeline, staff: [[StaffChange]], byEvents: Bool = false) throws {
    guard !scenario.contactTypes.isEmpty else { throw SimulationError("the scenario has no contact types") }
    guard !scenario.agentGroups.isEmpty else { throw SimulationError("the scenario has no agent groups") }
    var scenario = scenario
    scenario.backlog = []
    scenario.experiment.warmUp = 0
    for group in scenario.agentGroups.indices {
      scenario.agentGroups[group].heads = nil
      scenario.agentGroups[group].shifts = []
      // Who is absent today is known; whoever is planned later is expected.
      scenario.agentGroups[group].absence = 0
    }
    var compiled = try CompiledScenario(
      scenario, timeline: timeline, counting: timeline.byDay, keepsAnnouncements: false)
    if byEvents { compiled.singleQueue = .byEvents }
    for (number, changes) in staff.enumerated() {
      for change in changes where change.time >= compiled.start && change.time < compiled.end {
        for (kind, count) in [(ScheduleEvent.Kind.headsLeave, change.leaving), (.headsCome, change.coming)]
        where count > 0 {
          compiled.schedule.append(
            ScheduleEvent(time: change.time, kind: kind, subject: Int32(number), count: Int32(count)))
        }
      }
    }
    compiled.schedule.sort { ($0.time, $0.kind.rawValue, $0.subject) < ($1.time, $1.kind.rawValue, $1.subject) }
    self.scenario = scenario
    self.compiled = compiled
    names = Names(scenario)
    laws = StartLaws(compiled, scenario: scenario, names: names)
    reaches = ForwardReach.all(of: scenario)
    engines = ForwardEngines(compiled, seed: scenario.experiment.seed)
  }

  /// The groups whose state must be known to predict waits for a type: those that answer it, and those that share work with
  /// them, directly or through others.
  package func groups(for contactType: String) -> [String] {
    guard let type = scenario.contactTypes.firstIndex(where: { $0.name == contactType }) else { return [] }
    return reaches[type].groups.map { scenario.agentGroups[$0].name }
  }

  /// The types whose queues and contacts may matter to waits for a type, itself included.
  package func types(for contactType: String) -> [String] {
    guard let type = scenario.contactTypes.firstIndex(where: { $0.name == contactType }) else { return [] }
    return reaches[type].types.map { scenario.contactTypes[$0].name }
  }

  /// Plays forward from a state and looks how long customers of a queue wait.
  ///
  /// Deterministic: the same state and numbers give the same waits, as long as the time is not up.
  /// - Parameters:
  ///   - state: the moment; its queue of the type holds the customers down to the one who is followed, and no more.
  ///   - contactType: the type that they wait for.
  ///   - places: the places to report, 1 is next; the last one is that of the last customer of the queue.
  ///   - paths: how many futures are played.
  ///   - mostTime: no new path begins after this, and none goes on much longer; `nil` is no limit.
  ///   - enough: no new path begins when half of the 95 % interval of the mean of the last place is at most this share of it;
  ///     0 for never.
  /// - Throws: ``SimulationError`` when the state does not fit the scenario.
  package func waits(
    from state: StartingState, contactType: String, places: ClosedRange<Int>, paths: Int, mostTime: Duration? = nil,
    enough: Double = 0
  ) throws -> ForwardWaits {
    let type = try names.type(contactType)
    guard state.time >= compiled.start, state.time < compiled.end else {
      throw SimulationError("the state is not of the days that are laid out")
    }
    var following = Following(type: type, count: places.upperBound)
    following.moment = moment(at: state.time, reach: reaches[Int(type)])
    let table = try compiled.startTable(
      from: state, at: state.time, scenario: scenario, names: names, laws: laws)
    return engines.play(
      from: table, time: state.time, following: following, places: places, paths: paths, mostTime: mostTime,
      enough: enough)
  }

  /// Where the schedule and the rates stand at a moment.
  private func moment(at time: Seconds, reach: ForwardReach) -> Following.Moment {
    var moment = Following.Moment()
    moment.isOpen = Array(repeating: false, count: compiled.types.count)
    moment.closedAt = Array(repeating: 0, count: compiled.types.count)
    moment.comes = (0..<compiled.types.count).map { $0 < reach.comes.count && reach.comes[$0] }
    for event in compiled.schedule {
      guard event.time <= time else { break }
      moment.nextScheduled += 1
      switch event.kind {
      case .typeOpens: moment.isOpen[Int(event.subject)] = true
      case .typeCloses:
        moment.isOpen[Int(event.subject)] = false
        moment.closedAt[Int(event.subject)] = event.time
      default: break
      }
    }
    moment.rates = compiled.rateInterval(at: time)
    return moment
  }
}

/// How long customers wait in many futures.
package struct ForwardWaits: Sendable {
  /// For each place that was asked for the wait in each path, seconds; ∞ for one that is not answered at all.
  package var waits: [[Double]]
  /// How many paths were played to their end.
  package var paths: Int
  /// Whether they are fewer than wanted, as the time was up.
  package var isShort: Bool
}

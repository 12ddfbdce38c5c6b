import ContactCentre
import Foundation
import Simulation
import Statistics

/// The cheapest single changes to a centre, ranked by what they do in simulation.
///
/// All changes are first played on common random numbers; the best are played again, longer, on streams that have not chosen
/// them, and only what is seen there is reported: the best of many estimates is always better than it really is.
///
/// ```swift
/// let advice = try Advice.find(AdviceRequest(scenario: scenario))
/// advice.changes[0].points  // 0.021 ± 0.002: 2.1 points more answered in time
/// ```
public struct Advice: Sendable, Equatable {
  /// A change and its effect, as paired differences with 95 % intervals.
  public struct Advised: Sendable, Equatable {
    /// The change.
    public var change: Change
    /// Change of the share of all contacts with a promise or deadline for which it is kept.
    public var points: Figure
    /// Change of the cost a day; `nil` when no price is known.
    public var cost: Figure?
    /// Change of the paid hours a day.
    public var paidHours: Figure
    /// Change of the share kept by contact type, for those with a promise or a deadline.
    public var contactTypes: [(name: String, points: Figure)]
    /// Promises that are missed on average without it and kept with it.
    public var mends: [String]
    /// Promises that are kept on average without it and missed with it.
    public var breaks: [String]

    /// What a percentage point costs a day, in money, or in paid hours where no price is known; 0 for what costs nothing.
    public var costPerPoint: Double? {
      guard let gain = points.mean, gain > 0 else { return nil }
      return isFree ? 0 : ((cost ?? paidHours).mean ?? 0) / (gain * 100)
    }
    /// Whether it is shown to help.
    public var helps: Bool { (points.mean ?? 0) > (points.halfWidth ?? .infinity) }
    /// Whether it is not shown to cost anything.
    public var isFree: Bool {
      let price = cost ?? paidHours
      return (price.mean ?? 0) <= max(price.halfWidth ?? 0, 1e-6)
    }

    /// Whether all figures agree.
    public static func == (a: Self, b: Self) -> Bool {
      a.change == b.change && a.points == b.points && a.cost == b.cost && a.paidHours == b.paidHours
        && a.mends == b.mends && a.breaks == b.breaks
        && a.contactTypes.elementsEqual(b.contactTypes) { $0.name == $1.name && $0.points == $1.points }
    }
  }

  /// Name of the scenario.
  public var scenario: String
  /// Share of all contacts with a promise or deadline for which it is kept today.
  public var now: Figure
  /// The promises that are missed on average today.
  public var missed: [String]
  /// Changes that were shown to help, those that cost nothing first, then by the cost of a point.
  public var changes: [Advised]
  /// How many changes were tried.
  public var tried: Int
  /// Replications of the first look and of the one that is reported.
  public var replications: (screening: Int, final: Int)
  /// Whether it was stopped before it was done.
  public var isInterrupted: Bool

  /// Whether all figures agree.
  public static func == (a: Self, b: Self) -> Bool {
    a.scenario == b.scenario && a.now == b.now && a.missed == b.missed && a.changes == b.changes && a.tried == b.tried
      && a.replications == b.replications && a.isInterrupted == b.isInterrupted
  }

  /// Tries what every rule has to say.
  /// - Parameter afterEach: told how many replications are finished, and of how many.
  /// - Throws: ``PlanningError`` for a scenario without promises, or when it was stopped before the first look was over;
  ///   `SimulationError` for one that cannot run.
  public static func find(
    _ request: AdviceRequest, isCancelled: @escaping @Sendable () -> Bool = { false },
    afterEach: @escaping @Sendable () -> Void = {}
  ) throws -> Advice {
    let scenario = request.scenario
    guard scenario.contactTypes.contains(where: { $0.promise != nil || $0.deadline != nil }) else {
      throw PlanningError(
        "no contact type has a promise or a deadline, so nothing can be better or worse; add one", isMistake: true)
    }
    let ideas = Idea.all(scenario)
    let stage = Stage(request, isCancelled: isCancelled, afterEach: afterEach)
    let screening = try request.replications ?? stage.replications(for: scenario, ideas: ideas.count)
    var base = try stage.play(scenario, label: "", 0..<screening, seed: request.seed)
    var candidates: [(idea: Idea, effect: Advised)] = []
    for idea in ideas {
      let sample = try stage.play(idea.scenario, label: "", 0..<screening, seed: request.seed)
      let effect = sample.effect(idea.change, from: base)
      if effect.helps { candidates.append((idea, effect)) }
    }
    candidates.sort { isBetter($0.effect, $1.effect) }
    let final = 4 * screening
    var advice = Advice(
      scenario: scenario.name, now: base.share, missed: base.missed, changes: [], tried: ideas.count,
      replications: (screening, final), isInterrupted: false)
    do {
      // Any other seed gives independent streams: seeds are hashed.
      let seed = request.seed &+ 0x9E37_79B9_7F4A_7C15
      base = try stage.play(scenario, label: "", 0..<final, seed: seed)
      advice.now = base.share
      advice.missed = base.missed
      for (idea, _) in candidates.prefix(request.most) {
        let effect = try stage.play(idea.scenario, label: "", 0..<final, seed: seed).effect(idea.change, from: base)
        if effect.helps { advice.changes.append(effect) }
      }
    } catch {
      guard isCancelled() else { throw error }
      advice.isInterrupted = true
    }
    advice.changes.sort(by: isBetter)
    return advice
  }

  /// What costs nothing comes first, by its effect; then what costs least a point.
  private static func isBetter(_ a: Advised, _ b: Advised) -> Bool {
    if a.isFree != b.isFree { return a.isFree }
    if a.isFree { return (a.points.mean ?? 0) > (b.points.mean ?? 0) }
    return (a.costPerPoint ?? .infinity) < (b.costPerPoint ?? .infinity)
  }
}

/// What is asked of ``Advice/find(_:isCancelled:afterEach:)``.
public struct AdviceRequest: Sendable {
  /// The scenario.
  public var scenario: Scenario
  /// The most changes that are reported.
  public var most: Int
  /// Replications of the first look; `nil` as many as the size of the scenario allows. The last has four times as many.
  public var replications: Int?
  /// Seed of the random streams.
  public var seed: UInt64
  /// Threads.
  public var threads: Int

  /// Creates a request.
  public init(
    scenario: Scenario, most: Int = 10, replications: Int? = nil, seed: UInt64? = nil,
    threads: Int = ProcessInfo.processInfo.activeProcessorCount
  ) {
    self.scenario = scenario
    self.most = most
    self.replications = replications
    self.seed = seed ?? scenario.experiment.seed
    self.threads = threads
  }
}

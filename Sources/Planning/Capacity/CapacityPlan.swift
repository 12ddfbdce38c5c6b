import ContactCentre
import Foundation
import Simulation

/// What is asked of ``CapacityPlan/find(_:isCancelled:afterEach:)``.
public struct CapacityRequest: Sendable {
  /// The scenario, with the staff that is present.
  public var scenario: Scenario
  /// When a promise counts as kept.
  public var aim: StaffingAim
  /// Demand is multiplied by this at most.
  public var mostFactor: Double
  /// The contact type whose service has a price list; `nil` is the promised type with the most contacts.
  public var pricedType: String?
  /// The service levels on the price list; empty is no list.
  public var levels: [Double]
  /// Replications of each evaluation; `nil` as many as the size of the scenario allows.
  public var replications: Int?
  /// Seed of the random streams, common to all factors.
  public var seed: UInt64
  /// Threads.
  public var threads: Int

  /// Service levels that a price list has unless others are asked for.
  public static let usualLevels = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95]

  /// Creates a request.
  public init(
    scenario: Scenario, aim: StaffingAim = .day, mostFactor: Double = 4, pricedType: String? = nil,
    levels: [Double] = usualLevels, replications: Int? = nil, seed: UInt64? = nil,
    threads: Int = ProcessInfo.processInfo.activeProcessorCount
  ) {
    self.scenario = scenario
    self.aim = aim
    self.mostFactor = mostFactor
    self.pricedType = pricedType
    self.levels = levels
    self.replications = replications
    self.seed = seed ?? scenario.experiment.seed
    self.threads = threads
  }
}

/// How much demand the present staff can carry, and what service costs.
///
/// ```swift
/// let capacity = try CapacityPlan.find(CapacityRequest(scenario: scenario))
/// capacity.limits[0].factor.estimate  // 1.23: the promise holds up to 23 % more demand
/// ```
public struct CapacityPlan: Sendable, Equatable {
  /// A factor on demand at which something breaks.
  public struct Factor: Sendable, Equatable {
    /// The estimate; `nil` when it lies outside the range that was looked at.
    public var estimate: Double?
    /// Lower end of the 95 % interval; `nil` when it lies below the range.
    public var lower: Double?
    /// Upper end of the 95 % interval; `nil` when it lies above the range.
    public var upper: Double?
    /// Whether the promise is kept, by estimate, at the least factor of the range; if not, it is broken whatever the demand.
    public var isKeptAtLeast: Bool
  }

  /// How far one promise carries.
  public struct Limit: Sendable, Equatable {
    /// The contact type.
    public var contactType: String
    /// The promise; `nil` when it is the deadline that is meant.
    public var promise: Promise?
    /// The share promised.
    public var target: Double
    /// The share kept with demand as it is, over the run.
    public var now: Figure
    /// Demand, as a multiple of the present one, up to which the promise is kept.
    public var factor: Factor
    /// Where it breaks first, under an aim with more than one period; else empty.
    public var place: String
  }

  /// What is kept at a factor, in the order of ``limits``: shares over the run.
  public struct CurvePoint: Sendable, Equatable {
    /// The factor on demand.
    public var factor: Double
    /// The share of each promise that is kept.
    public var levels: [Figure]
  }

  /// Name of the scenario.
  public var scenario: String
  /// When a promise counted as kept.
  public var aim: StaffingAim
  /// The range of factors that was looked at.
  public var range: ClosedRange<Double>
  /// Replications of each evaluation.
  public var replications: Int
  /// The promises and deadlines.
  public var limits: [Limit]
  /// Service against demand.
  public var curve: [CurvePoint]
  /// Cost against service; `nil` when none was asked for.
  public var prices: PriceList?
  /// Whether it was stopped before it was done: what is missing was not looked at.
  public var isInterrupted: Bool

  /// The promise that breaks first.
  public var first: Limit? {
    limits.filter { $0.factor.estimate != nil }.min { ($0.factor.estimate ?? 0) < ($1.factor.estimate ?? 0) }
  }

  /// Finds the factors by bisection with common random numbers, and the price list.
  /// - Throws: ``PlanningError`` for a scenario without promises, or one whose demand cannot be multiplied.
  public static func find(
    _ request: CapacityRequest, isCancelled: @escaping @Sendable () -> Bool = { false },
    afterEach: @escaping @Sendable () -> Void = {}
  ) throws -> CapacityPlan {
    var search = try CapacitySearch(request, isCancelled: isCancelled, afterEach: afterEach)
    var plan = CapacityPlan(
      scenario: request.scenario.name, aim: request.aim, range: search.range, replications: search.replications,
      limits: [], curve: [], prices: nil, isInterrupted: false)
    do {
      for asked in search.asked { plan.limits.append(try search.limit(asked)) }
      for factor in search.curveFactors { plan.curve.append(try search.point(factor)) }
      if !request.levels.isEmpty {
        plan.prices = try PriceList.find(request, isCancelled: isCancelled, afterEach: afterEach)
      }
    } catch {
      guard isCancelled(), !plan.limits.isEmpty else { throw error }
      plan.isInterrupted = true
      plan.curve = plan.curve.filter { $0.levels.count == plan.limits.count }
    }
    return plan
  }
}

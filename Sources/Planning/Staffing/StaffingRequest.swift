import ContactCentre
import Foundation

/// What is asked of ``StaffingPlan/find(_:isCancelled:afterEach:)``.
public struct StaffingRequest: Sendable {
  /// The scenario; the staff of the planned groups in it is not looked at.
  public var scenario: Scenario
  /// When a promise counts as kept.
  public var aim: StaffingAim
  /// Names of the groups to plan; `nil` is all that a promise depends on first. Others keep their staff.
  public var groups: [String]?
  /// The most productive agents of a group in a period; `nil` is far more than could be of use.
  public var most: Int?
  /// Replications of each evaluation of the search; `nil` as many as the size of the scenario allows.
  public var replications: Int?
  /// Seed of the random streams of the search; the final check has streams of its own.
  public var seed: UInt64
  /// Threads.
  public var threads: Int

  /// Creates a request.
  public init(
    scenario: Scenario, aim: StaffingAim = .everyPeriod, groups: [String]? = nil, most: Int? = nil,
    replications: Int? = nil, seed: UInt64? = nil, threads: Int = ProcessInfo.processInfo.activeProcessorCount
  ) {
    self.scenario = scenario
    self.aim = aim
    self.groups = groups
    self.most = most
    self.replications = replications
    self.seed = seed ?? scenario.experiment.seed
    self.threads = threads
  }
}

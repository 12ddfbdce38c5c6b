/// M/G/1: one agent, any law of the handling time, nobody gives up.
///
/// Source: F. Pollaczek (1930), A. Y. Khinchine (1932).
public struct MG1: Sendable, Equatable {
  /// Contacts per unit of time, λ.
  public let arrivalRate: Double
  /// Mean handling time.
  public let serviceMean: Double
  /// Coefficient of variation of the handling time.
  public let serviceCV: Double

  /// Solves the queue.
  ///
  /// - Throws: ``QueueingError/unstable(offeredLoad:agents:)`` when λ times the mean handling time is not below 1.
  public init(arrivalRate: Double, serviceMean: Double, serviceCV: Double) throws(QueueingError) {
    guard arrivalRate >= 0, arrivalRate.isFinite else { throw .invalid("the arrival rate must be 0 or more") }
    guard serviceMean > 0, serviceMean.isFinite else { throw .invalid("the mean handling time must be above 0") }
    guard serviceCV >= 0, serviceCV.isFinite else { throw .invalid("the coefficient of variation must be 0 or more") }
    guard arrivalRate * serviceMean < 1 else { throw .unstable(offeredLoad: arrivalRate * serviceMean, agents: 1) }
    self.arrivalRate = arrivalRate
    self.serviceMean = serviceMean
    self.serviceCV = serviceCV
  }

  /// Busy / staffed time, ρ.
  public var occupancy: Double { arrivalRate * serviceMean }
  /// Share of contacts that must wait.
  public var waitProbability: Double { occupancy }
  /// Mean wait, λ E[S²] / (2 (1 − ρ)).
  public var meanWait: Double {
    arrivalRate * serviceMean * serviceMean * (1 + serviceCV * serviceCV) / (2 * (1 - occupancy))
  }
  /// Mean number waiting, by Little's law.
  public var meanQueueLength: Double { arrivalRate * meanWait }
  /// Mean time from arrival to the end of the handling.
  public var meanTimeInSystem: Double { meanWait + serviceMean }
}

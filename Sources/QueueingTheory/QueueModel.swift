/// The stationary figures that every queue here can give, by the names that contact centres use.
///
/// Times are in the unit of the rates: with rates per second, in seconds. Shares are of the *offered* contacts unless
/// it says otherwise, so that answered + abandoned + blocked = 1.
public protocol QueueModel: Sendable {
  /// Contacts offered per unit of time, λ.
  var arrivalRate: Double { get }
  /// Contacts an agent completes per unit of time, μ.
  var serviceRate: Double { get }
  /// Agents, s.
  var agents: Int { get }
  /// Share of offered contacts that must wait.
  var waitProbability: Double { get }
  /// Share of offered contacts that find the waiting room full.
  var blockProbability: Double { get }
  /// Share of offered contacts that give up waiting.
  var abandonProbability: Double { get }
  /// Share of offered contacts that are answered.
  var answeredProbability: Double { get }
  /// Mean number waiting.
  var meanQueueLength: Double { get }
  /// Mean wait of all who were let in: until answered or abandoned.
  var meanWait: Double { get }
  /// Mean wait of those answered (ASA).
  var meanWaitOfAnswered: Double { get }
  /// Mean virtual wait: of a customer let in who has endless patience.
  var meanVirtualWait: Double { get }
  /// Share of offered contacts that are answered within a time (≤), those who need not wait included.
  func answered(within time: Double) -> Double
  /// Share of offered contacts that abandon within a time (≤).
  func abandoned(within time: Double) -> Double
  /// P(a customer let in, of endless patience, would wait longer than a time): the virtual wait, which is announced.
  func virtualWaitExceeds(_ time: Double) -> Double
}

extension QueueModel {
  /// Offered load in erlangs, λ / μ.
  public var offeredLoad: Double { arrivalRate / serviceRate }

  /// Share of offered contacts that are answered.
  public var answeredProbability: Double { 1 - blockProbability - abandonProbability }

  /// Mean number waiting, by Little's law.
  public var meanQueueLength: Double { arrivalRate * (1 - blockProbability) * meanWait }

  /// Mean virtual wait, where nobody gives up: that of all.
  public var meanVirtualWait: Double { meanWait }

  /// Busy / staffed time of the agents.
  public var occupancy: Double { offeredLoad * answeredProbability / Double(agents) }

  /// The four service levels for an acceptable waiting time.
  public func serviceLevels(within time: Double) -> ServiceLevels {
    let answeredWithin = answered(within: time)
    let abandonedWithin = abandoned(within: time)
    return ServiceLevels(
      SL1: answeredWithin, SL2: min(1, answeredWithin / (1 - abandonedWithin)), SL3: answeredWithin + abandonedWithin,
      SL4: min(1, answeredWithin / answeredProbability))
  }
}

/// The four usual definitions of the service level, side by side; "within" is ≤ the acceptable waiting time.
public struct ServiceLevels: Sendable, Equatable {
  /// Answered within / offered.
  public var SL1: Double
  /// Answered within / (offered − abandoned within).
  public var SL2: Double
  /// (Answered within + abandoned within) / offered.
  public var SL3: Double
  /// Answered within / answered.
  public var SL4: Double
}

/// Why a queue has no stationary figures.
public enum QueueingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The load is at least what the agents can do, and nobody gives up: the queue grows for ever.
  case unstable(offeredLoad: Double, agents: Int)
  /// A parameter makes no sense.
  case invalid(String)

  /// What is wrong, in a sentence.
  public var description: String {
    switch self {
    case .unstable(let load, let agents):
      "the queue grows without end: a load of \(load) erlangs for \(agents) agents; it needs more agents than the load"
    case .invalid(let what): what
    }
  }

  /// Checks the parameters that all queues share.
  static func check(arrivalRate: Double, serviceRate: Double, agents: Int) throws(QueueingError) {
    guard arrivalRate >= 0, arrivalRate.isFinite else { throw .invalid("the arrival rate must be 0 or more") }
    guard serviceRate > 0, serviceRate.isFinite else { throw .invalid("the service rate must be above 0") }
    guard agents >= 1 else { throw .invalid("there must be at least one agent") }
  }
}

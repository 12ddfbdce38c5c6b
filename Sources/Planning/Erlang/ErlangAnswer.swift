import ContactCentre
import QueueingTheory

/// What a formula says.
public struct ErlangAnswer: Sendable, Equatable {
  /// The question.
  public var question: ErlangQuestion
  /// The agents that the figures are for: those asked about, or those that the target needs.
  public var agents: Int
  /// The figures; `nil` when the queue is unstable: it grows without end, and has none.
  public var figures: ErlangFigures?
  /// The fewest agents that reach the target; `nil` without one.
  public var agentsNeeded: Int?

  /// The formula that answers.
  public var model: String {
    guard let limit = question.queueLimit else { return question.patience == nil ? "Erlang C" : "Erlang A" }
    guard limit > 0 else { return "Erlang B" }
    return question.patience == nil ? "M/M/s/K" : "M/M/s/K+M"
  }
}

/// The figures of a stationary queue; times in seconds, shares of the offered contacts.
public struct ErlangFigures: Sendable, Equatable {
  /// Busy / staffed time of the agents.
  public var occupancy: Double
  /// Share that must wait.
  public var waitProbability: Double
  /// Share that abandons.
  public var abandonment: Double
  /// Share that finds the queue full.
  public var blocking: Double
  /// Mean number waiting.
  public var queueLength: Double
  /// The four service levels.
  public var serviceLevel: ServiceLevels
  /// Mean wait of those answered (ASA).
  public var meanWaitOfAnswered: Double
  /// Mean wait of all who were let in.
  public var meanWaitOfAll: Double
  /// Mean wait of a customer with endless patience.
  public var meanVirtualWait: Double
  /// Percentiles of the wait of those answered: p50, p80, p90, p95.
  public var percentilesOfAnswered: [Double]
  /// The same of all who were let in: until answered or abandoned.
  public var percentilesOfAll: [Double]
  /// The same of a customer with endless patience.
  public var percentilesOfVirtual: [Double]

  /// The percentiles that are given.
  public static let percentiles = [50, 80, 90, 95]

  init(_ model: any QueueModel, answerWithin: Seconds) {
    occupancy = model.occupancy
    waitProbability = model.waitProbability
    abandonment = model.abandonProbability
    blocking = model.blockProbability
    queueLength = model.meanQueueLength
    serviceLevel = model.serviceLevels(within: answerWithin)
    meanWaitOfAnswered = model.meanWaitOfAnswered
    meanWaitOfAll = model.meanWait
    meanVirtualWait = model.meanVirtualWait
    let scale = 1 / model.serviceRate
    func percentiles(_ within: (Double) -> Double) -> [Double] {
      Self.percentiles.map { Self.quantile(Double($0) / 100, scale: scale, within: within) }
    }
    percentilesOfAnswered = percentiles { model.answered(within: $0) / model.answeredProbability }
    percentilesOfAll = percentiles {
      (model.answered(within: $0) + model.abandoned(within: $0)) / (1 - model.blockProbability)
    }
    percentilesOfVirtual = percentiles { 1 - model.virtualWaitExceeds($0) }
  }

  /// The smallest time that a share does not exceed, by halving.
  private static func quantile(_ share: Double, scale: Double, within: (Double) -> Double) -> Double {
    guard within(0) < share else { return 0 }
    var low = 0.0
    var high = scale
    while within(high) < share, high < scale * 1e12 {
      low = high
      high *= 2
    }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      guard middle > low, middle < high else { break }
      if within(middle) < share { low = middle } else { high = middle }
    }
    return high
  }
}

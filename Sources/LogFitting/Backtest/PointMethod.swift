import Foundation
import WaitEstimation

/// A simple estimate of the wait, to be compared with the learned one.
public enum PointMethod: String, Sendable, Hashable, CaseIterable {
  /// What the last caller to enter service had waited.
  case lastToEnterService
  /// How long the head of the line has waited.
  case headOfLine
  /// The mean wait of the last ten to enter service.
  case averageOfLast10
  /// The place in line over the number of agents, times the mean handling.
  case queueLength
  /// As `queueLength`, but those ahead may abandon: the mean of a pure death chain.
  case queueLengthAbandonment
  /// The mean handling of the last hour times the place over the agents seen in the last ten minutes.
  case handlingOfLastHour

  /// What people call it.
  public var title: String {
    switch self {
    case .lastToEnterService: "last to enter service"
    case .headOfLine: "head of line"
    case .averageOfLast10: "average of last 10"
    case .queueLength: "queue length"
    case .queueLengthAbandonment: "queue length, abandonment"
    case .handlingOfLastHour: "handling of last hour × place / on duty"
    }
  }

  /// Seconds, from the features of `QueueFeatures`.
  func estimate(_ row: [Double], hourHandling: Double) -> Double {
    func feature(_ column: QueueFeatures.Column) -> Double { row[column.rawValue] }
    switch self {
    case .lastToEnterService: return feature(.last1)
    case .headOfLine: return feature(.headOfLine)
    case .averageOfLast10: return feature(.last10)
    case .queueLength: return (feature(.waiting) + 1) * feature(.handling) / max(1, feature(.onDuty))
    case .queueLengthAbandonment: return feature(.byChain)
    case .handlingOfLastHour: return (feature(.place) + 1) * hourHandling / max(1, feature(.onDuty)) + 10
    }
  }
}

/// Gives a point estimate the spread of its own errors of late, so that it can be scored like a distribution.
struct ErrorWindow {
  private static let most = 1_500
  private var recent: [Double] = []
  private var next = 0
  private var sorted: [Double] = []

  /// Learns an error on the scale of log(wait + 8 s).
  mutating func learn(estimate: Double, wait: Double) {
    let error = Foundation.log((wait + WaitModel.shift) / (estimate + WaitModel.shift))
    if recent.count < Self.most {
      recent.append(error)
    } else {
      sorted.remove(at: place(recent[next]))
      recent[next] = error
      next = (next + 1) % Self.most
    }
    sorted.insert(error, at: place(error))
  }

  /// The forecast around an estimate; `nil` until there are some errors.
  func forecast(_ estimate: Double) -> WaitForecast? {
    guard sorted.count >= 100 else { return nil }
    let quantiles = WaitForecast.levels.map { level in
      let error = sorted[Int(level * Double(sorted.count - 1))]
      return max(0.5, (estimate + WaitModel.shift) * Foundation.exp(error) - WaitModel.shift)
    }
    let limit = Foundation.log((30.5 + WaitModel.shift) / (estimate + WaitModel.shift))
    return WaitForecast(
      mean: estimate, quantiles: quantiles, within30: Double(place(limit)) / Double(sorted.count))
  }

  private func place(_ error: Double) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < error { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

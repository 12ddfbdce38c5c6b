/// Survival from censored times: the product-limit estimate.
///
/// Source: E. L. Kaplan, P. Meier, "Nonparametric estimation from incomplete observations", J. Amer. Statist. Assoc. 53
/// (1958) 457–481; Greenwood's formula for the variance. Who is censored at a time is still at risk at that time.
public struct SurvivalCurve: Sendable, Hashable {
  /// Times at which something happened, ascending.
  public private(set) var times: [Double] = []
  /// Survival behind each time.
  public private(set) var survival: [Double] = []
  /// Standard error of `survival`.
  public private(set) var standardErrors: [Double] = []

  /// Estimates the curve.
  /// - Parameter observations: a time and whether it happened then (or was censored).
  public init(_ observations: [(time: Double, happened: Bool)]) {
    self.init(counted: observations.map { ($0.time, $0.happened ? 1 : 0, $0.happened ? 0 : 1) })
  }

  /// Estimates the curve.
  /// - Parameter counts: times with how often it happened and how often it was censored then, in any order.
  public init(counted counts: [(time: Double, events: Int, censored: Int)]) {
    let sorted = counts.sorted { $0.time < $1.time }
    var remaining = sorted.reduce(0) { $0 + $1.events + $1.censored }
    var value = 1.0
    var greenwood = 0.0
    var index = 0
    while index < sorted.count {
      let time = sorted[index].time
      let atRisk = Double(remaining)
      var events = 0.0
      while index < sorted.count, sorted[index].time == time {
        events += Double(sorted[index].events)
        remaining -= sorted[index].events + sorted[index].censored
        index += 1
      }
      guard events > 0 else { continue }
      value *= 1 - events / atRisk
      if atRisk > events { greenwood += events / (atRisk * (atRisk - events)) }
      times.append(time)
      survival.append(value)
      standardErrors.append(value * greenwood.squareRoot())
    }
  }

  /// The probability to last longer than a time.
  public func survival(after time: Double) -> Double { value(count: firstIndex { $0 > time }) }

  /// The probability to last at least until a time.
  public func survival(before time: Double) -> Double { value(count: firstIndex { $0 >= time }) }

  private func value(count: Int) -> Double { count == 0 ? 1 : survival[count - 1] }

  private func firstIndex(where isBehind: (Double) -> Bool) -> Int {
    var low = 0
    var high = times.count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(times[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

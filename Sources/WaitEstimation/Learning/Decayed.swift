import Foundation

/// A sum in which what is older counts less: half as much after each half-life.
package struct Decayed: Sendable {
  /// Seconds.
  let halfLife: Double
  private var sum = 0.0
  private var last = -Double.infinity

  package init(halfLife: Double) { self.halfLife = halfLife }

  package mutating func add(_ value: Double, at time: Double) {
    sum = self.value(at: time) + value
    last = time
  }

  package func value(at time: Double) -> Double {
    sum == 0 ? 0 : sum * exp2(-max(0, time - last) / halfLife)
  }

  /// The sum as a rate in events a second.
  func rate(at time: Double) -> Double { value(at: time) * 0.693_147_180_56 / halfLife }
}

/// A mean in which the newer values count more.
package struct RunningMean: Sendable {
  /// Weight of a new value once there are many.
  let step: Double
  package private(set) var mean: Double
  private var count = 0.0

  init(step: Double, start: Double) {
    self.step = step
    mean = start
  }

  mutating func add(_ value: Double) {
    count += 1
    mean += max(step, 1 / (count + 1)) * (value - mean)
  }
}

/// How long services last, learned as they end: survival by logarithmic bins, with forgetting.
struct HandlingSurvival: Sendable {
  private static let bins = 64
  private static let perBin = 7.0
  private static let edges = (0...bins).map { 5 * (Foundation.exp(Double($0) / perBin) - 1) }
  private var counts = [Double](repeating: 0, count: HandlingSurvival.bins)
  private var survival = [Double](repeating: 1, count: HandlingSurvival.bins + 1)
  private var total = 0.0
  private var sinceUpdate = 0

  private static func bin(_ seconds: Double) -> Double {
    min(Double(bins) - 0.001, perBin * Foundation.log(1 + max(0, seconds) / 5))
  }

  mutating func add(_ seconds: Double) {
    counts[Int(Self.bin(seconds))] += 1
    total += 1
    sinceUpdate += 1
    if total > 4_000 {
      for index in counts.indices { counts[index] *= 0.5 }
      total *= 0.5
    }
    if sinceUpdate >= 50 || total < 200 {
      sinceUpdate = 0
      var above = total
      for index in counts.indices {
        survival[index] = above / max(total, 1)
        above -= counts[index]
      }
      survival[Self.bins] = 0
    }
  }

  private func surviving(_ seconds: Double) -> Double {
    let place = Self.bin(seconds)
    let index = Int(place)
    let share = place - Double(index)
    return survival[index] * (1 - share) + survival[index + 1] * share
  }

  /// How long it still lasts at a given age, both in seconds, for a uniform number.
  func remaining(age: Double, _ uniform: Double) -> Double {
    guard total >= 30 else { return -180 * Foundation.log(uniform + 1e-12) }
    let wanted = uniform * surviving(age)
    // The first edge at which at most the wanted share is left.
    var low = 0
    var high = Self.bins
    while low < high {
      let middle = (low + high) / 2
      if survival[middle] > wanted { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return 0 }
    let width = survival[low - 1] - survival[low]
    let share = width > 0 ? (survival[low - 1] - wanted) / width : 0
    return max(0, Self.edges[low - 1] + share * (Self.edges[low] - Self.edges[low - 1]) - age)
  }

  /// Probability that a service of a given age ends within a horizon, both in seconds.
  func endsWithin(_ horizon: Double, age: Double) -> Double {
    let now = surviving(age)
    guard now > 1e-9, total >= 30 else { return 1 - Foundation.exp(-horizon / 180) }
    return min(1, max(0, 1 - surviving(age + horizon) / now))
  }
}

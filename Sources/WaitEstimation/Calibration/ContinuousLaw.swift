import Foundation

/// A predicted law without jumps, so that a wait has a place in it, and something lies beyond its longest.
///
/// Waits that were played or observed are a sample: between two of them the probability rises evenly, and beyond the longest it
/// goes on like the tenth of them that are longest. Exact laws stay as they are.
struct ContinuousLaw: Sendable {
  private let law: WaitLaw
  /// The waits of a sample in order, those that end; empty for an exact law.
  private let waits: [Double]
  /// How many waits the sample has, those that never end included.
  private let count: Double
  /// Mean of what the longest tenth are beyond the others, seconds.
  private let scale: Double

  init(_ law: WaitLaw) {
    self.law = law
    guard case .samples(let all) = law.source else {
      (waits, count, scale) = ([], 0, 0)
      return
    }
    let limit = law.cutOff
    waits = Array(all.prefix { $0.isFinite && $0 <= limit })
    count = Double(all.count)
    let longest = waits.suffix(max(1, (waits.count + 9) / 10))
    let excess = longest.reduce(0) { $0 + $1 - (longest.first ?? 0) } / Double(max(1, longest.count))
    scale = max(1, excess)
  }

  /// P(the wait is at most a time), and P(it is longer); each exact where it is small.
  func place(of wait: Double) -> (within: Double, exceeds: Double) {
    guard let first = waits.first, let last = waits.last else { return (law.within(wait), law.exceeds(wait)) }
    // Whoever is cut off waits for ever.
    let wait = max(0, min(wait, law.cutOff))
    if wait > last {
      let beyond = 1 - (Double(waits.count) - 0.5) / count
      // Those who are never answered wait longer than anybody.
      let never = 1 - Double(waits.count) / count
      let exceeds = never + (beyond - never) * exp(-(wait - last) / scale)
      return (1 - exceeds, exceeds)
    }
    if wait < first {
      let within = 0.5 / count * max(0, wait) / first
      return (within, 1 - within)
    }
    let upTo = WaitLaw.upTo(wait, in: waits)
    let below = waits[max(0, upTo - 1)]
    if below == wait {
      // In the middle of those who are alike.
      let less = waits.prefix(upTo).partitioned { $0 >= wait }
      let within = (Double(less) + Double(upTo)) / 2 / count
      return (within, 1 - within)
    }
    let within = (Double(upTo) - 0.5 + (wait - below) / (waits[upTo] - below)) / count
    return (within, 1 - within)
  }

  /// The time that the wait does not exceed with probability `p`.
  func quantile(_ p: Double) -> Double {
    let exceeding = 1 - p
    guard let first = waits.first, let last = waits.last else { return law.quantile(p) }
    let beyond = 1 - (Double(waits.count) - 0.5) / count
    let never = 1 - Double(waits.count) / count
    if exceeding < beyond {
      guard exceeding > never else { return .infinity }
      let time = last + scale * log((beyond - never) / (exceeding - never))
      return time <= law.cutOff ? time : .infinity
    }
    let place = p * count
    guard place > 0.5, waits.count > 1 else { return first * min(1, place / 0.5) }
    let index = max(1, min(waits.count - 1, Int(place + 0.5)))
    let part = place + 0.5 - Double(index)
    return waits[index - 1] + (waits[index] - waits[index - 1]) * min(1, max(0, part))
  }
}

extension ArraySlice<Double> {
  /// How many of the first ones do not meet a condition that all later ones meet.
  fileprivate func partitioned(_ meets: (Double) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if meets(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low - startIndex
  }
}

import Foundation

/// How fast the line moved lately: waits over places, and waits over what had been expected of them.
struct PaceRecord: Sendable {
  /// Seconds a place, the last few callers.
  private(set) var perPlace = RunningMean(step: 0.2, start: 20)
  /// The same over more callers.
  private(set) var perPlaceLong = RunningMean(step: 0.04, start: 20)
  /// log((wait + 8 s) / (expected + 8 s)), the last few callers, some more, many.
  private(set) var surprise = [
    RunningMean(step: 0.3, start: 0), RunningMean(step: 0.1, start: 0), RunningMean(step: 0.02, start: 0),
  ]
  /// When the last ones entered service from the line, newest first.
  private(set) var starts: [Double] = []

  /// Takes in a wait that has ended.
  mutating func add(wait: Double, place: Double, expected: Double, at time: Double) {
    perPlace.add(wait / (place + 1))
    perPlaceLong.add(wait / (place + 1))
    let ratio = Foundation.log((wait + 8) / (expected + 8))
    for index in surprise.indices { surprise[index].add(ratio) }
    starts.insert(time, at: 0)
    if starts.count > 10 { starts.removeLast() }
  }

  /// Seconds since the n-th last start; an hour at most.
  func since(_ number: Int, at time: Double) -> Double {
    starts.count >= number ? min(3_600, time - starts[number - 1]) : 3_600
  }
}

/// The level of something that changes in steps, averaged over time; what is older counts less.
struct DecayedLevel: Sendable {
  /// Seconds.
  let halfLife: Double
  private var mean = 0.0
  private var level = 0.0
  private var last = -Double.infinity

  init(halfLife: Double) { self.halfLife = halfLife }

  mutating func set(_ level: Double, at time: Double) {
    mean = value(at: time)
    self.level = level
    last = time
  }

  func value(at time: Double) -> Double {
    level + (mean - level) * exp2(-max(0, time - last) / halfLife)
  }
}

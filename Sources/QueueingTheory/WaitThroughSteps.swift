#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What becomes of the contact in hand when an agent goes off duty.
public enum LeaverRule: String, Sendable, Hashable, CaseIterable {
  /// Named agents leave: each finishes the contact in hand and takes no other. The line moves at the pace of those who stay.
  case finishContactInHand
  /// Named agents leave at once: their contacts wait again, in front of everybody, and do not give up.
  case leaveAtOnce
  /// Nobody is named: whoever finishes first goes, until enough have gone; the line stands still meanwhile.
  case firstToFinish
}

/// Agents who come and go at a known time. Those who go do so first.
public struct StaffStep: Sendable, Hashable {
  /// Time from now, above 0.
  public var time: Double
  /// How many go off duty; no more go than are there.
  public var leaving: Int
  /// How many come on duty, with empty hands.
  public var coming: Int

  /// Creates a step.
  public init(time: Double, leaving: Int = 0, coming: Int = 0) {
    self.time = time
    self.leaving = leaving
    self.coming = coming
  }
}

/// The wait of a customer with k people waiting ahead while all agents are busy, and agents come and go at known times.
///
/// Handling is exponential (rate μ), as is the patience of those ahead (rate θ). Between two steps the number of people
/// ahead is a pure death process with rates sμ + jθ; it is solved by uniformization (A. Jensen, 1953): P(W > t) = Σ Poisson
/// (Λt; n) aₙ, where aₙ is the share still waiting after n jumps. All terms are positive and the weights are cut where they
/// no longer count, so that small probabilities keep their digits. Without steps ``WaitBehind`` says the same, faster.
///
/// Agents who come take that many customers at once: the distribution may have jumps at the steps. Behind the last step
/// things stay as they are, so that the wait may be endless when nobody is left.
///
/// ```swift
/// let shiftEnds = StaffStep(time: 600, leaving: 4)
/// let wait = try WaitThroughSteps(ahead: 12, agents: 8, serviceRate: 1.0 / 360, steps: [shiftEnds])
/// wait.quantile(0.9)
/// ```
public struct WaitThroughSteps: Sendable {
  /// A stretch of time without a step.
  struct Stretch: Sendable {
    var start: Double
    /// Where the next one starts; ∞ for the last.
    var end: Double
    /// Jumps per unit of time; 0 when nothing moves.
    var pace: Double
    /// The share still waiting after n jumps from the start of the stretch.
    var waiting: [Double]
    /// What `waiting` is beyond its end.
    var rest: Double
  }

  private let stretches: [Stretch]
  /// P(the wait never ends): nobody is left to answer.
  public let neverEnds: Double

  /// Below this a share of customers no longer counts.
  private static let negligible = 1e-18

  /// Describes the wait.
  ///
  /// - Parameters:
  ///   - ahead: people waiting ahead.
  ///   - agents: agents now, all busy; 0 when nobody is there yet.
  ///   - serviceRate: contacts that an agent completes per unit of time, μ.
  ///   - abandonmentRate: rate at which each of those ahead gives up, θ.
  ///   - steps: who comes and goes, in order of time.
  ///   - leavers: what becomes of the contacts in hand of those who go.
  /// - Throws: ``QueueingError/invalid(_:)`` for a number that makes no sense.
  public init(
    ahead: Int, agents: Int, serviceRate: Double, abandonmentRate: Double = 0, steps: [StaffStep] = [],
    leavers: LeaverRule = .finishContactInHand
  ) throws(QueueingError) {
    try QueueingError.check(arrivalRate: 0, serviceRate: serviceRate, agents: max(1, agents))
    guard ahead >= 0, agents >= 0 else { throw .invalid("there cannot be fewer than 0 people") }
    guard abandonmentRate >= 0, abandonmentRate.isFinite else {
      throw .invalid("the abandonment rate must be 0 or more")
    }
    var last = 0.0
    for step in steps {
      guard step.time > last, step.time.isFinite, step.leaving >= 0, step.coming >= 0 else {
        throw .invalid("the steps must be in order of time, and at least 0 must come and go")
      }
      last = step.time
    }
    var line = Line(ahead: ahead, serviceRate: serviceRate, abandonmentRate: abandonmentRate, leavers: leavers)
    line.agents = agents
    var stretches: [Stretch] = []
    var start = 0.0
    for index in 0...steps.count {
      let end = index < steps.count ? steps[index].time : .infinity
      stretches.append(line.stretch(from: start, to: end, negligible: Self.negligible))
      guard end.isFinite, line.total > Self.negligible else { break }
      line.take(steps[index])
      start = end
    }
    if let final = stretches.last, final.end.isFinite {
      stretches.append(Stretch(start: final.end, end: .infinity, pace: 0, waiting: [], rest: 0))
    }
    self.stretches = stretches
    neverEnds = stretches.last?.rest ?? 0
  }

  /// P(the wait is longer than a time).
  public func exceeds(_ time: Double) -> Double {
    guard time >= 0 else { return 1 }
    guard time.isFinite else { return neverEnds }
    return Self.exceeds(time, in: stretches[index(at: time)])
  }

  /// P(the wait is at most a time).
  public func within(_ time: Double) -> Double { max(0, 1 - exceeds(time)) }

  /// Mean wait; infinite when it may never end.
  public var mean: Double { neverEnds > 0 ? .infinity : discounted(rate: 0) }

  /// ∫ e^(−rt) P(W > t) dt from 0 to `end`: with rate 0 the mean of min(W, end); r times it is P(a patience with that rate
  /// ends before the wait does, and before `end`).
  public func discounted(rate: Double, to end: Double = .infinity) -> Double {
    var sum = 0.0
    for stretch in stretches where stretch.start < end {
      let length = min(end, stretch.end) - stretch.start
      let factor = rate > 0 ? exp(-rate * stretch.start) : 1
      sum += factor * Self.discounted(rate: rate, over: length, of: stretch)
    }
    return sum
  }

  /// The shortest time that the wait does not exceed with probability `p`; infinite when it never does.
  public func quantile(_ p: Double) -> Double {
    guard p > 0 else { return 0 }
    let beyond = 1 - p
    guard p < 1, beyond >= neverEnds else { return .infinity }
    var index = stretches.count - 1
    while index > 0, (stretches[index].waiting.first ?? stretches[index].rest) <= beyond { index -= 1 }
    let stretch = stretches[index]
    if index + 1 < stretches.count, Self.exceeds(stretch.end, in: stretch) > beyond { return stretch.end }
    if index == 0, Self.exceeds(0, in: stretch) <= beyond { return 0 }
    guard stretch.pace > 0 else { return .infinity }
    var low = stretch.start
    var high = stretch.end
    if !high.isFinite {
      var length = Double(stretch.waiting.count) / stretch.pace
      while Self.exceeds(low + length, in: stretch) > beyond, length < 1e15 { length *= 2 }
      high = low + length
    }
    // Secant steps on the logarithm, which is nearly straight, kept between bounds that halve when a step does not help.
    var (lowValue, highValue) = (Self.exceeds(low, in: stretch), Self.exceeds(high, in: stretch))
    for round in 0..<200 {
      var next = (low + high) / 2
      if round % 3 != 2, highValue > 0, lowValue > highValue {
        let part = (log(lowValue) - log(beyond)) / (log(lowValue) - log(highValue))
        next = low + (high - low) * min(0.999, max(0.001, part))
      }
      guard next > low, next < high, high - low > 1e-13 * high else { break }
      let value = Self.exceeds(next, in: stretch)
      if value <= beyond { (high, highValue) = (next, value) } else { (low, lowValue) = (next, value) }
    }
    return high
  }

  private func index(at time: Double) -> Int {
    var low = 0
    var high = stretches.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if stretches[middle].start <= time { low = middle } else { high = middle - 1 }
    }
    return low
  }

  private static func exceeds(_ time: Double, in stretch: Stretch) -> Double {
    guard stretch.pace > 0 else { return stretch.waiting.first ?? stretch.rest }
    let jumps = stretch.pace * (time - stretch.start)
    guard jumps > 0 else { return stretch.waiting.first ?? stretch.rest }
    let (first, weights) = PoissonLaw(mean: jumps).window()
    let known = max(0, min(weights.count, stretch.waiting.count - first))
    var sum = 0.0
    for index in 0..<known { sum += weights[index] * stretch.waiting[first + index] }
    guard stretch.rest > 0, known < weights.count else { return sum }
    return sum + stretch.rest * weights[known...].reduce(0, +)
  }

  /// ∫ e^(−rτ) P(W > start + τ) dτ over a length: each jump count is passed at rate Λ + r.
  private static func discounted(rate: Double, over length: Double, of stretch: Stretch) -> Double {
    let fastest = stretch.pace + rate
    guard stretch.pace > 0 else {
      let share = stretch.waiting.first ?? stretch.rest
      guard share > 0 else { return 0 }
      return rate > 0 ? share * -expm1(-rate * length) / rate : share * length
    }
    var tails: (first: Int, values: [Double]) = (.max, [])
    if length.isFinite {
      guard length > 0 else { return 0 }
      var (first, weights) = PoissonLaw(mean: fastest * length).window()
      var tail = 0.0
      for index in weights.indices.reversed() { (weights[index], tail) = (tail, tail + weights[index]) }
      tails = (first, weights)
    }
    let ratio = stretch.pace / fastest
    var factor = 1 / fastest
    var sum = 0.0
    let last = length.isFinite ? tails.first + tails.values.count : .max
    var n = 0
    while n < last {
      let share = n < stretch.waiting.count ? stretch.waiting[n] : stretch.rest
      if n >= stretch.waiting.count, share <= 0 { break }
      if n >= stretch.waiting.count, last == .max {
        // The rest waits for ever: a geometric series.
        return rate > 0 ? sum + share * factor / (1 - ratio) : .infinity
      }
      let tail = n < tails.first ? 1 : tails.values[n - tails.first]
      sum += share * factor * tail
      factor *= ratio
      n += 1
    }
    return sum
  }
}

import Foundation
import Randomness

// What a customer who must wait is told, and how customers respond to it.
extension Engine {
  /// The announcement is made; whether the customer does not join after it. Never inlined, for the sake of those who hear none.
  @inline(never)
  mutating func respondsToAnnouncement(
    type: Int32, number: Int, issue: Int32, ahead: Int, at time: Double
  ) -> Bool {
    let mean = types[type].meanWork * handlingFactor(of: type, at: time + Self.simultaneous)
    if states[type].announced.parallel != states[type].parallel || states[type].announced.mean != mean {
      states[type].announced = AnnouncedPlaces(types[type], parallel: states[type].parallel, mean: mean)
    }
    let (balkFrom, offerFrom) = (states[type].announced.balkFrom, states[type].announced.offerFrom)
    guard ahead >= balkFrom || ahead >= offerFrom else { return false }
    // The draws belong to the number of the contact: whoever makes none takes none away from others.
    var generator = RandomStream(key: states[type].choiceKey).generator(at: number)
    let balks = generator.nextUnit() <= types[type].balkShare
    let accepts = generator.nextUnit() <= types[type].offerAcceptance
    if balks && ahead >= balkFrom {
      tally.add(1, .balked, type: type, period: period)
      if isTracing { note(.balked, issue: issue, type: type, number: number, at: time) }
      lose(issue, at: time)
      return true
    }
    if accepts && ahead >= offerFrom {
      tally.add(1, .messages, type: type, period: period)
      if isTracing { note(.message, issue: issue, type: type, number: number, at: time) }
      countLoop(types[type].offerLoop)
      enter(type: types[type].offerBecomes, issue: issue, at: time)
      return true
    }
    return false
  }
}

/// From how many people ahead on the announced wait is too long for some: found once for each number of agents, so that a customer
/// costs a comparison.
///
/// While all are busy contacts are taken at rate c / m, where c are handled at once by those on duty and m is the mean work that
/// begins now, and each of those ahead gives up at rate θ. So with `ahead` people before the customer the mean of the virtual wait is
/// Σ 1 / (c / m + j θ) over j = 0 … `ahead`: exact for exponential work and patience.
struct AnnouncedPlaces {
  /// For what it was found.
  var parallel = -1.0
  var mean = -1.0
  /// The fewest people ahead with a longer wait than customers balk at, or are offered another channel above.
  var balkFrom = 0
  var offerFrom = 0

  init() {}

  init(_ type: TypeRow, parallel: Double, mean: Double) {
    (self.parallel, self.mean) = (parallel, mean)
    balkFrom = Self.fewest(above: type.balkAbove, parallel: parallel, mean: mean, theta: type.abandonmentRate)
    offerFrom = Self.fewest(above: type.offerAbove, parallel: parallel, mean: mean, theta: type.abandonmentRate)
  }

  /// The fewest people ahead with which the announced wait is above a limit; `Int.max` for never.
  static func fewest(above limit: Double, parallel: Double, mean: Double, theta: Double) -> Int {
    guard limit < .infinity else { return .max }
    guard parallel > 0 else { return 0 }
    // 1.1 × 200 s is a little above 220 s in floating point only.
    let limit = limit * (1 + 1e-12)
    guard mean > 0 else { return .max }
    guard theta > 0 else {
      // Multiplied, not summed: a wait of exactly the limit is not above it.
      func wait(_ ahead: Double) -> Double { (ahead + 1) * mean / parallel }
      var ahead = (limit * parallel / mean).rounded(.down)
      guard ahead < 1e12 else { return .max }
      while ahead > 0, wait(ahead - 1) > limit { ahead -= 1 }
      while wait(ahead) <= limit { ahead += 1 }
      return Int(ahead)
    }
    var wait = 0.0
    for ahead in 0..<Self.mostSummed {
      wait += mean / (parallel + Double(ahead) * theta * mean)
      if wait > limit { return ahead }
    }
    // Behind thousands the sum is its integral: (1 / θ) ln of the ratio of the rates at both ends.
    let rate = parallel / mean
    let further = (exp(theta * (limit - wait)) - 1) * (rate + Double(Self.mostSummed) * theta) / theta
    return further < 1e12 ? Self.mostSummed + Int(further) : .max
  }

  private static let mostSummed = 10_000
}

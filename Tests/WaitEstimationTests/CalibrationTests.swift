import ContactCentre
import Foundation
import QueueingTheory
import Randomness
import Testing
import WaitEstimation

/// Predictions that are wrong are corrected by what is observed, although part of the customers give up.
@Suite struct CalibrationTests {
  /// A centre whose waits are not what the model says.
  struct World {
    var generator = SplitMix(state: 11)
    let patience = 800.0

    mutating func exponential(_ mean: Double) -> Double { -mean * log(generator.next()) }

    /// A customer with up to 20 ahead: what the model says, and the true wait, stretched and spread.
    mutating func customer(slower: Double, spread: Double) throws -> (law: WaitLaw, wait: Double) {
      let ahead = Int(generator.next() * 20.999)
      let model = try WaitBehind(ahead: ahead, agents: 10, serviceRate: 1 / 300)
      var wait = 0.0
      for _ in 0...ahead { wait += exponential(30) }
      let normal = (-2 * log(generator.next())).squareRoot() * cos(2 * .pi * generator.next())
      return (WaitLaw(.steady(model)), wait * slower * exp(spread * normal - spread * spread / 2))
    }
  }

  struct Phase {
    var slower: Double
    var spread: Double
  }

  /// Plays phases of a centre; the shares of true waits in the plain and in the corrected 80 % interval after each warm-up,
  /// counted for all customers, also for those who gave up.
  func play(_ phases: [Phase], customers: Int = 12_000) throws -> (
    plain: [Double], corrected: [Double], calibrator: Calibrator, below: [[Double]]
  ) {
    var world = World()
    var calibrator = Calibrator(patience: .exponential(mean: world.patience))
    var plain: [Double] = []
    var corrected: [Double] = []
    var below: [[Double]] = []
    var time = 0.0
    for phase in phases {
      var (inPlain, inCorrected, counted) = (0, 0, 0)
      var under = [0.0, 0, 0, 0]
      for customer in 0..<customers {
        let (law, wait) = try world.customer(slower: phase.slower, spread: phase.spread)
        if customer >= 1000, customer % 3 == 0 {
          counted += 1
          if wait >= law.quantile(0.1), wait <= law.quantile(0.9) { inPlain += 1 }
          let bounds = calibrator.bounds(of: law)
          if wait >= bounds.lower, wait <= bounds.upper { inCorrected += 1 }
          let better = calibrator.corrected(law)
          for (index, p) in [0.1, 0.5, 0.8, 0.9].enumerated() where wait <= better.quantile(p) { under[index] += 1 }
        }
        let gaveUp = world.exponential(world.patience)
        time += 20
        calibrator.record(law, wait: min(wait, gaveUp), gaveUp: gaveUp < wait, at: time)
      }
      plain.append(Double(inPlain) / Double(counted))
      corrected.append(Double(inCorrected) / Double(counted))
      below.append(under.map { $0 / Double(counted) })
    }
    return (plain, corrected, calibrator, below)
  }

  @Test func coverageAfterDrift() throws {
    let phases = [
      Phase(slower: 1, spread: 0), Phase(slower: 1.6, spread: 0.3), Phase(slower: 0.6, spread: 0.5),
      Phase(slower: 1, spread: 0.6),
    ]
    let (plain, corrected, calibrator, below) = try play(phases)
    print(
      "80 % interval: plain \(plain.map { ($0 * 1000).rounded() / 10 }), corrected \(corrected.map { ($0 * 1000).rounded() / 10 })"
    )
    print("below p10, p50, p80, p90: \(below.map { $0.map { ($0 * 1000).rounded() / 10 } })")
    #expect(abs(plain[0] - 0.8) < 0.015)
    #expect(plain[1] < 0.6 && plain[2] < 0.55 && plain[3] < 0.65)
    for share in corrected { #expect(abs(share - 0.8) < 0.025) }
    for shares in below {
      for (share, p) in zip(shares, [0.1, 0.5, 0.8, 0.9]) { #expect(abs(share - p) < 0.03, "\(p): \(share)") }
    }
    // Its own score, from censored outcomes alone, agrees with what really was.
    let end = 20.0 * 12_000 * 4
    let score = calibrator.scores.score(.day, at: end)
    // One each 20 s in the running hour, the 267th, and the 23 hours before: from 874 800 to 960 000.
    #expect(score.answered + score.gaveUp == 4261)
    #expect(abs(try #require(score.coverage) - 0.8) < 0.03)
    #expect(calibrator.scores.score(.hour, at: end + 7200).coverage == nil)
  }

  @Test func aRightModelIsLeftAlone() throws {
    let (_, _, calibrator, _) = try play([Phase(slower: 1, spread: 0)], customers: 4000)
    let law = WaitLaw(.steady(try WaitBehind(ahead: 8, agents: 10, serviceRate: 1 / 300)))
    for p in [0.1, 0.5, 0.9] {
      #expect(abs(calibrator.corrected(law).quantile(p) / law.quantile(p) - 1) < 0.12)
    }
    let fresh = CalibratedLaw(law, by: Recalibration())
    for time in [20.0, 120, 270, 800] { #expect(abs(fresh.exceeds(time) - law.exceeds(time)) < 1e-12) }
    for p in [0.001, 0.1, 0.5, 0.9, 0.999] { #expect(abs(fresh.quantile(p) / law.quantile(p) - 1) < 1e-9) }
  }

  /// Without the weights, the long waits that nobody saw to their end would be missed.
  @Test func givingUpDoesNotBias() throws {
    var world = World()
    var ignoring = Recalibration(halfLife: 2000)
    var counting = Recalibration(halfLife: 2000)
    var inside = (ignoring: 0.0, counting: 0.0)
    let customers = 20_000
    let endless = PatienceRecord(nil)
    let known = PatienceRecord(.exponential(mean: 300), priorWeight: 1e12)
    for customer in 0..<customers {
      let (law, wait) = try world.customer(slower: 1.3, spread: 0)
      let patience = world.exponential(300)
      let gaveUp = patience < wait
      counting.record(law, wait: min(wait, patience), gaveUp: gaveUp, patience: known)
      if !gaveUp { ignoring.record(law, wait: wait, gaveUp: false, patience: endless) }
      if customer >= customers / 2 {
        if wait <= CalibratedLaw(law, by: counting).quantile(0.8) { inside.counting += 2 / Double(customers) }
        if wait <= CalibratedLaw(law, by: ignoring).quantile(0.8) { inside.ignoring += 2 / Double(customers) }
      }
    }
    print("waits up to p80: \(inside.counting) with those who gave up, \(inside.ignoring) without")
    #expect(abs(inside.counting - 0.8) < 0.02)
    #expect(inside.ignoring < 0.77)
  }

  /// Half of the predictions are right; the other half say that there is no wait, although it takes 40 s on average. The second kind
  /// gets what is observed of it, and leaves the first alone.
  @Test func predictionsOfNoWaitAreLearnedOnTheirOwn() throws {
    var world = World()
    var calibrator = Calibrator(patience: nil)
    let none = WaitLaw(.none)
    for customer in 0..<4000 {
      let (law, wait) = try world.customer(slower: 1, spread: 0)
      calibrator.record(law, wait: wait, gaveUp: false, at: Double(customer))
      calibrator.record(none, wait: world.exponential(40), gaveUp: false, at: Double(customer))
    }
    let law = WaitLaw(.steady(try WaitBehind(ahead: 8, agents: 10, serviceRate: 1 / 300)))
    for p in [0.1, 0.5, 0.9] {
      #expect(abs(calibrator.corrected(law).quantile(p) / law.quantile(p) - 1) < 0.12, "\(p)")
      #expect(abs(calibrator.corrected(none).quantile(p) / (-40 * log(1 - p)) - 1) < 0.25, "\(p)")
    }
    #expect(abs(calibrator.corrected(none).within(30) - (1 - exp(-0.75))) < 0.08)
    let interval = calibrator.bounds(of: law)
    #expect(abs(interval.lower / law.quantile(0.1) - 1) < 0.15 && abs(interval.upper / law.quantile(0.9) - 1) < 0.15)
    // Where there really is none, none is said.
    var right = Calibrator(patience: nil)
    for customer in 0..<200 { right.record(none, wait: 0, gaveUp: false, at: Double(customer)) }
    #expect(right.corrected(none).quantile(0.9) == 0)
    #expect(right.corrected(none).within(0) == 1)
  }

  /// Who never is answered is not answered before a closing that never comes either.
  @Test func endlessWaitsAreLongerThanAnyTime() {
    let half = WaitLaw(.samples([10, .infinity]))
    #expect(half.within(.infinity) == 0.5 && half.exceeds(.infinity) == 0.5 && half.within(10) == 0.5)
    #expect(WaitLaw(.samples([.infinity, .infinity])).within(.infinity) == 0)
    #expect(WaitLaw(.samples([10, 20])).within(.infinity) == 1)
    #expect(WaitLaw(.samples([10, 20]), cutOff: 15).within(.infinity) == 0.5)
  }

  /// What is learned is kept as JSON, which has no word for a wait that never ends.
  @Test func whatIsLearnedOfEndlessWaitsCanBeKept() throws {
    var calibrator = Calibrator(patience: .exponential(mean: 60))
    for round in 0..<60 {
      let time = Double(round)
      calibrator.record(WaitLaw(.samples([10, .infinity])), wait: 10, gaveUp: false, at: time)
      calibrator.record(WaitLaw(.samples([.infinity])), wait: 10, gaveUp: round % 2 == 0, at: time)
      calibrator.record(WaitLaw(.samples([5, 20, 40]), cutOff: 60), wait: 59, gaveUp: false, at: time)
      calibrator.record(WaitLaw(.none), wait: 200, gaveUp: round > 0, at: time)
    }
    let kept = try JSONDecoder().decode(Calibrator.self, from: JSONEncoder().encode(calibrator))
    let law = WaitLaw(.samples([5, 20, 40]), cutOff: 60)
    #expect(kept.bounds(of: law) == calibrator.bounds(of: law))
    let upper = kept.corrected(law).quantile(0.99)
    #expect(upper <= 60 || upper == .infinity, "nobody is answered behind the cut-off")
  }

  /// Models that are played forward give samples. Nothing lies beyond the longest of them, but waits do.
  @Test func samplesAreStretchedBeyondTheirLongest() throws {
    var world = World()
    var calibrator = Calibrator(patience: nil)
    func sample(_ scale: Double) -> WaitLaw {
      WaitLaw(.samples((0..<64).map { -scale * log(1 - (Double($0) + 0.5) / 64) }))
    }
    var inside = 0.0
    for customer in 0..<6000 {
      let scale = 20 + 100 * world.generator.next()
      let law = sample(scale)
      // Ten times as long as predicted: nearly always beyond the longest sample.
      let wait = world.exponential(10 * scale)
      let bounds = calibrator.bounds(of: law)
      if customer >= 1000, wait >= bounds.lower, wait <= bounds.upper { inside += 1 / 5000.0 }
      calibrator.record(law, wait: wait, gaveUp: false, at: Double(customer))
    }
    print("80 % interval of samples a tenth as long as the waits: \(inside)")
    #expect(abs(inside - 0.8) < 0.03)
  }

  @Test func scoresByHand() throws {
    // An exponential wait with mean 30 and no impatience: three outcomes.
    let law = CalibratedLaw(
      WaitLaw(.steady(try WaitBehind(ahead: 0, agents: 1, serviceRate: 1 / 30))), by: Recalibration())
    let patience = PatienceRecord(nil)
    var book = ScoreBook()
    let interval = (lower: law.quantile(0.1), upper: law.quantile(0.9))
    let waits = [10.0, 100, 30]
    for wait in waits {
      book.record(law, interval: interval, wait: wait, gaveUp: false, patience: patience, at: 1000)
    }
    let score = book.score(.hour, at: 1010)
    #expect(score.answered == 3)
    // 69.1 s is the upper end.
    expectClose(score.coverage, 2 / 3.0)
    let p = 1 - exp(-1.0)
    expectClose(score.brier, (2 * (1 - p) * (1 - p) + p * p) / 3)
    var pinball = 0.0
    for wait in waits {
      for level in [0.5, 0.8, 0.9] {
        let quantile = -30 * log(1 - level)
        pinball += max(level * (wait - quantile), (level - 1) * (wait - quantile))
      }
    }
    expectClose(score.pinball, pinball / 3, 1e-8)
    // P(W ≤ 10) = 0.28, P(W ≤ 100) = 0.96, P(W ≤ 30) = 0.63.
    let third: Double = 1 / 3
    #expect(score.histogram == [0, 0, third, 0, 0, 0, third, 0, 0, third])
    // All three were told 63 % for 30 s, and two of them were answered by then.
    let told = try #require(score.reliability)
    #expect(told.map(\.weight) == [0, 0, 0, 0, 0, 0, 3, 0, 0, 0])
    expectClose(told[6].predicted, p)
    expectClose(told[6].observed, 2 / 3.0)
    expectClose(score.brierOfShare, 2 / 9.0)
    // Windows end.
    #expect(book.score(.hour, at: 4600).answered == 0)
    #expect(book.score(.day, at: 4600).answered == 3)
    #expect(book.score(.day, at: 91_000).answered == 0)
    #expect(book.score(.month, at: 91_000).answered == 3)
    #expect(book.score(.month, at: 2_679_400).answered == 0)
  }

  @Test func givingUpEarlySaysNothingOfThirtySeconds() throws {
    let law = CalibratedLaw(
      WaitLaw(.steady(try WaitBehind(ahead: 0, agents: 1, serviceRate: 1 / 30))), by: Recalibration())
    var book = ScoreBook()
    let patience = PatienceRecord(.exponential(mean: 60), priorWeight: 1e12)
    func record(_ wait: Double, gaveUp: Bool) {
      book.record(law, interval: (0, 1000), wait: wait, gaveUp: gaveUp, patience: patience, at: 0)
    }
    record(20, gaveUp: true)
    #expect(book.score(.hour, at: 0).brier == nil)
    #expect(book.score(.hour, at: 0).coverage == nil)
    record(40, gaveUp: true)
    let p = 1 - exp(-1.0)
    expectClose(book.score(.hour, at: 0).brier, p * p)
    record(10, gaveUp: false)
    // Weights 1 / P(patience > 30) and 1 / P(patience > 10), linear between the edges of its bins: near the exact ones.
    let weights = (late: exp(0.5), early: exp(1 / 6.0))
    let exact: Double = (weights.late * p * p + weights.early * (1 - p) * (1 - p)) / (weights.late + weights.early)
    expectClose(book.score(.hour, at: 0).brier, exact, 3e-3)
  }
}

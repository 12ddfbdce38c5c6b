import CGSL
import Foundation
import QueueingTheory
import Testing

/// A queue and its figures computed with 60 digits (mpmath) by other formulas than the code's: sums over states for the
/// probabilities and means, incomplete gamma functions for the distribution of the wait.
struct ErlangAReference: Sendable, CustomTestStringConvertible {
  let name: String
  let arrivalRate: Double
  let serviceRate: Double
  let agents: Int
  let abandonmentRate: Double
  let time: Double
  let wait: Double
  let abandon: Double
  let queue: Double
  let virtualExceeds: Double
  let answeredWithin: Double
  let abandonedWithin: Double
  let meanWait: Double
  let averageSpeedOfAnswer: Double
  let meanVirtual: Double
  var testDescription: String { name }

  static let all = [
    ErlangAReference(
      name: "overloaded centre", arrivalRate: 0.5, serviceRate: 0x1p-8, agents: 118, abandonmentRate: 0x1p-7, time: 30,
      wait: 0.71042360885354101, abandon: 0.092527354095535932, queue: 5.9217506621142996,
      virtualExceeds: 0.12793073263659751, answeredWithin: 0.81299692843872907, abandonedWithin: 0.085801532366941337,
      meanWait: 11.843501324228599, averageSpeedOfAnswer: 11.76098947075425, meanVirtual: 13.118506794507914),
    ErlangAReference(
      name: "well staffed centre", arrivalRate: 0.5, serviceRate: 0x1p-8, agents: 140, abandonmentRate: 0x1p-9,
      time: 20, wait: 0.17307729246989981, abandon: 0.0046661959477694351, queue: 1.1945461626289754,
      virtualExceeds: 0.043939359221347466, answeredWithin: 0.95402201880606289, abandonedWithin: 0.0037219123902025701,
      meanWait: 2.3890923252579508, averageSpeedOfAnswer: 2.3423495050277578, meanVirtual: 2.4480678657818854),
    ErlangAReference(
      name: "one agent", arrivalRate: 1, serviceRate: 1, agents: 1, abandonmentRate: 0.5, time: 0.25,
      wait: 0.6869647145006687, abandon: 0.3130352854993313, queue: 0.62607057099866261,
      virtualExceeds: 0.6090992883378924, answeredWithin: 0.38624213376083299, abandonedWithin: 0.076229630914495595,
      meanWait: 0.62607057099866261, averageSpeedOfAnswer: 0.53065022335349186, meanVirtual: 1.0515026936864163),
    ErlangAReference(
      name: "four times too much", arrivalRate: 40, serviceRate: 1, agents: 10, abandonmentRate: 3, time: 0.125,
      wait: 0.99968562868069609, abandon: 0.75000997389056183, queue: 10.000132985207491,
      virtualExceeds: 0.99141142822427796, answeredWithin: 0.0066913488485845697, abandonedWithin: 0.31192220566202373,
      meanWait: 0.25000332463018728, averageSpeedOfAnswer: 0.41462154943749924, meanVirtual: 0.51457357074573419),
    ErlangAReference(
      name: "10 000 agents, rare waits", arrivalRate: 9500, serviceRate: 1, agents: 10_000, abandonmentRate: 0.5,
      time: 0x1p-12, wait: 1.8938484696725191e-7, abandon: 1.8262509940760734e-10, queue: 3.4698768887445395e-6,
      virtualExceeds: 1.6722417890828042e-7, answeredWithin: 0.99999983277449611,
      abandonedWithin: 2.1736845284567701e-11,
      meanWait: 3.6525019881521469e-10, averageSpeedOfAnswer: 3.6490371125454303e-10,
      meanVirtual: 3.6559701032523252e-10),
    ErlangAReference(
      name: "100 000 agents, overloaded", arrivalRate: 100_500, serviceRate: 1, agents: 100_000, abandonmentRate: 0.25,
      time: 0x1p-8, wait: 0.99932003655043206, abandon: 0.004976041816736561, queue: 2000.3688103280975,
      virtualExceeds: 0.99455633729778272, answeredWithin: 0.0054406953219490592,
      abandonedWithin: 0.0009737397163308202, meanWait: 0.019904167266946244,
      averageSpeedOfAnswer: 0.019948866760252989,
      meanVirtual: 0.019958841567248256),
    ErlangAReference(
      name: "100 000 agents", arrivalRate: 99_000, serviceRate: 1, agents: 100_000, abandonmentRate: 0.25,
      time: 0x1p-10, wait: 0.00080293550018838909, abandon: 1.9180145352193354e-7, queue: 0.075953375594685681,
      virtualExceeds: 0.00029209280981863158, answeredWithin: 0.99970785493635438,
      abandonedWithin: 1.2355684380153933e-7,
      meanWait: 7.6720581408773415e-7, averageSpeedOfAnswer: 7.6702643575022528e-7, meanVirtual: 7.673853807489895e-7),
    ErlangAReference(
      name: "great patience", arrivalRate: 2, serviceRate: 1, agents: 5, abandonmentRate: 0x1p-10, time: 1,
      wait: 0.059689321700984365, abandon: 1.941538176303666e-5, queue: 0.03976270185069908,
      virtualExceeds: 0.0029669274077174172, answeredWithin: 0.99701751668269609,
      abandonedWithin: 1.8451885352271293e-5,
      meanWait: 0.01988135092534954, averageSpeedOfAnswer: 0.019875271324074247, meanVirtual: 0.019887818515434411),
  ]
}

@Suite struct ErlangATests {
  @Test(arguments: ErlangAReference.all) func agreesWithTheReference(_ expected: ErlangAReference) throws {
    let queue = try ErlangA(
      arrivalRate: expected.arrivalRate, serviceRate: expected.serviceRate, agents: expected.agents,
      abandonmentRate: expected.abandonmentRate)
    expectClose(queue.waitProbability, expected.wait)
    expectClose(queue.abandonProbability, expected.abandon)
    expectClose(queue.meanQueueLength, expected.queue)
    expectClose(queue.virtualWaitExceeds(expected.time), expected.virtualExceeds)
    expectClose(queue.answered(within: expected.time), expected.answeredWithin)
    expectClose(queue.abandoned(within: expected.time), expected.abandonedWithin)
    expectClose(queue.meanWait, expected.meanWait)
    expectClose(queue.meanWaitOfAnswered, expected.averageSpeedOfAnswer)
    expectClose(queue.meanVirtualWait, expected.meanVirtual)
    expectClose(queue.answeredProbability, 1 - expected.abandon)
    expectClose(queue.noWaitProbability, 1 - expected.wait)
    expectClose(
      queue.occupancy, expected.arrivalRate * (1 - expected.abandon) / (expected.serviceRate * Double(expected.agents)))
    let levels = queue.serviceLevels(within: expected.time)
    expectClose(levels.SL1, expected.answeredWithin)
    expectClose(levels.SL2, expected.answeredWithin / (1 - expected.abandonedWithin))
    expectClose(levels.SL3, expected.answeredWithin + expected.abandonedWithin)
    expectClose(levels.SL4, expected.answeredWithin / (1 - expected.abandon))
  }

  @Test(arguments: [(1, 0.5), (5, 9.0), (50, 47), (1000, 1010)])
  func patienceLikeHandlingGivesPoisson(_ agents: Int, _ load: Double) throws {
    // With θ = μ the number in the system is that of M/M/∞.
    let queue = try ErlangA(arrivalRate: load, serviceRate: 1, agents: agents, abandonmentRate: 1)
    expectClose(queue.waitProbability, gsl_cdf_poisson_Q(UInt32(agents - 1), load))
    // E (N − s)⁺ = a P(N ≥ s) − s P(N ≥ s + 1).
    let queueLength =
      load * gsl_cdf_poisson_Q(UInt32(agents - 1), load) - Double(agents) * gsl_cdf_poisson_Q(UInt32(agents), load)
    expectClose(queue.meanQueueLength, queueLength)
  }

  @Test func endlessPatienceIsErlangC() throws {
    let c = try ErlangC(arrivalRate: 45, serviceRate: 1, agents: 50)
    var gap = Double.infinity
    for exponent in [-10.0, -20, -30, -40] {
      let a = try ErlangA(arrivalRate: 45, serviceRate: 1, agents: 50, abandonmentRate: exp2(exponent))
      let next = abs(a.waitProbability - c.waitProbability) + abs(a.meanWait - c.meanWait)
      #expect(next < gap / 500)
      gap = next
      if exponent == -40 {
        expectClose(a.waitProbability, c.waitProbability)
        expectClose(a.meanWaitOfAnswered, c.meanWait)
        expectClose(a.answered(within: 0.3), c.answered(within: 0.3))
        expectClose(a.virtualWaitExceeds(2), c.virtualWaitExceeds(2))
      }
    }
  }

  @Test func noPatienceIsErlangB() throws {
    let queue = try ErlangA(arrivalRate: 5, serviceRate: 1, agents: 10, abandonmentRate: exp2(40))
    expectClose(queue.abandonProbability, ErlangB.blocking(load: 5, agents: 10))
  }

  @Test func theParts() throws {
    let queue = try ErlangA(arrivalRate: 0.5, serviceRate: 0x1p-8, agents: 118, abandonmentRate: 0x1p-7)
    for time in [0, 0.001, 1, 10, 60, 600] {
      // Whoever arrives is answered within, abandons within, or is still waiting: patience and V both beyond.
      let still = queue.virtualWaitExceeds(time) * exp(-time * 0x1p-7)
      expectClose(queue.answered(within: time) + queue.abandoned(within: time) + still, 1)
    }
    expectClose(queue.answered(within: .infinity), queue.answeredProbability)
    expectClose(queue.abandoned(within: .infinity), queue.abandonProbability)
    #expect(queue.virtualWaitExceeds(.infinity) == 0)
    expectClose(queue.virtualWaitExceeds(0), queue.waitProbability)
    // Little's law, and abandonment at rate θ by each who waits.
    expectClose(queue.meanQueueLength, queue.arrivalRate * queue.meanWait)
    expectClose(queue.arrivalRate * queue.abandonProbability, queue.abandonmentRate * queue.meanQueueLength)
  }

  @Test func nobodyComesOrFarTooManyDo() throws {
    let empty = try ErlangA(arrivalRate: 0, serviceRate: 1, agents: 3, abandonmentRate: 1)
    #expect(empty.waitProbability == 0 && empty.abandonProbability == 0 && empty.meanWaitOfAnswered == 0)
    #expect(empty.answered(within: 0) == 1)
    let flooded = try ErlangA(arrivalRate: 1e6, serviceRate: 1, agents: 10, abandonmentRate: 0.001)
    expectClose(flooded.waitProbability, 1)
    expectClose(flooded.abandonProbability, 1 - 1e-5)
    #expect(throws: QueueingError.self) {
      try ErlangA(arrivalRate: 1, serviceRate: 1, agents: 1, abandonmentRate: 0)
    }
  }

  @Test(arguments: [1e-6, 1e-3, 1, 1e3, 1e6]) func balanceHoldsForAnyPatience(_ theta: Double) throws {
    for (agents, load) in [(1, 0.1), (1, 3.0), (30, 10), (30, 30), (30, 33), (2000, 2100)] {
      let queue = try ErlangA(arrivalRate: load, serviceRate: 1, agents: agents, abandonmentRate: theta)
      expectClose(queue.answeredProbability + queue.abandonProbability, 1)
      // Garnett, Mandelbaum, Reiman (2002): the mean wait of all, against the mean number waiting from the states.
      expectClose(queue.meanWait * load, queue.meanQueueLength)
      if theta >= 1e-3 {
        let capacity =
          Int(Double(agents) + max(0, load - Double(agents)) / theta + 60 * (load / theta).squareRoot()) + 1000
        let states = try BirthDeathChain(
          arrivalRate: load, serviceRate: 1, agents: agents, abandonmentRate: theta, capacity: capacity
        ).stationary()
        expectClose(states[agents...].reduce(0, +), queue.waitProbability)
        let waiting = states.indices.dropFirst(agents).reduce(0) { $0 + Double($1 - agents) * states[$1] }
        expectClose(waiting, queue.meanQueueLength)
      }
    }
  }
}

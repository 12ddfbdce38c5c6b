import Foundation
import QueueingTheory
import Testing

@Suite struct MMsKTests {
  /// λ, μ, s, places, time → blocked, waiting, queue, mean wait, answered within, virtual beyond; 40 digits (mpmath).
  static let cases: [(Double, Double, Int, Int, Double, [Double])] = [
    (
      2, 1, 3, 5, 0.5,
      [
        0.020301348136399683, 0.40158604282315623, 0.60015860428231562, 0.3062975554476283, 0.75998356871030506,
        0.22426802643379093,
      ]
    ),
    (
      60, 1, 50, 20, 0.25,
      [
        0.1676673925737677, 0.8164697368421606, 15.22126868779916, 0.30479138892297103, 0.25279979780043137,
        0.69627550867897912,
      ]
    ),
    (
      950, 1, 1000, 100, 0x1p-6,
      [
        2.0212576443155049e-5, 0.067875375818418843, 1.2512282453079634, 0.0013171089856481231, 0.9691233476235008,
        0.030857063500810861,
      ]
    ),
  ]

  @Test(arguments: cases)
  func agreesWithTheReference(
    _ arrivalRate: Double, _ serviceRate: Double, _ agents: Int, _ room: Int, _ time: Double, _ expected: [Double]
  ) throws {
    let queue = try MMsK(arrivalRate: arrivalRate, serviceRate: serviceRate, agents: agents, waitingRoom: room)
    expectClose(queue.blockProbability, expected[0])
    expectClose(queue.waitProbability, expected[1])
    expectClose(queue.meanQueueLength, expected[2])
    expectClose(queue.meanWait, expected[3])
    expectClose(queue.answered(within: time), expected[4])
    expectClose(queue.virtualWaitExceeds(time), expected[5])
    for time in [0, 1e-9, 0.1, 1, 30] {
      let late = queue.virtualWaitExceeds(time) * queue.answeredProbability
      expectClose(queue.answered(within: time) + late + queue.blockProbability, 1)
    }
    expectClose(queue.answered(within: .infinity), queue.answeredProbability)
    #expect(queue.virtualWaitExceeds(.infinity) == 0)
  }

  @Test func withoutARoomItIsErlangB() throws {
    let queue = try MMsK(arrivalRate: 5, serviceRate: 1, agents: 10, waitingRoom: 0)
    expectClose(queue.blockProbability, ErlangB.blocking(load: 5, agents: 10))
    #expect(queue.waitProbability == 0 && queue.meanWait == 0)
    expectClose(queue.answered(within: 0), queue.answeredProbability)
    #expect(queue.virtualWaitExceeds(1) == 0)
  }

  @Test func withAHugeRoomItIsErlangC() throws {
    let c = try ErlangC(arrivalRate: 45, serviceRate: 1, agents: 50)
    let queue = try MMsK(arrivalRate: 45, serviceRate: 1, agents: 50, waitingRoom: 2000)
    expectClose(queue.waitProbability, c.waitProbability)
    expectClose(queue.meanWait, c.meanWait)
    expectClose(queue.answered(within: 0.2), c.answered(within: 0.2))
    expectClose(queue.virtualWaitExceeds(0.2), c.virtualWaitExceeds(0.2))
  }

  @Test func overloadDoesNotOverflow() throws {
    let queue = try MMsK(arrivalRate: 1.5, serviceRate: 1, agents: 1, waitingRoom: 4000)
    expectClose(queue.blockProbability, 1.0 / 3)
    expectClose(queue.meanQueueLength, 3998)
    expectClose(queue.occupancy, 1)
  }
}

@Suite struct WaitBehindTests {
  @Test func agreesWithTheIncompleteBetaFunction() throws {
    // P(V > t) = I(e^−θt; sμ/θ, k + 1), 40 digits (mpmath).
    let centre = try WaitBehind(ahead: 3, agents: 8, serviceRate: 0x1p-8, abandonmentRate: 0x1p-7)
    expectClose(centre.exceeds(60), 0.75839034704422272)
    let long = try WaitBehind(ahead: 30, agents: 50, serviceRate: 1, abandonmentRate: 0.5)
    expectClose(long.exceeds(0.25), 0.99991172801331959)
    let tail = try WaitBehind(ahead: 5, agents: 10, serviceRate: 1, abandonmentRate: 0.5)
    expectClose(tail.exceeds(5), 6.8222371717083144e-18)
    expectClose(tail.within(0x1p-8), 9.4677490658344213e-12)
    let next = try WaitBehind(ahead: 0, agents: 8, serviceRate: 0x1p-8, abandonmentRate: 0x1p-7)
    expectClose(next.exceeds(60), 0.15335496684492846)
    // Endless patience: an Erlang law.
    expectClose(try WaitBehind(ahead: 3, agents: 8, serviceRate: 0x1p-8).exceeds(60), 0.87894560587195816)
  }

  @Test func quantilesInvertTheDistribution() throws {
    for ahead in [0, 1, 7, 400] {
      for theta in [0, 0.01, 2] {
        let wait = try WaitBehind(ahead: ahead, agents: 9, serviceRate: 0.5, abandonmentRate: theta)
        for p in [0.01, 0.5, 0.8, 0.99] { expectClose(wait.within(wait.quantile(p)), p) }
        #expect(wait.quantile(0) == 0 && wait.quantile(1) == .infinity)
        #expect(wait.exceeds(0) == 1 && wait.within(0) == 0)
      }
    }
    expectClose(try WaitBehind(ahead: 1, agents: 1, serviceRate: 1, abandonmentRate: 1).mean, 1.5)
    expectClose(try WaitBehind(ahead: 1, agents: 1, serviceRate: 1, abandonmentRate: 1).variance, 1.25)
  }

  @Test func mixedOverWhatIsFoundItIsTheVirtualWaitOfErlangA() throws {
    let queue = try ErlangA(arrivalRate: 9, serviceRate: 1, agents: 10, abandonmentRate: 0.5)
    let states = try BirthDeathChain(
      arrivalRate: 9, serviceRate: 1, agents: 10, abandonmentRate: 0.5, capacity: 150
    ).stationary()
    let mixed = try (10..<151).reduce(0) { sum, state in
      let wait = try WaitBehind(ahead: state - 10, agents: 10, serviceRate: 1, abandonmentRate: 0.5)
      return sum + states[state] * wait.exceeds(0.2)
    }
    expectClose(mixed, queue.virtualWaitExceeds(0.2))
  }
}

@Suite struct WaitBehindExtremesTests {
  @Test func longQueuesNeitherOverflowNorUnderflow() throws {
    // 5 000 ahead of one agent, a gamma law with mean 5 001 (mpmath, 40 digits); e^−5001 is below the least Double.
    let wait = try WaitBehind(ahead: 5000, agents: 1, serviceRate: 1)
    expectClose(wait.exceeds(5001), 0.49811955400179864)
    expectClose(wait.exceeds(5500), 3.9878195376019698e-12)
    expectClose(wait.within(4600), 2.8598636791692275e-9)
    expectClose(wait.within(wait.quantile(1e-9)), 1e-9)
    expectClose(wait.exceeds(wait.quantile(1 - 0x1p-40)), 0x1p-40)
  }
}

import ContactCentre
import Foundation
import Planning
import QueueingTheory
import Testing

/// The Erlang calculator against sums written out here.
@Suite struct ErlangQuestionTests {
  /// P(wait) of M/M/s by the textbook sum.
  private func mustWait(load: Double, agents: Int) -> Double {
    var term = 1.0
    var sum = 1.0
    for k in 1..<agents {
      term *= load / Double(k)
      sum += term
    }
    term *= load / Double(agents)
    let busy = term * Double(agents) / (Double(agents) - load)
    return busy / (sum + busy)
  }

  @Test func erlangC() throws {
    let figures = try #require(
      try ErlangQuestion(arrivalsPerHour: 60, handling: 240, agents: 5, answerWithin: 30).answer().figures)
    let wait = mustWait(load: 4, agents: 5)
    let drain = (5.0 - 4) / 240
    #expect(abs(figures.waitProbability - wait) < 1e-12)
    #expect(abs(figures.meanWaitOfAnswered - wait / drain) < 1e-9)
    #expect(abs(figures.serviceLevel.SL1 - (1 - wait * exp(-drain * 30))) < 1e-12)
    #expect(figures.serviceLevel.SL1 == figures.serviceLevel.SL4)
    #expect(abs(figures.occupancy - 0.8) < 1e-12)
    // P(W > t) = wait e^(−drain t).
    #expect(abs(figures.percentilesOfVirtual[2] - log(wait / 0.1) / drain) < 1e-6)
    for (all, virtual) in zip(figures.percentilesOfAll, figures.percentilesOfVirtual) {
      #expect(abs(all - virtual) < 1e-6)
    }
  }

  /// With one agent, arrivals as fast as he works and patience as long as the work, the number in the system has the Poisson
  /// law with mean 1: whoever finds k there waits for k departures at rates 1, 2, … or gives up before.
  @Test func percentilesOfAllAreUntilAnsweredOrGivenUp() throws {
    let figures = try #require(
      try ErlangQuestion(arrivalsPerHour: 3600, handling: 1, agents: 1, patience: 1).answer().figures)
    // P(wait > t | k found) = e^(−t) P(the largest of k exponentials > t) = e^(−t) (1 − (1 − e^(−t))^k).
    func exceeds(_ time: Double) -> Double {
      var (share, sum) = (exp(-1.0), 0.0)
      for k in 1...60 {
        share /= Double(k)
        sum += share * (1 - pow(1 - exp(-time), Double(k)))
      }
      return sum * exp(-time)
    }
    // The largest of k exponentials has the mean 1 + 1/2 + … + 1/k.
    var (share, harmonic, mean) = (exp(-1.0), 0.0, 0.0)
    for k in 1...60 {
      share /= Double(k)
      harmonic += 1 / Double(k)
      mean += share * harmonic
    }
    #expect(abs(figures.meanVirtualWait - mean) < 1e-9)
    #expect(figures.percentilesOfAll[0] > 0)
    for (percent, wait) in zip(ErlangFigures.percentiles, figures.percentilesOfAll) {
      #expect(abs(exceeds(wait) - (1 - Double(percent) / 100)) < 1e-9)
    }
  }

  @Test func erlangBWhenNobodyMayWait() throws {
    let answer = try ErlangQuestion(arrivalsPerHour: 120, handling: 120, agents: 5, queueLimit: 0).answer()
    let figures = try #require(answer.figures)
    // Load 4, 5 agents: 4⁵/5! over the sum of 4ᵏ/k!.
    let blocking = (1024.0 / 120) / (1 + 4 + 8 + 64.0 / 6 + 256.0 / 24 + 1024.0 / 120)
    #expect(answer.model == "Erlang B")
    #expect(abs(figures.blocking - blocking) < 1e-12)
    #expect(abs(figures.serviceLevel.SL1 - (1 - blocking)) < 1e-12)
    #expect(abs(figures.serviceLevel.SL4 - 1) < 1e-12)
    #expect(figures.percentilesOfAnswered == [0, 0, 0, 0])
  }

  @Test func anUnstableQueueIsSaidToBeOne() throws {
    let answer = try ErlangQuestion(arrivalsPerHour: 60, handling: 240, agents: 4).answer()
    #expect(answer.figures == nil)
    #expect(try ErlangQuestion(arrivalsPerHour: 60, handling: 240, agents: 4, patience: 1e6).answer().figures != nil)
    // As many erlangs as agents, whatever floating point makes of them; and a little less.
    for (arrivals, handling, agents) in [(270.0, 40.0, 3), (240, 105, 7), (200, 90, 5), (300, 132, 11)] {
      #expect(
        try ErlangQuestion(arrivalsPerHour: arrivals, handling: handling, agents: agents).answer().figures == nil)
      #expect(
        try ErlangQuestion(arrivalsPerHour: arrivals * (1 - 1e-9), handling: handling, agents: agents).answer().figures
          != nil)
    }
  }

  @Test(arguments: [(60.0, 240.0, nil as Double?), (60, 240, 120), (5000, 180, 60), (3, 60, nil)])
  func theAgentsNeededAreTheFewest(perHour: Double, handling: Double, patience: Double?) throws {
    var question = ErlangQuestion(arrivalsPerHour: perHour, handling: handling, patience: patience, target: 0.8)
    let needed = try #require(try question.answer().agentsNeeded)
    question.target = nil
    question.agents = needed
    #expect(try #require(try question.answer().figures).serviceLevel.SL1 >= 0.8)
    question.agents = needed - 1
    if needed > 1, let fewer = try question.answer().figures { #expect(fewer.serviceLevel.SL1 < 0.8) }
  }

  @Test func nonsenseIsRefused() {
    for question in [
      ErlangQuestion(arrivalsPerHour: 0, handling: 1, agents: 1),
      ErlangQuestion(arrivalsPerHour: 1, handling: 0, agents: 1),
      ErlangQuestion(arrivalsPerHour: 1, handling: 1), ErlangQuestion(arrivalsPerHour: 1, handling: 1, agents: 0),
      ErlangQuestion(arrivalsPerHour: 1, handling: 1, agents: 1, patience: 5, queueLimit: -1),
      ErlangQuestion(arrivalsPerHour: 1, handling: 1, target: 1),
      ErlangQuestion(arrivalsPerHour: 1, handling: 1, agents: 1, queueLimit: .max),
    ] {
      #expect(throws: QueueingError.self) { try question.answer() }
    }
  }
}

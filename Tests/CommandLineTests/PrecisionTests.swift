import Foundation
import Testing

/// Stopping and variance reduction, through the program.
@Suite struct PrecisionTests {
  private func summary(_ arguments: [String]) throws -> [String: Any] {
    let run = try Tool.run(["simulate"] + arguments + ["--format", "json"])
    #expect(run.status == 0, "\(run.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  @Test func stopsOnAnyNamedFigureAndSaysWhenItCouldNot() throws {
    let reached = try summary(["scenarios/erlang-a.yaml", "--stop-when", "call.averageWait=5%"])
    #expect(reached["ended"] as? String == "precisionReached")
    let precision = try #require(reached["precision"] as? [String: Any])
    let figure = try #require(precision["reached"] as? [String: Double])
    #expect(try #require(figure["halfWidth"]) <= 0.05 * #require(figure["mean"]))
    for rule in ["agents.occupancy=0.01", "call.dayMeetsPromise=0.2", "call.queueLength=0.2", "call.handling=0.1%"] {
      #expect(
        try summary(["scenarios/erlang-a.yaml", "--set", "experiment.replications=10", "--stop-when", rule])["ended"]
          as? String
          == "precisionReached", "\(rule)")
    }
    let short = try Tool.run(
      "simulate", "scenarios/erlang-a.yaml", "--stop-when", "call.SL1=0.0001", "--max-replications", "40")
    #expect(short.status == 0)
    let words = short.output.replacingOccurrences(of: "\n", with: " ")
    #expect(words.contains("without reaching the precision asked for. Wanted ±0.0001 of call.SL1, reached ±"))
    #expect(words.contains("at most 40 replications"))
  }

  @Test func variancereductionIsReported() throws {
    let busy = "scenarios/busy-days.yaml"
    let plain = try summary([busy])
    #expect(plain["varianceReduction"] == nil)
    let reduced = try summary([busy, "--variance-reduction", "stratification,control-variates"])
    let told = try #require(reduced["varianceReduction"] as? [String: Any])
    let factors = try #require(told["factors"] as? [[String: Any]])
    let level = try #require(factors.first { $0["figure"] as? String == "SL1" })
    #expect(try #require(level["spreading"] as? Double) >= 5)
    #expect(try #require(level["total"] as? Double) > #require(level["spreading"] as? Double))
    let table = try Tool.run("simulate", busy, "--variance-reduction", "quasi-random")
    #expect(table.output.contains("Variance divided by"))
    #expect(table.output.contains("Replications in blocks of 32"))
  }

  @Test func wrongOptionsAreSaid() throws {
    func run(_ options: String...) throws -> Tool.Outcome {
      try Tool.run(["simulate", "scenarios/erlang-a.yaml"] + options)
    }
    #expect(try run("--stop-when", "call.SL1").status == 64)
    #expect(try run("--stop-when", "call.SL1=-1").status == 64)
    #expect(try run("--max-replications", "10").status == 64)
    #expect(try run("--stop-when", "call.SL1=0.1", "--replications", "5").status == 64)
    #expect(try run("--variance-reduction", "magic").status == 64)
    #expect(try run("--variance-reduction", "stratification,quasi-random").status == 64)
    let unknown = try run("--stop-when", "call.SL9=0.1")
    #expect(unknown.status == 65)
    #expect(unknown.errors.contains("experiment.stopWhen.of: found “call.SL9”"), "\(unknown.errors)")
    #expect(try run("--stop-when", "cal.SL1=0.1").errors.contains("call"))
    #expect(try run("--stop-when", "agent.occupancy=0.1").errors.contains("agents"))
    let both = try run("--set", "experiment.stopWhen={halfWidth: 1, relativeHalfWidth: 0.1, of: call.SL1}")
    #expect(both.errors.contains("expected halfWidth or relativeHalfWidth"))
  }

  /// The one-more-agent difference is known at least fifteen times better by common random numbers, and compare says so.
  @Test func compareShowsWhatCommonRandomNumbersBring() throws {
    let run = try Tool.run(
      "compare", "scenarios/busy-days.yaml", "scenarios/busy-days.yaml+agentGroups.agents.staff=41", "--replications",
      "300", "--format", "json")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let difference = try #require((json["differences"] as? [[String: Any]])?.first)
    let factors = try #require((difference["varianceFactors"] as? [String: Any])?["call"] as? [String: Any])
    #expect(try #require(factors["SL1"] as? Double) >= 15)
    let table = try Tool.run(
      "compare", "scenarios/busy-days.yaml", "scenarios/busy-days.yaml+agentGroups.agents.staff=41", "--replications",
      "50")
    #expect(table.output.contains("Common random numbers divided the variance of these differences by"))
  }
}

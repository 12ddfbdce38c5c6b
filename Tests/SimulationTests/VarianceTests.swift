import ContactCentre
import Foundation
import QueueingTheory
import Randomness
import Simulation
import Testing

/// Variance reduction: the same answers from fewer replications.
@Suite struct VarianceTests {
  static let methods: [[VarianceReduction]] = [
    [.controlVariates], [.stratification], [.quasiRandom], [.stratification, .controlVariates],
    [.quasiRandom, .controlVariates],
  ]

  /// A line on days that are busier or quieter than foreseen.
  private func busyDays(
    replications: Int, seed: UInt64 = 1, _ methods: [VarianceReduction] = [], types: Int = 1
  ) -> Scenario {
    var scenario = Make.queue(
      perHour: 110, handling: .lognormal(mean: 300, cv: 1), agents: 10, patience: .exponential(mean: 240),
      replications: replications
    ) { $0.arrivals?.dayFactor = .gamma(mean: 1, cv: 0.15) }
    if types == 2 {
      scenario.dayFactors = [SharedDayFactor(name: "weather", law: .lognormal(mean: 1, cv: 0.1))]
      scenario.contactTypes[0].arrivals?.sharedDayFactors = ["weather"]
      var second = scenario.contactTypes[0]
      second.name = "sales"
      second.arrivals?.perHour = PeriodProfile(constant: 30, periodsPerDay: 48)
      second.arrivals?.dayFactor = nil
      second.wrapUp = .constant(30)
      scenario.contactTypes.append(second)
      scenario.agentGroups[0].skills.append(Skill(contactType: "sales"))
      scenario.agentGroups[0].heads = PeriodProfile(constant: 13, periodsPerDay: 48)
    }
    scenario.experiment.seed = seed
    scenario.experiment.varianceReduction = methods
    return scenario
  }

  private func level(_ result: SimulationResult, type: Int = 0) throws -> (mean: Double, halfWidth: Double) {
    let figure = result.contactTypes[type].day.serviceLevel.SL1
    return (try #require(figure.mean), try #require(figure.halfWidth))
  }

  /// Every way agrees with many independent plain replications, for each figure and type.
  @Test(arguments: methods)
  func agreesWithIndependentRuns(methods: [VarianceReduction]) throws {
    let plain = try Simulator(busyDays(replications: 6000, seed: 99, types: 2), announcements: false).run()
    let reduced = try Simulator(busyDays(replications: 800, methods, types: 2), announcements: false).run()
    for type in 0..<2 {
      let (a, b) = (plain.contactTypes[type].day, reduced.contactTypes[type].day)
      let pairs = [
        (a.offered, b.offered), (a.answered, b.answered), (a.abandoned, b.abandoned),
        (a.serviceLevel.SL1, b.serviceLevel.SL1), (a.serviceLevel.SL4, b.serviceLevel.SL4),
        (a.waitAnswered.mean, b.waitAnswered.mean), (a.handling, b.handling), (a.queueLength, b.queueLength),
      ]
      for (first, second) in pairs {
        let (x, y) = (try #require(first.mean), try #require(second.mean))
        let (v, w) = (try #require(first.halfWidth), try #require(second.halfWidth))
        #expect(abs(x - y) <= 1.6 * (v * v + w * w).squareRoot(), "\(x) ± \(v), \(y) ± \(w)")
      }
    }
    let (a, b) = (plain.agentGroups[0].day.occupancy, reduced.agentGroups[0].day.occupancy)
    let (first, second) = (try #require(a.mean), try #require(b.mean))
    let widths = try #require(a.halfWidth) + #require(b.halfWidth)
    #expect(abs(first - second) < 1.6 * widths)
    // Percentiles are counted, not corrected: they are only as near as so many replications make them.
    let p90 = try #require(plain.contactTypes[0].day.waitAll.p90.mean)
    let reducedP90 = try #require(reduced.contactTypes[0].day.waitAll.p90.mean)
    #expect(abs(p90 / reducedP90 - 1) < 0.1, "\(p90), \(reducedP90)")
  }

  /// The expectations of the controls are exact: the number offered, which they tell wholly, is known without error.
  @Test func controlsKnowWhatIsExpected() throws {
    var scenario = busyDays(replications: 60, [.controlVariates], types: 2)
    // Hours, so that what comes outside them does not count.
    scenario.calendar.hours = [OpeningHours(name: "office", everyDay: [ClockRange(start: 9 * 3600, end: 17 * 3600)])]
    for type in 0..<2 { scenario.contactTypes[type].hours = "office" }
    let result = try Simulator(scenario).run()
    for (type, perHour) in [(0, 110.0), (1, 30.0)] {
      let offered = result.contactTypes[type].day.offered
      #expect(abs(try #require(offered.mean) - 8 * perHour) < 1e-3)
      #expect(try #require(offered.halfWidth) < 1e-3)
    }
  }

  /// The factors that are reported are those seen between independent runs: the variance of 30 of each.
  @Test(arguments: [
    ([VarianceReduction.stratification], 5.0), ([.stratification, .controlVariates], 10), ([.quasiRandom], 5),
    ([.controlVariates], 2.5),
  ])
  func gainsWhatItSays(methods: [VarianceReduction], least: Double) throws {
    func means(_ methods: [VarianceReduction]) throws -> (variance: Double, told: Double) {
      var (values, told) = ([Double](), 0.0)
      for seed in 1...30 {
        let result = try Simulator(
          busyDays(replications: 160, seed: UInt64(seed), methods), announcements: false
        ).run()
        // Blocks are filled up: compare the same number of replications.
        #expect(result.replications == 160)
        values.append(try level(result).mean)
        told += (result.varianceReduction?.factors.first { $0.figure == .SL1 }?.total ?? 1) / 30
      }
      let mean = values.reduce(0, +) / 30
      return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 29, told)
    }
    let (plain, reduced) = (try means([]), try means(methods))
    let seen = plain.variance / reduced.variance
    #expect(seen >= least, "\(methods): seen \(seen), told \(reduced.told)")
    #expect(reduced.told >= least, "\(methods): seen \(seen), told \(reduced.told)")
    // A ratio of two variances from 30 values each, against a mean of noisy estimates.
    #expect(seen / reduced.told > 0.3 && seen / reduced.told < 3.3, "\(methods): seen \(seen), told \(reduced.told)")
  }

  /// Threads and shards change nothing.
  @Test(arguments: methods)
  func isTheSameWhoeverPlaysIt(methods: [VarianceReduction]) throws {
    let simulator = try Simulator(busyDays(replications: 90, methods, types: 2))
    let one = try simulator.run(threads: 1)
    #expect(try simulator.run(threads: 3) == one)
    let parts = try (1...3).map { try simulator.run(Shard(index: $0, count: 3)!, threads: 2) }
    let read = try parts.map { try ShardFile(bytes: $0.bytes()) }
    #expect(try Simulator.merge(read.reversed()) == one)
    #expect(one.varianceReduction?.methods == methods)
  }

  /// Where nothing is random about the days there is nothing to spread, and nothing breaks; runs of several days too.
  @Test(arguments: methods)
  func plainDaysAndSeveralDaysWork(methods: [VarianceReduction]) throws {
    var scenario = Make.queue(
      perHour: 100, handling: .exponential(mean: 180), agents: 6, days: 2, replications: 40)
    scenario.experiment.varianceReduction = methods
    let result = try Simulator(scenario).run()
    #expect(abs(try #require(result.contactTypes[0].day.offered.mean) - 2400) < 80)
    scenario.contactTypes[0].arrivals?.dayFactor = .gamma(mean: 1, cv: 0.2)
    #expect(abs(try #require(try Simulator(scenario).run().contactTypes[0].day.offered.mean) - 2400) < 160)
  }

  /// The 95 % interval covers the closed form in 93 to 97 % of the runs, also when the run stops when it is narrow enough.
  ///
  /// 100 runs by default, with bounds that a coverage of 95 % leaves once in a thousand; 1 000 by `make test-coverage`.
  @Test(arguments: [
    ([VarianceReduction](), true), ([], false), ([.controlVariates], true), ([.stratification], true),
    ([.quasiRandom, .controlVariates], true),
  ])
  func covers(methods: [VarianceReduction], stops: Bool) throws {
    let runs = ProcessInfo.processInfo.environment["WAITLINE_META_RUNS"].flatMap(Int.init) ?? 100
    let model = try ErlangA(arrivalRate: 0.05, serviceRate: 1.0 / 180, agents: 10, abandonmentRate: 1.0 / 180)
    let exact = model.serviceLevels(within: 20).SL1
    var covered = 0
    for seed in 1...runs {
      var scenario = Make.queue(
        perHour: 180, handling: .exponential(mean: 180), agents: 10, patience: .exponential(mean: 180),
        replications: 20, warmUpHours: 4)
      scenario.experiment.seed = UInt64(seed)
      scenario.experiment.varianceReduction = methods
      if stops {
        scenario.experiment.stopping = StoppingRule(
          halfWidth: 0.012, isRelative: false, contactType: "calls", figure: .SL1)
        scenario.experiment.maximumReplications = 2000
      }
      let result = try Simulator(scenario, announcements: false).run(threads: 1)
      if stops { #expect(result.ended == .precisionReached) }
      let (mean, halfWidth) = try level(result)
      if stops { #expect(halfWidth <= 0.012) }
      if abs(mean - exact) <= halfWidth { covered += 1 }
    }
    let share = Double(covered) / Double(runs)
    let slack = runs >= 1000 ? 0.02 : 3.1 * (0.95 * 0.05 / Double(runs)).squareRoot()
    #expect(abs(share - 0.95) <= slack, "\(methods), stops: \(stops): \(covered) of \(runs)")
  }
}

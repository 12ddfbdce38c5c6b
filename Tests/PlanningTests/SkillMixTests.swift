import ContactCentre
import Planning
import QueueingTheory
import Testing

/// The least-cost mix of specialists and cross-trained agents against enumeration of all mixes, each evaluated exactly.
@Suite struct SkillMixTests {
  /// A design: what an hour of a specialist of each kind and of a generalist costs; without a price there are none.
  struct Design: Sendable, CustomStringConvertible {
    var name: String
    var perHour: [Double]
    var prices: [Double?]
    var target = 0.8
    var description: String { "\(name): \(perHour) an hour, prices \(prices), target \(target)" }

    var chain: MixChain { MixChain(perHour: perHour, handling: 300, patience: 240) }

    func cost(_ heads: [Int]) -> Double {
      4 * zip(heads, prices).reduce(0) { $0 + Double($1.0) * ($1.1 ?? 0) }
    }
  }

  static let designs = [
    // N: calls of kind 0 are also answered by those who answer kind 1, who are all generalists.
    Design(name: "N, dear generalists", perHour: [12, 8], prices: [10, nil, 14]),
    Design(name: "N, cheap generalists", perHour: [14, 6], prices: [10, nil, 11]),
    // M: two kinds of specialists, and generalists between them.
    Design(name: "M, dear generalists", perHour: [8, 8], prices: [10, 10, 19]),
    Design(name: "M, cheap generalists", perHour: [8, 8], prices: [10, 10, 11]),
  ]

  private static let hours = 4
  private static let most = 7
  /// Levels nearer to the target than this are kept or not by chance.
  private static let doubt = 0.006

  /// A morning as a single period, with calls all through it.
  private func scenario(_ design: Design) -> Scenario {
    let periods = 24 / Self.hours
    let present = design.prices.indices.filter { design.prices[$0] != nil }
    return Scenario(
      name: design.name,
      calendar: ServiceCalendar(
        start: LocalDate(year: 2026, month: 1, day: 5), periodSeconds: Self.hours * 3600),
      contactTypes: design.perHour.enumerated().map { number, rate in
        ContactType(
          name: "type \(number)", channel: .phone,
          arrivals: Arrivals(
            perHour: PeriodProfile(values: [rate] + Array(repeating: 0, count: periods - 1), periodsPerDay: periods)),
          handling: .exponential(mean: 300), patience: .exponential(mean: 240),
          promise: Promise(answerWithin: 0, target: design.target), priority: 1 - number)
      },
      agentGroups: present.map { number in
        AgentGroup(
          name: "group \(number)",
          skills: number == 2
            ? [Skill(contactType: "type 0", rank: 2), Skill(contactType: "type 1", rank: 2)]
            : [Skill(contactType: "type \(number)")],
          heads: PeriodProfile(constant: 0, periodsPerDay: periods), costPerHour: design.prices[number])
      })
  }

  /// The least cost of all mixes that surely keep both promises, and of those that possibly do.
  private func enumerate(_ design: Design) throws -> (possible: Double, sure: Double) {
    var mixes: [[Int]] = [[]]
    for price in design.prices {
      mixes = mixes.flatMap { mix in (0...(price == nil ? 0 : Self.most)).map { mix + [$0] } }
    }
    var possible = Double.infinity
    for mix in mixes.sorted(by: { design.cost($0) < design.cost($1) }) {
      guard mix[0] + mix[2] > 0, mix[1] + mix[2] > 0 else { continue }
      // Were all of them generalists, nobody would wait more often; the empty start is worth less than five points.
      let pool = try ErlangA(
        arrivalRate: design.perHour.reduce(0, +) / 3600, serviceRate: 1.0 / 300, agents: mix.reduce(0, +),
        abandonmentRate: 1.0 / 240)
      guard pool.noWaitProbability > design.target - 0.05 else { continue }
      let worst = design.chain.answeredAtOnce(mix, seconds: Double(Self.hours) * 3600).min() ?? 0
      if worst >= design.target - Self.doubt { possible = min(possible, design.cost(mix)) }
      if worst >= design.target + Self.doubt { return (possible, design.cost(mix)) }
    }
    return (possible, .infinity)
  }

  private func compare(_ design: Design) throws {
    let (possible, sure) = try enumerate(design)
    let plan = try StaffingPlan.find(StaffingRequest(scenario: scenario(design)))
    let heads = plan.groups.map { $0.periods[0].agents }
    let cost = try #require(plan.cost)
    #expect(plan.isShown)
    #expect(cost <= sure + 1e-6 && cost >= possible - 1e-6, "\(heads) at \(cost) against \(possible)…\(sure)")
  }

  @Test(arguments: designs) func `as cheap as enumeration`(design: Design) throws { try compare(design) }

  /// Demand, prices and targets by a fixed rule that has nothing to do with the answer.
  static let others: [Design] = {
    var state: UInt64 = 20
    func draw(_ range: ClosedRange<Double>) -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return range.lowerBound + (range.upperBound - range.lowerBound) * Double(state >> 11) / 0x1p53
    }
    return (1...8).map { number in
      let isM = number % 2 == 0
      let specialist = [draw(8...12).rounded(), draw(8...12).rounded()]
      return Design(
        name: "\(isM ? "M" : "N") \(number)", perHour: [draw(5...14).rounded(), draw(5...14).rounded()],
        prices: [specialist[0], isM ? specialist[1] : nil, (draw(1.05...1.9) * specialist[0]).rounded()],
        target: (draw(0.65...0.9) * 100).rounded() / 100)
    }
  }()

  @Test(arguments: others) func `as cheap as enumeration with other demand, prices and targets`(design: Design) throws {
    try compare(design)
  }

  @Test func `where cross-training is cheap no fewer are cross-trained and the mix costs less`() throws {
    let dear = try StaffingPlan.find(StaffingRequest(scenario: scenario(Self.designs[2])))
    let cheap = try StaffingPlan.find(StaffingRequest(scenario: scenario(Self.designs[3])))
    func generalists(_ plan: StaffingPlan) -> Int { plan.groups.last?.periods[0].agents ?? 0 }
    #expect(generalists(cheap) >= generalists(dear))
    #expect(try #require(cheap.cost) < #require(dear.cost))
  }
}

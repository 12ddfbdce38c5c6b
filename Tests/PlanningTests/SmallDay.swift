import ContactCentre
import QueueingTheory

/// A small day with exponential handling and patience, and its exact service by a transient chain.
///
/// Staff never falls but to 0 or at the end, or customers in hand are few: the chain lets whoever is in hand wait again when
/// staff falls, the simulator lets leavers finish. The days here only rise, so that both agree.
struct SmallDay {
  var perHour: [Double]
  var handling: Double
  var patience: Double
  var target: Double
  var periodSeconds = 3600

  var scenario: Scenario {
    let perDay = 86_400 / periodSeconds
    let rates = perHour + Array(repeating: 0, count: perDay - perHour.count)
    return Scenario(
      name: "small day",
      calendar: ServiceCalendar(start: LocalDate(year: 2026, month: 1, day: 5), periodSeconds: periodSeconds),
      contactTypes: [
        ContactType(
          name: "call", channel: .phone,
          arrivals: Arrivals(perHour: PeriodProfile(values: rates, periodsPerDay: perDay)),
          handling: .exponential(mean: handling), patience: .exponential(mean: patience),
          promise: Promise(answerWithin: 0, target: target))
      ],
      agentGroups: [
        AgentGroup(
          name: "agents", skills: [Skill(contactType: "call")], heads: PeriodProfile(constant: 3, periodsPerDay: perDay)
        )
      ])
  }

  /// Share of the arrivals of each period that find an idle agent: answered within 0 s. Poisson arrivals see time averages.
  func service(_ agents: [Int]) throws -> [Double] {
    let capacity = 60
    var chain = TransientChain(start: 0, states: capacity + 1)
    return try zip(perHour, agents).map { rate, agents in
      let births = Array(repeating: rate / 3600, count: capacity)
      let deaths = (1...capacity).map { Double(min($0, agents)) / handling + Double(max(0, $0 - agents)) / patience }
      let average = try chain.advance(
        by: Double(periodSeconds), chain: BirthDeathChain(births: births, deaths: deaths))
      return average.prefix(agents).reduce(0, +)
    }
  }

  /// The fewest agents' periods that keep the promise, over all plans that rise: in every period, or over the day.
  func fewest(upTo most: Int, wholeDay: Bool) throws -> (total: Int, plans: [[Int]]) {
    var best = Int.max
    var plans: [[Int]] = []
    func visit(_ plan: [Int]) throws {
      if plan.count == perHour.count {
        let total = plan.reduce(0, +)
        guard total <= best else { return }
        let level = try service(plan)
        let isKept =
          wholeDay
          ? zip(level, perHour).reduce(0) { $0 + $1.0 * $1.1 } / perHour.reduce(0, +) >= target
          : level.allSatisfy { $0 >= target }
        guard isKept else { return }
        if total < best { plans = [] }
        best = total
        plans.append(plan)
        return
      }
      for agents in 1...most { try visit(plan + [agents]) }
    }
    try visit([])
    return (best, plans)
  }
}

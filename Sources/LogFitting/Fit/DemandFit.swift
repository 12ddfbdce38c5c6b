/// Demand by weekday and period, with over-dispersion, trend and special days.
struct DemandFit {
  let tally: FitTally
  /// All days with contacts, and those that are not special.
  let days: [Int]
  let ordinary: [Int]
  /// Ordinary days by weekday.
  let byWeekday: [[Int]]
  /// Factors of the special days.
  private let specialFactors: [Int: Double]
  /// Square of the cv of the shared factor.
  private(set) var shared: Estimate?
  /// Change in 30 days.
  private(set) var trend: Estimate?
  /// cv of each type's whole day factor.
  private(set) var spreads: [DayFactorFit.Spread?] = []

  init(_ tally: FitTally) {
    self.tally = tally
    days = tally.arrivals.keys.sorted()
    let totals = tally.arrivals.mapValues { $0.reduce(0, +) }
    let special = SpecialDays.find(
      tally.arrivals.mapValues { counts in
        SpecialDays.stretches.map { stretch in
          // By the hour in which a period begins, whatever its length.
          counts.indices.reduce(0) { sum, index in
            let hour = index % tally.periods * tally.options.periodSeconds / 3600
            return (stretch.0..<stretch.1).contains(hour) ? sum + counts[index] : sum
          }
        }
      })
    specialFactors = special
    ordinary = days.filter { special[$0] == nil }
    let ordinary = ordinary
    byWeekday = (0..<7).map { weekday in ordinary.filter { LogClock.weekday(day: $0) == weekday } }
    let freedom = byWeekday.reduce(0) { $0 + max(0, $1.count - 1) }
    let repeated = byWeekday.filter { $0.count > 1 }.flatMap { $0 }
    func counts(_ type: Int) -> [(count: Double, expected: Double)] {
      repeated.map { (total(type, $0), expected(type, $0)) }
    }
    spreads = tally.types.indices.map { DayFactorFit.spread(counts($0), degreesOfFreedom: freedom) }
    if tally.types.count > 1, freedom >= 3 {
      let byDay = repeated.map { day in tally.types.indices.map { (total($0, day), expected($0, day)) } }
      // The expected counts come from the same days: n / (n − number of means) puts that right.
      let found = DayFactorFit.shared(byDay, correction: Double(repeated.count) / Double(freedom))
      if let found, found.value > 2 * (found.standardError ?? .infinity) { shared = found }
    }
    trend = Self.trend(repeated.map { ($0, totals[$0] ?? 0) }, byWeekday, freedom)
  }

  var ordinaryOfWeekday: [Int] { byWeekday.map(\.count) }

  /// New contacts of a type on a day.
  private func total(_ type: Int, _ day: Int) -> Double {
    let counts = tally.arrivals[day] ?? []
    return Double(counts[type * tally.periods..<(type + 1) * tally.periods].reduce(0, +))
  }

  /// Those of an ordinary day with the same weekday.
  private func expected(_ type: Int, _ day: Int) -> Double {
    let alike = byWeekday[LogClock.weekday(day: day)]
    return alike.isEmpty ? 0 : alike.reduce(0) { $0 + total(type, $1) } / Double(alike.count)
  }

  /// New contacts an hour of a type by weekday and period; the error allows for chance and for the factor of the day.
  func rates(_ type: Int) -> [[Estimate]?] {
    let hours = Double(tally.options.periodSeconds) / 3600
    let square = (spreads[type]?.cv ?? 0) * (spreads[type]?.cv ?? 0)
    return byWeekday.map { alike in
      guard !alike.isEmpty else { return nil }
      let count = Double(alike.count)
      return (0..<tally.periods).map { period in
        let mean =
          alike.reduce(0) { $0 + Double(tally.arrivals[$1]?[type * tally.periods + period] ?? 0) } / count
        return Estimate(mean / hours, ((mean + mean * mean * square) / count).squareRoot() / hours)
      }
    }
  }

  /// Change in 30 days: weighted least squares of the days' counts over those of their weekday, with an error from the
  /// residuals.
  private static func trend(_ totals: [(day: Int, count: Int)], _ byWeekday: [[Int]], _ freedom: Int) -> Estimate? {
    guard freedom >= 4 else { return nil }
    let known = Dictionary(uniqueKeysWithValues: totals.map { ($0.day, Double($0.count)) })
    var points: [(at: Double, ratio: Double, weight: Double)] = []
    for alike in byWeekday where alike.count > 1 {
      let mean = alike.reduce(0) { $0 + (known[$1] ?? 0) } / Double(alike.count)
      let centre = alike.reduce(0) { $0 + Double($1) } / Double(alike.count)
      guard mean > 0 else { continue }
      for day in alike { points.append((Double(day) - centre, (known[day] ?? 0) / mean - 1, mean)) }
    }
    let spread = points.reduce(0) { $0 + $1.weight * $1.at * $1.at }
    guard spread > 0 else { return nil }
    let slope = points.reduce(0) { $0 + $1.weight * $1.at * $1.ratio } / spread
    let residuals = points.reduce(0) { sum, point in
      let residual = point.ratio - slope * point.at
      return sum + point.weight * residual * residual
    }
    return Estimate(30 * slope, 30 * (residuals / Double(freedom - 1) / spread).squareRoot())
  }

  /// The special days, furthest from ordinary first, each with factors by type: for the whole day where its stretches agree,
  /// else for each of them.
  func special(typeNames: [String]) -> [SpecialDay] {
    specialFactors.map { day, factor in
      var special = SpecialDay(
        date: LogClock.dateText(day: day), day: day, offered: tally.arrivals[day]?.reduce(0, +) ?? 0, factor: factor)
      for type in tally.types.indices { special.changes += changes(day, type, typeNames[type]) }
      return special
    }.sorted { (abs(logOf($1.factor)), $0.day) < (abs(logOf($0.factor)), $1.day) }
  }

  private func logOf(_ factor: Double) -> Double { factor > 0 ? max(factor, 1 / factor) : .infinity }

  private func changes(_ day: Int, _ type: Int, _ name: String) -> [SpecialDay.Change] {
    let alike = byWeekday[LogClock.weekday(day: day)]
    let perHour = tally.periods / 24
    guard !alike.isEmpty, perHour > 0 else { return [] }
    func sum(_ day: Int, _ stretch: (Int, Int)) -> Double {
      let from = type * tally.periods
      let counts = tally.arrivals[day] ?? []
      return Double(counts[from + stretch.0 * perHour..<from + stretch.1 * perHour].reduce(0, +))
    }
    func usual(_ stretch: (Int, Int)) -> Double {
      alike.reduce(0) { $0 + sum($1, stretch) } / Double(alike.count)
    }
    func change(_ between: String?, _ found: Double, _ expected: Double) -> SpecialDay.Change {
      SpecialDay.Change(
        type: name, between: between,
        factor: Estimate(found / expected, max(found, 1).squareRoot() / expected))
    }
    let whole = (found: sum(day, (0, 24)), expected: usual((0, 24)))
    guard whole.expected >= 5 else { return [] }
    let overall = whole.found / whole.expected
    // χ² of the stretches against the factor of the whole day; 11.3 is its 1 % point with three degrees of freedom.
    let parts = SpecialDays.stretches.map { (stretch: $0, found: sum(day, $0), expected: usual($0)) }
    let distance = parts.reduce(0) { total, part in
      let expected = max(part.expected * overall, 1)
      return total + (part.found - part.expected * overall) * (part.found - part.expected * overall) / expected
    }
    guard distance > 11.3 else { return [change(nil, whole.found, whole.expected)] }
    return parts.filter { $0.expected >= 1 }.map { part in
      func clock(_ hour: Int) -> String { (hour < 10 ? "0" : "") + "\(hour):00" }
      return change("\(clock(part.stretch.0))-\(clock(part.stretch.1))", part.found, part.expected)
    }
  }

  /// What happened on the ordinary days; `live` are the types that stand together as all contacts.
  func observed(_ tally: FitTally, live: [Int]) -> ObservedFigures {
    let periods = tally.periods
    func sum(_ counts: some Sequence<ComplianceCounts>) -> ComplianceCounts {
      counts.reduce(into: ComplianceCounts()) { $0 += $1 }
    }
    let known = ordinary.map { tally.observed[$0] ?? [] }
    let typeDays = tally.types.indices.map { type in known.map { sum($0[type * periods..<(type + 1) * periods]) } }
    let periodDays = (0..<periods).map { period in
      known.map { day in sum(live.map { day[$0 * periods + period] }) }
    }
    let allDays = known.indices.map { day in sum(live.map { typeDays[$0][day] }) }
    return ObservedFigures(
      types: typeDays.map(sum), periods: periodDays.map(sum), all: sum(allDays), typeDays: typeDays,
      periodDays: periodDays, allDays: allDays)
  }
}

import ContactCentre

/// How a promise was kept, from the log of what happened.
public struct PromiseAudit: Sendable {
  /// A part of the record: an hour, a day of the week, a month.
  public struct Part: Sendable, Hashable {
    /// What it is called, for example `09:00`, `Monday`, `1999-05`.
    public var name: String
    /// What happened.
    public var counts: ComplianceCounts
    /// SL1 to SL4, with intervals that take whole days as the unit of chance.
    public var levels: [ShareEstimate]
    /// Days with contacts.
    public var days: Int
    /// The day of the week that it is, Monday is 0; `nil` for other parts.
    public var weekday: Int?
  }

  /// The promise.
  public let promise: ServicePromise
  /// The definition by which the claim is judged.
  public let definition: ServiceLevelDefinition
  /// The whole record.
  public let whole: Part
  /// The last 30 days of the record.
  public let last30: Part
  /// Change of the service level in 30 days.
  public let trend: ShareEstimate
  /// By month, hour of arrival and day of the week.
  public let months, hours, weekdays: [Part]
  /// The hours of single days with the lowest service level, of those with at least `leastOffered` contacts.
  public let worstHours: [Part]
  /// The days with the lowest service level.
  public let worstDays: [Part]
  /// Days that met the promise, and days with contacts.
  public let daysMet: (met: Int, of: Int)
  /// The time within which the promised share of the offered was in fact served; `nil` when it never was.
  public let secondsForTarget: Double?
  /// First and last day, `yyyy-mm-dd`.
  public let firstDay, lastDay: String

  /// Single hours need so many contacts to be among the worst.
  public static let leastOffered = 10

  /// Whether the record bears the claim out.
  public enum Verdict: String, Sendable, Hashable {
    /// The whole interval lies at or above the claim.
    case kept
    /// The interval holds the claim.
    case close
    /// The whole interval lies below the claim.
    case missed
  }

  /// How the claim compares with the whole record.
  public var verdict: Verdict { verdict(by: definition) }
  /// How the claim compares with the last 30 days.
  public var recentVerdict: Verdict { verdict(last30, definition) }

  /// How the claim compares with the whole record by another definition.
  public func verdict(by definition: ServiceLevelDefinition) -> Verdict { verdict(whole, definition) }

  private func verdict(_ part: Part, _ definition: ServiceLevelDefinition) -> Verdict {
    let level = part.levels[definition.index]
    guard let share = level.share, let half = level.halfWidth else { return .close }
    if share - half >= promise.target { return .kept }
    return share + half < promise.target ? .missed : .close
  }

  init(_ tally: PromiseTally, definition: ServiceLevelDefinition) {
    promise = tally.promise
    self.definition = definition
    let days = tally.days.sorted { $0.key < $1.key }
    let last = days.last?.key ?? 0
    func part(_ name: String, _ kept: [(day: Int, counts: ComplianceCounts)]) -> Part {
      var sum = ComplianceCounts()
      for day in kept { sum += day.counts }
      return Part(
        name: name, counts: sum,
        levels: ServiceLevelDefinition.allCases.map { kind in
          DayClusters.share(kept.map { $0.counts.parts(kind) })
        }, days: kept.count { $0.counts.offered > 0 })
    }
    let whole = days.map { (day: $0.key, counts: $0.value.total) }
    self.whole = part("all", whole)
    last30 = part("last 30 days", whole.filter { $0.day > last - 30 })
    trend = DayClusters.trend(
      whole.map {
        let parts = $0.counts.parts(definition)
        return ($0.day, parts.numerator, parts.denominator)
      })
    let byMonth = Dictionary(grouping: whole) { String(LogClock.dateText(day: $0.day).prefix(7)) }
    months = byMonth.sorted { $0.key < $1.key }.map { part($0.key, $0.value) }
    hours = (0..<24).compactMap { hour in
      let own = days.map { (day: $0.key, counts: $0.value.hours[hour]) }
      return own.contains { $0.counts.offered > 0 } ? part(Self.clock(hour), own) : nil
    }
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    weekdays = names.indices.compactMap { weekday in
      let own = whole.filter { LogClock.weekday(day: $0.day) == weekday }
      guard !own.isEmpty else { return nil }
      var part = part(names[weekday], own)
      part.weekday = weekday
      return part
    }
    func worst(_ parts: [Part], _ count: Int) -> [Part] {
      let sorted = parts.sorted {
        let left = $0.levels[definition.index].share ?? 1
        let right = $1.levels[definition.index].share ?? 1
        return (left, -$0.counts.offered, $0.name) < (right, -$1.counts.offered, $1.name)
      }
      return Array(sorted.prefix(count))
    }
    worstDays = worst(
      whole.filter { $0.counts.offered >= 2 * Self.leastOffered }.map { part(LogClock.dateText(day: $0.day), [$0]) }, 5)
    worstHours = worst(
      days.flatMap { day in
        (0..<24).filter { day.value.hours[$0].offered >= Self.leastOffered }.map { hour in
          part(LogClock.dateText(day: day.key) + " " + Self.clock(hour), [(day.key, day.value.hours[hour])])
        }
      }, 10)
    let judged = whole.compactMap { $0.counts.level(definition) }
    daysMet = (judged.count { $0 >= tally.promise.target }, judged.count)
    secondsForTarget = tally.seconds(for: tally.promise.target)
    firstDay = days.first.map { LogClock.dateText(day: $0.key) } ?? ""
    lastDay = days.last.map { LogClock.dateText(day: $0.key) } ?? ""
  }

  private static func clock(_ hour: Int) -> String { (hour < 10 ? "0" : "") + "\(hour):00" }
}

extension ServiceLevelDefinition {
  /// Its place among `allCases`.
  public var index: Int {
    switch self {
    case .SL1: 0
    case .SL2: 1
    case .SL3: 2
    case .SL4: 3
    }
  }
}

import ContactCentre

/// Reads numbers by period: a number, a list, a map by clock range, or a CSV file.
struct ProfileDecoder {
  let calendar: ServiceCalendar
  let directory: String
  /// What the numbers are, for messages: “a rate from 0” or “whole heads from 0”.
  let expected: String
  /// Whether only whole numbers will do.
  let isWhole: Bool
  /// How many days before the run a profile by weekday begins.
  var daysBefore = 0
  /// What the numbers may be.
  var range = 0.0...1e9
  /// The number where nothing is said; days without one are warned of when it is `nil`, and get 0.
  var elsewhere: Double?

  private func isValid(_ value: Double) -> Bool {
    range.contains(value) && (!isWhole || value == value.rounded())
  }

  func decode(_ item: Item) -> PeriodProfile? {
    switch item.node.value {
    case .scalar:
      return item.number(expected, where: isValid).map {
        PeriodProfile(constant: $0, periodsPerDay: calendar.periodsPerDay)
      }
    case .list: return list(item)
    case .map(let entries) where entries.contains { $0.key == "values" || $0.key == "adjust" }: return adjusted(item)
    case .map(let entries) where entries.contains { $0.key == "file" || $0.key == "column" }: return file(item)
    case .map(let entries) where entries.contains { WeekdayText.days($0.key.lowercased()) != nil }: return week(item)
    case .map: return ranges(item)
    case .null:
      item.report("found nothing; expected \(Shape.profile.words)")
      return nil
    }
  }

  private func list(_ item: Item) -> PeriodProfile? {
    let items = item.list("a list of numbers")
    let values = items.compactMap { $0.number(expected, where: isValid) }
    guard values.count == items.count else { return nil }
    let day = calendar.periodsPerDay
    if values.count == day || values.count == day * calendar.days {
      return PeriodProfile(values: values, periodsPerDay: day)
    }
    if values.count == 24, day % 24 == 0 {
      return PeriodProfile(values: values.flatMap { Array(repeating: $0, count: day / 24) }, periodsPerDay: day)
    }
    let run = calendar.days > 1 ? ", \(day * calendar.days) (each period of the run)" : ""
    let hourly = day % 24 == 0 && day != 24 ? " or 24 (each hour)" : ""
    item.report("found \(values.count) values; expected \(day) (each period of a day)\(run)\(hourly)")
    return nil
  }

  private func ranges(_ item: Item) -> PeriodProfile? {
    var values = Array(repeating: elsewhere ?? 0, count: calendar.periodsPerDay)
    var taken = Array(repeating: false, count: values.count)
    var isFine = true
    for (name, entry) in item.entries("clock ranges with numbers") {
      guard entry.node.isKeyQuoted || !ClockText.looksLikeClock(name) else {
        entry.report(
          "the clock time \(name) must be quoted: \"\(name)\": …; without quotes YAML may read it as a number")
        isFine = false
        continue
      }
      guard let range = ClockText.range(name) else {
        entry.report(
          "unknown key “\(name)”; expected a range of clock times such as \"09:00-12:00\", a weekday, or file"
            + NearestName.hint(name, among: WeekdayText.keys))
        isFine = false
        continue
      }
      guard range.start % calendar.periodSeconds == 0, range.end % calendar.periodSeconds == 0 else {
        entry.report("“\(name)” does not start and end with a period of \(calendar.periodSeconds / 60) min")
        isFine = false
        continue
      }
      guard let value = entry.number(expected, where: isValid) else {
        isFine = false
        continue
      }
      for second in stride(from: range.start, to: range.end, by: calendar.periodSeconds) {
        let period = second / calendar.periodSeconds % calendar.periodsPerDay
        if taken[period] {
          entry.report("“\(name)” overlaps another range at \(ClockText.text(period * calendar.periodSeconds))")
          isFine = false
          break
        }
        taken[period] = true
        values[period] = value
      }
    }
    return isFine ? PeriodProfile(values: values, periodsPerDay: calendar.periodsPerDay) : nil
  }

  /// A profile for each day of the run, by its weekday.
  private func week(_ item: Item) -> PeriodProfile? {
    let byWeekday = item.byWeekday(decode)
    let none = PeriodProfile(constant: elsewhere ?? 0, periodsPerDay: calendar.periodsPerDay)
    let weekdays = (-daysBefore..<calendar.days).map { DateText.weekday(calendar.start, plus: $0) }
    let missing = Set(weekdays).filter { byWeekday[$0] == nil }.sorted().map { WeekdayText.long[$0] }
    if !missing.isEmpty, elsewhere == nil {
      item.warn(
        "\(missing.joined(separator: ", ")) \(daysBefore > 0 ? "of the run and the week before" : "of the run") \(missing.count == 1 ? "has" : "have") no value and get 0; write it out if it is meant"
      )
    }
    let read = byWeekday.compactMapValues { $0 }
    let values = weekdays.enumerated().flatMap { index, weekday in
      let profile = read[weekday] ?? none
      return (0..<calendar.periodsPerDay).map { profile.value(day: max(0, index - daysBefore), period: $0) }
    }
    let week = (0..<7).flatMap { weekday in
      (0..<calendar.periodsPerDay).map { (read[weekday] ?? none).value(day: 0, period: $0) }
    }
    return PeriodProfile(values: values, periodsPerDay: calendar.periodsPerDay, week: week)
  }

  private func file(_ item: Item) -> PeriodProfile? {
    let fields = item.fields(.profileFile)
    guard let name = fields["file"]?.string() else { return nil }
    let table = VolumeTable(
      calendar: calendar, table: CSVFile(file: name, item: fields["file"] ?? item),
      column: fields["column"]?.string(), expected: expected, isValid: isValid)
    guard let values = table.read(directory: directory) else { return nil }
    return PeriodProfile(values: values, periodsPerDay: calendar.periodsPerDay)
  }

  private func adjusted(_ item: Item) -> PeriodProfile? {
    let fields = item.fields(.adjusted)
    guard var profile = fields["values"].flatMap(decode) else { return nil }
    for entry in fields["adjust"]?.listOrOne() ?? [] {
      let keys = entry.fields(.adjustment)
      let factor = keys["multiply"]?.number("a factor from 0") { $0 >= 0 } ?? 1
      let summand = keys["add"]?.number("a number") { _ in true } ?? 0
      let replacement = keys["to"]?.number("a number from 0") { $0 >= 0 }
      let range = keys["between"]?.clockRange() ?? ClockRange(start: 0, end: 86_400)
      guard range.start % calendar.periodSeconds == 0, range.end % calendar.periodSeconds == 0 else {
        (keys["between"] ?? entry).report("does not start and end with a period of \(calendar.periodSeconds / 60) min")
        continue
      }
      guard adjust(&profile.values, where: range, { replacement ?? $0 * factor + summand }, entry),
        adjust(&profile.week, where: range, { replacement ?? $0 * factor + summand }, entry)
      else { return nil }
    }
    return profile
  }

  /// Changes the values of whole days within a daily range; `false` after a report of one that may not be.
  private func adjust(
    _ values: inout [Double], where range: ClockRange, _ change: (Double) -> Double, _ entry: Item
  ) -> Bool {
    for index in values.indices {
      let clock = index % calendar.periodsPerDay * calendar.periodSeconds
      // A range over midnight covers the first hours of each day too.
      guard range.containsDaily(clock) else { continue }
      let before = values[index]
      let value = max(0, change(before))
      values[index] = isWhole ? value.rounded() : value
      if !isValid(values[index]) {
        entry.report("makes \(values[index]) of \(before); expected \(expected)")
        return false
      }
    }
    return true
  }
}

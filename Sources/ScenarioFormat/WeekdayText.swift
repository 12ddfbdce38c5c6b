import ContactCentre

/// Names of weekdays in files.
enum WeekdayText {
  static let short = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  static let long = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

  /// Every key that names a day or a span of days.
  static let keys: [String] =
    short + long
    + short.indices.flatMap { first in short.indices.filter { $0 > first }.map { "\(short[first])-\(short[$0])" } }

  /// What is said of a name that is none of them.
  static func complaint(_ name: String) -> String {
    "unknown weekday “\(name.shortened)”; expected mon … sun or a span such as mon-fri"
      + NearestName.hint(name, among: keys)
  }

  /// The days of a key, Monday is 0.
  static func days(_ key: String) -> ClosedRange<Int>? {
    if let day = short.firstIndex(of: key) ?? long.firstIndex(of: key) { return day...day }
    let parts = key.split(separator: "-").map(String.init)
    guard parts.count == 2, let first = short.firstIndex(of: parts[0]), let last = short.firstIndex(of: parts[1]),
      first < last
    else { return nil }
    return first...last
  }
}

extension Item {
  /// A weekday, a span of them, or a list of both; what is none is reported.
  func weekdays() -> Set<Weekday> {
    let items = listOrOne()
    if items.isEmpty { report("is empty; expected weekdays such as mon-fri") }
    return items.reduce(into: []) { days, item in
      guard let text = item.string() else { return }
      guard let span = WeekdayText.days(text.lowercased()) else {
        return item.report(WeekdayText.complaint(text))
      }
      days.formUnion(span.compactMap { Weekday(rawValue: $0 + 1) })
    }
  }

  /// What stands under weekdays and spans of them, each read with `read`; Monday is 0. Other keys, and days given twice, are
  /// reported.
  func byWeekday<Value>(_ read: (Item) -> Value) -> [Int: Value] {
    var values: [Int: Value] = [:]
    for (key, item) in entries("a mapping by weekday") {
      guard let days = WeekdayText.days(key.lowercased()) else {
        item.report(WeekdayText.complaint(key))
        continue
      }
      let value = read(item)
      for day in days {
        if values[day] != nil { item.report("\(WeekdayText.long[day]) is given twice") }
        values[day] = value
      }
    }
    return values
  }
}

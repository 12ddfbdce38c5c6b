import ContactCentre

/// Dates as `yyyy-mm-dd`.
enum DateText {
  /// The date of a text, if there is such a day.
  static func date(_ text: String) -> LocalDate? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }), let year = Int(parts[0]),
      let month = Int(parts[1]), let day = Int(parts[2]), year >= 1900,
      (1...12).contains(month), (1...length(month: month, year: year)).contains(day)
    else { return nil }
    return LocalDate(year: year, month: month, day: day)
  }

  /// A date as spreadsheets write it where the year comes first: `2026/11/9`.
  static func spreadsheetDate(_ text: String) -> LocalDate? {
    let parts = text.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
    guard parts.count == 3, parts[0].count == 4, parts.dropFirst().allSatisfy({ (1...2).contains($0.count) })
    else { return nil }
    return date(parts.map { $0.count == 1 ? "0" + $0 : String($0) }.joined(separator: "-"))
  }

  private static func length(month: Int, year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// A number that grows by one each day.
  static func dayNumber(_ date: LocalDate) -> Int {
    let year = date.month <= 2 ? date.year - 1 : date.year
    let month = date.month <= 2 ? date.month + 12 : date.month
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * (month - 3) + 2) / 5 + date.day
  }

  /// Days since 1970-01-01.
  static func daysSince1970(_ date: LocalDate) -> Int {
    dayNumber(date) - dayNumber(LocalDate(year: 1970, month: 1, day: 1))
  }

  /// The day of the week so many days after a date; Monday is 0.
  static func weekday(_ date: LocalDate, plus days: Int) -> Int {
    // 1970-01-01 was a Thursday. Dates begin in 1900, so that the sum is made positive by whole weeks.
    (daysSince1970(date) + days + 3 + 7 * 10_000) % 7
  }
}

import Foundation
import Simulation

/// Moments in the local time of a scenario.
struct MomentText {
  private let zone: TimeZone

  /// Creates the texts of a time zone; an unknown one is UTC.
  init(timeZone: String) { zone = TimeZone(identifier: timeZone) ?? .gmt }

  private func local(_ seconds: Double) -> (day: Int, second: Double, offset: Int) {
    let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds))
    let local = seconds + Double(offset)
    let day = (local / 86_400).rounded(.down)
    return (Int(day), local - day * 86_400, offset)
  }

  /// ISO 8601 with the offset from UTC; milliseconds where there are any.
  func iso(_ seconds: Double) -> String {
    let (day, second, offset) = local((seconds * 1000).rounded() / 1000)
    let milliseconds = Int((second * 1000).rounded())
    let clock = [3_600_000, 60_000, 1000].map { two(milliseconds / $0 % ($0 == 3_600_000 ? 24 : 60)) }
    let fraction = milliseconds % 1000 == 0 ? "" : "." + String(String(1000 + milliseconds % 1000).dropFirst())
    let shift =
      offset == 0 ? "Z" : (offset < 0 ? "-" : "+") + two(abs(offset) / 3600) + ":" + two(abs(offset) / 60 % 60)
    return CivilDay.text(CivilDay.date(day)) + "T" + clock.joined(separator: ":") + fraction + shift
  }

  /// The clock time rounded up to the minute, with the day when it is not that of `now`.
  func clock(_ seconds: Double, now: Double, _ texts: Texts) -> String {
    let minute = (seconds / 60).rounded(.up) * 60
    let (day, second, _) = local(minute)
    let clock = two(Int(second) / 3600) + ":" + two(Int(second) / 60 % 60)
    guard day != local(now).day else { return clock }
    let date = CivilDay.date(day)
    // 1970-01-01 was a Thursday; weekdays count from Sunday here.
    return texts.date(month: date.month, day: date.day, weekday: ((day + 4) % 7 + 7) % 7) + " " + clock
  }

  private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

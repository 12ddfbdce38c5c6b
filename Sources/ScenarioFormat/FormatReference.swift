import Foundation

/// The keys of scenario files for people: a page of Markdown, made from the table that the reader checks against.
public enum FormatReference {
  /// The page, as committed in `scenarios/FORMAT.md`.
  public static func markdown() -> String {
    var text = """
      # Keys of a scenario file

      Every key that a scenario may have; those in **bold** must be there. This page is for looking things up: to begin, let
      `waitline new FILE` write a small scenario that explains itself, and read the examples beside this page.
      `waitline validate FILE` says what is wrong with a file, in which line, and how to mend it.

      | what | how it is written |
      | --- | --- |
      | a time | `30s`, `4min`, `1.5h`, `1h30min`, `2d`; a plain number is seconds, with a warning |
      | a clock time | in quotes: `"09:00"`; a range of them `"09:00-22:00"`, or `"12:00+45min"` |
      | a share | `0.85`, from 0 to 1, with a decimal point; not `85%` |
      | a distribution | a bare time is constant; or one of \(laws) |
      | a number by period | a number for all, a list by period, a map by clock range (`{"09:00-12:00": 10, "12:00-17:00": 20}`; 0 \
      elsewhere), a map by weekday (`{mon-fri: 60, sat: {"09:00-13:00": 20}}`), or `{file: volumes.csv, column: chat}` |


      """
    for section in Section.all { text += chapter(section) }
    return text
  }

  private static let laws = [
    "`{exponential: {mean: 4min}}`", "`{lognormal: {mean: 6min, cv: 1.1}}`", "`{gamma: {mean: 6min, cv: 0.8}}`",
    "`{weibull: {mean: 4min, shape: 1.2}}`", "`{uniform: {min: 1min, max: 3min}}`", "`{constant: 5min}`",
  ].joined(separator: ", ")

  private static func chapter(_ section: Section) -> String {
    var text = "## \(section.name)\n\n\(section.help)\n"
    for (words, keys) in [("Exactly one", section.oneOf), ("At least one", section.anyOf)] where !keys.isEmpty {
      text += "\(words) of \(keys.map { "`\($0)`" }.joined(separator: ", ")) must be there.\n"
    }
    text += "\n| key | value | what it is |\n| --- | --- | --- |\n"
    for (names, key) in grouped(section.keys) {
      let name = names.map { key.isRequired ? "**`\($0)`**" : "`\($0)`" }.joined(separator: ", ")
      text += "| \(name) | \(words(key.shape)) | \(key.help.replacingOccurrences(of: "|", with: "\\|")) |\n"
    }
    return text + "\n"
  }

  /// The keys, but the weekdays and spans of them as one row.
  private static func grouped(_ keys: [Key]) -> [(names: [String], key: Key)] {
    guard keys.map(\.name) == WeekdayText.keys, let first = keys.first else { return keys.map { ([$0.name], $0) } }
    let names = WeekdayText.short + ["mon-fri", "sat-sun"]
    return [
      (names, Key(first.name, first.shape, "For that weekday; any span such as tue-thu, and full names, will do."))
    ]
  }

  private static func words(_ shape: Shape) -> String {
    switch shape {
    case .section(let name): "[\(name)](#\(name.lowercased()))"
    case .map(let inner): "by name: \(words(inner))"
    case .list(let inner): "list of: \(words(inner))"
    case .either(let shapes): shapes.map(words).joined(separator: "; or ")
    case .choice(let names) where names == WeekdayText.keys: "weekdays such as `mon` or `mon-fri`"
    case .choice(let names): names.map { "`\($0)`" }.joined(separator: ", ")
    case .integer(let minimum, let maximum) where minimum == maximum: "`\(minimum)`"
    case .integer(let minimum, let maximum): "a whole number from \(minimum)" + (maximum.map { " to \($0)" } ?? "")
    case .number(let minimum, let maximum, let above): bounds(minimum, maximum, above)
    case .duration: "a time"
    case .clock: "a clock time"
    case .clockRange: "a range of clock times"
    case .date: "a date, `\"2026-11-11\"`"
    case .distribution: "a distribution"
    case .profile: "a number by period"
    default: shape.words
    }
  }

  private static func bounds(_ minimum: Double?, _ maximum: Double?, _ above: Double?) -> String {
    if minimum == 0, maximum == 1 { return "a share" }
    return "a number" + (above.map { " above \(Int($0))" } ?? "") + (minimum.map { " from \(Int($0))" } ?? "")
      + (maximum.map { " to \(Int($0))" } ?? "")
  }
}

import Foundation

/// What became of a contact.
public enum LogOutcome: UInt8, Sendable, Hashable, CaseIterable {
  /// An agent took it.
  case answered
  /// The customer gave up.
  case abandoned
  /// There was no room in the queue.
  case blocked
  /// It ended unanswered for another reason, or had not ended when the log was written.
  case unfinished
}

/// A number for a name that occurs in logs; `LogNames` has the names.
public typealias NameID = Int32

/// One contact of a log. Times are seconds since 1970-01-01 00:00 on the centre's own clock as it was set when the contact arrived,
/// so that differences are what passed, also over a change of the clocks.
public struct LogContact: Sendable, Hashable {
  /// Which of the log files, from 0.
  public var file: Int32
  /// Row of the file; the first line after the header is 1.
  public var row: Int32
  /// Contact type.
  public var type: NameID
  /// The work that the row is about: `type`, or a name of its own for each step of a type.
  var work: NameID
  /// Priority class as the log names it; `nil` when not recorded.
  public var priority: NameID?
  /// What became of it. (Here it fills a gap between the numbers: a replay holds all contacts.)
  public var outcome: LogOutcome
  /// Agent; `nil` when not recorded.
  public var agent: NameID?
  /// Channel; `nil` when the log has none.
  public var channel: NameID?
  /// The issue or customer that several contacts may share, as a hash of its name: there may be as many as rows, and their
  /// names would fill the memory. `nil` when the log has none.
  public var issue: UInt64?
  /// The contact's own id as a hash, in logs with steps; 0 for contacts of one row.
  var id: UInt64
  /// How far the centre's clock was ahead of UTC when it arrived, seconds; 0 where the log has local times.
  var clockOffset: Int32 = 0
  /// By how much the clocks had been set forward when it left the queue, seconds.
  var changeAtAnswer: Int32 = 0
  /// The same at its end.
  var clockChange: Int32 = 0
  /// When it asked for an agent.
  public var arrived: Double
  /// When it joined the queue; `nil` when it never queued.
  public var queued: Double?
  /// When it left the queue, answered or not.
  public var dequeued: Double?
  /// When an agent began with it.
  public var answered: Double?
  /// When it was over.
  public var ended: Double?

  /// Seconds in the queue; 0 for a contact that went straight to an agent, `nil` when it never asked for one or is unfinished.
  public var wait: Double? {
    if let queued {
      guard let dequeued else { return nil }
      return dequeued - queued
    }
    return outcome == .answered ? 0 : nil
  }

  /// Seconds of handling; `nil` when it was not answered or did not end.
  public var handling: Double? {
    guard let answered, let ended else { return nil }
    return ended - answered
  }

  /// Whether the row is a step of a contact that may have others.
  var isStep: Bool { id != 0 }

  /// Whether it asked for an agent: it queued, was answered or was blocked. Who hangs up in the voice menu did not.
  public var isOffered: Bool { queued != nil || outcome == .answered || outcome == .blocked }

  /// Day number since 1970-01-01 on the centre's own clock, by arrival.
  public var day: Int { LogClock.day(arrived) }
}

/// The names that occur in logs, each with a number.
public struct LogNames: Sendable {
  /// The names by number.
  public private(set) var names: [String] = []
  private var numbers: [String: NameID] = [:]

  /// No names.
  public init() {}

  /// The number of a name, new if need be.
  public mutating func number(_ name: String) -> NameID {
    if let known = numbers[name] { return known }
    let number = NameID(names.count)
    names.append(name)
    numbers[name] = number
    return number
  }

  /// The number of a name that has occurred.
  public func known(_ name: String) -> NameID? { numbers[name] }

  /// Separates a type from a step in the name of the work; does not occur in logs that people read.
  private static let separator = "\u{1F}"

  /// The number of a step of a type, new if need be.
  mutating func number(step: String, of type: NameID) -> NameID { number(self[type] + Self.separator + step) }

  /// The step that a number stands for; `nil` when it stands for something else.
  func step(_ number: NameID) -> String? {
    let parts = self[number].components(separatedBy: Self.separator)
    return parts.count == 2 ? parts[1] : nil
  }

  /// The name of a number.
  public subscript(number: NameID) -> String { names[Int(number)] }
}

/// Days, weekdays and clock times of seconds since 1970 on a local clock.
public enum LogClock {
  /// Day number since 1970-01-01.
  public static func day(_ time: Double) -> Int { Int((time / 86_400).rounded(.down)) }

  /// Seconds after midnight.
  public static func secondOfDay(_ time: Double) -> Double { time - Double(day(time)) * 86_400 }

  /// Day of the week of a day number; Monday is 0.
  public static func weekday(day: Int) -> Int { (day % 7 + 7 + 3) % 7 }

  /// Year, month and day of a day number. Algorithm: Howard Hinnant, "chrono-compatible low-level date algorithms".
  public static func date(day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (year + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Day numbers of `yyyy-mm-dd`, or of `yyyy-mm-dd..yyyy-mm-dd` from the first day to the last; `nil` for what is neither, and
  /// for more than a year.
  static func days(_ text: String) -> ClosedRange<Int>? {
    let ends = text.components(separatedBy: "..").map { LogTimeReader.midnight(ArraySlice($0.utf8)).map(day) }
    guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last,
      last - first <= 366
    else { return nil }
    return first...last
  }

  /// `yyyy-mm-dd` of a day number.
  public static func dateText(day: Int) -> String {
    let (year, month, day) = date(day: day)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
  }

  /// Day number of a date.
  public static func day(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let ofEra = year - era * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }
}

/// What one replication counts: whole numbers only, so that any order of adding them gives the same bytes.
///
/// Times are counted in whole microseconds. One row for each contact type and period, and for each group and period.
struct Tally {
  /// Columns of a contact type's row; contacts count in the period in which they arrived.
  enum Contact: Int {
    case offered, blocked, balked, messages, answered, answeredWithin, abandoned, abandonedWithin, cutOff, unfinished
    case diverted, turnedAway, handled
    case waitAnswered, waitLost, virtualLost, virtualLostWait, handling
    // By the clock, not by arrival:
    case answeredInPeriod, queueTime
    static let count = 20
  }

  /// Columns of a group's row; all by the clock.
  enum Group: Int {
    case staffed, busy, overtime
    static let count = 3
  }

  let contacts: Table<Int64>
  let groups: Table<Int64>
  let periodCount: Int

  init(types: Int, groups: Int, periods: Int) {
    periodCount = periods
    contacts = Table(repeating: 0, count: types * periods * Contact.count)
    self.groups = Table(repeating: 0, count: groups * periods * Group.count)
  }

  /// The row of a type and period: found once where several columns change.
  struct Row {
    let base: UnsafeMutablePointer<Int64>

    @inline(__always) func add(_ value: Int64, _ column: Contact) { base[column.rawValue] &+= value }
  }

  @inline(__always) func row(type: Int32, period: Int32) -> Row {
    Row(base: contacts.base + (Int(type) &* periodCount &+ Int(period)) &* Contact.count)
  }

  @inline(__always) func add(_ value: Int64, _ column: Contact, type: Int32, period: Int32) {
    row(type: type, period: period).add(value, column)
  }

  @inline(__always) func add(_ value: Int64, _ column: Group, group: Int32, period: Int) {
    groups[(Int(group) &* periodCount &+ period) &* Group.count &+ column.rawValue] &+= value
  }

  /// Seconds as whole microseconds, to the nearest; for up to 71 years.
  ///
  /// Beyond 1.5 × 2⁵² a double has no places after the point: the addition rounds, and the lower bits are the number.
  /// What it bought: the conversion of the language checks for infinity and both ends of the range each time.
  @inline(__always) static func microseconds(_ seconds: Double) -> Int64 {
    let magic = 0x1.8p52
    return Int64(bitPattern: (seconds * 1e6 + magic).bitPattern &- magic.bitPattern)
  }

  func reset() {
    contacts.fill(0)
    groups.fill(0)
  }

  func deallocate() {
    contacts.deallocate()
    groups.deallocate()
  }
}

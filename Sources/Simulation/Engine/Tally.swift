/// What one replication counts: whole numbers only, so that any order of adding them gives the same bytes.
///
/// Times are counted in whole microseconds. One row for each contact type and period, and for each group and period.
struct Tally {
  /// Columns of a contact type's row; contacts count in the period in which they arrived.
  enum Contact: Int {
    case offered, blocked, balked, messages, answered, answeredWithin, abandoned, abandonedWithin, cutOff, unfinished
    case diverted, turnedAway, handled
    case waitAnswered, waitLost, virtualLost, virtualLostWait, handling
    case returned, broadcast, deadlineMet, deadlineMissed, deadlineOpen
    // By the clock, not by arrival:
    case answeredInPeriod, queueTime, backlog, oldest
    static let count = 27
  }

  /// Columns of the row of the issues that began with a type.
  enum Issue: Int {
    case opened, resolved, lost, contacts, handOffs, timeToResolution, firstOver, firstHeld
    /// By the clock: resolved after the warm-up, whenever they began.
    case resolvedMeanwhile
    static let count = 9
  }

  /// Columns of a group's row; all by the clock.
  enum Group: Int {
    case staffed, busy, overtime
    static let count = 3
  }

  let contacts: Table<Int64>
  let groups: Table<Int64>
  /// Working time of each group on each type or step.
  let groupTimes: Table<Int64>
  let issues: Table<Int64>
  /// How often each rule made a contact of another.
  let loops: Table<Int64>
  /// By type and period: how many more waited through all of it than through the one before.
  let waitsThrough: Table<Int32>
  let periodCount: Int
  let typeCount: Int

  /// - Parameters:
  ///   - types: contact types and steps.
  ///   - contactTypes: contact types alone.
  init(types: Int, contactTypes: Int, groups: Int, periods: Int, loops: Int) {
    periodCount = periods
    typeCount = types
    contacts = Table(repeating: 0, count: types * periods * Contact.count)
    self.groups = Table(repeating: 0, count: groups * periods * Group.count)
    groupTimes = Table(repeating: 0, count: groups * types)
    issues = Table(repeating: 0, count: contactTypes * Issue.count)
    self.loops = Table(repeating: 0, count: loops)
    waitsThrough = Table(repeating: 0, count: types * periods)
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

  /// A contact waited from the beginning of a period to the beginning of another one.
  @inline(__always) func addWaitThrough(from first: Int32, upTo last: Int32, type: Int32) {
    let row = Int(type) &* periodCount
    waitsThrough[row &+ Int(first)] &+= 1
    waitsThrough[row &+ Int(last)] &-= 1
  }

  /// Adds the time of those who waited through whole periods.
  /// - Parameter periodStarts: and the end of the last.
  func settleWaitsThrough(periodStarts: Table<Double>) {
    for type in 0..<typeCount {
      var waiting: Int32 = 0
      for period in 0..<periodCount {
        waiting &+= waitsThrough[type &* periodCount &+ period]
        guard waiting > 0 else { continue }
        let length = Self.microseconds(periodStarts[period + 1] - periodStarts[period])
        add(Int64(waiting) &* length, .queueTime, type: Int32(type), period: Int32(period))
      }
    }
  }

  /// At the end of a replication whose waits would not fit: counts them in a larger unit.
  /// - Parameter unit: microseconds in one.
  func countWaits(inUnitsOf unit: Int64) {
    func count(_ value: inout Int64) { value = (value + unit / 2) / unit }
    for row in 0..<contacts.count / Contact.count {
      for column in [Contact.waitAnswered, .waitLost, .virtualLostWait, .queueTime] {
        count(&contacts[row * Contact.count + column.rawValue])
      }
    }
    for row in 0..<issues.count / Issue.count { count(&issues[row * Issue.count + Issue.timeToResolution.rawValue]) }
  }

  @inline(__always) func addTime(_ microseconds: Int64, group: Int32, type: Int32) {
    groupTimes[Int(group) &* typeCount &+ Int(type)] &+= microseconds
  }

  @inline(__always) func add(_ value: Int64, _ column: Issue, type: Int32) {
    issues[Int(type) * Issue.count + column.rawValue] += value
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
    groupTimes.fill(0)
    issues.fill(0)
    loops.fill(0)
    waitsThrough.fill(0)
  }

  func deallocate() {
    contacts.deallocate()
    groups.deallocate()
    groupTimes.deallocate()
    issues.deallocate()
    loops.deallocate()
    waitsThrough.deallocate()
  }
}

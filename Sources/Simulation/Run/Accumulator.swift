import Statistics

/// The figures of a contact type that are counted over replications, each as a sum over another.
enum ContactMeasure: Int, CaseIterable {
  // Counts.
  case offered, blocked, balked, messages, answered, abandoned, cutOff, unfinished, diverted, turnedAway
  case answeredInPeriod
  // Shares.
  case SL1, SL2, SL3, SL4, abandonment
  // Means of times, in microseconds, and the mean number waiting.
  case waitAnswered, waitAll, waitVirtual, handling, queueLength

  /// Numerator and denominator in one row of the tally; a count has denominator 1.
  /// - Parameter microseconds: length of what the row covers.
  func pair(_ row: UnsafePointer<Int64>, microseconds: Int64) -> (x: Int64, y: Int64) {
    func column(_ column: Tally.Contact) -> Int64 { row[column.rawValue] }
    let within = column(.answeredWithin)
    return switch self {
    case .offered: (column(.offered), 1)
    case .blocked: (column(.blocked), 1)
    case .balked: (column(.balked), 1)
    case .messages: (column(.messages), 1)
    case .answered: (column(.answered), 1)
    case .abandoned: (column(.abandoned), 1)
    case .cutOff: (column(.cutOff), 1)
    case .unfinished: (column(.unfinished), 1)
    case .diverted: (column(.diverted), 1)
    case .turnedAway: (column(.turnedAway), 1)
    case .answeredInPeriod: (column(.answeredInPeriod), 1)
    case .SL1: (within, column(.offered))
    case .SL2: (within, column(.offered) - column(.abandonedWithin))
    case .SL3: (within + column(.abandonedWithin), column(.offered))
    case .SL4: (within, column(.answered))
    case .abandonment: (column(.abandoned), column(.offered))
    case .waitAnswered: (column(.waitAnswered), column(.answered))
    case .waitAll:
      (
        column(.waitAnswered) + column(.waitLost),
        column(.answered) + column(.abandoned) + column(.cutOff)
      )
    case .waitVirtual:
      (column(.waitAnswered) + column(.virtualLostWait), column(.answered) + column(.virtualLost))
    case .handling: (column(.handling), column(.handled))
    case .queueLength: (column(.queueTime), microseconds)
    }
  }
}

/// The figures of an agent group that are counted over replications.
enum GroupMeasure: Int, CaseIterable {
  case occupancy, staffed, busy, overtime

  func pair(_ row: UnsafePointer<Int64>) -> (x: Int64, y: Int64) {
    let staffed = row[Tally.Group.staffed.rawValue]
    let busy = row[Tally.Group.busy.rawValue]
    return switch self {
    case .occupancy: (busy, staffed)
    case .staffed: (staffed, 1)
    case .busy: (busy, 1)
    case .overtime: (row[Tally.Group.overtime.rawValue], 1)
    }
  }
}

/// Sums over the replications of one worker; sums of whole numbers, so that workers merge exactly in any order.
struct Accumulator {
  /// What the cells of a type are: its periods, then its days, then the whole run.
  struct Layout {
    let periodDay: [Int32]
    /// Microseconds of each period.
    let lengths: [Int64]
    let warmUpPeriods: Int
    /// Acceptable service level and its definition by type; `nil` without a promise.
    let promises: [(target: Double, measure: ContactMeasure)?]

    var periods: Int { periodDay.count }
    var days: Int { Int(periodDay.last ?? -1) + 1 }
    var cells: Int { periods + days + 1 }
  }

  let layout: Layout
  private(set) var contacts: [RatioMoments]
  private(set) var groups: [RatioMoments]
  /// Days that met the promise over days with a contact, by type.
  private(set) var daysMet: [RatioMoments]
  private(set) var replications = 0
  /// Contacts behind the mean waits (answered, all, virtual) by type and section of the replications.
  private(set) var sectionTotals: [Int64]
  /// All contacts offered, for the speed.
  private(set) var offered: Int64 = 0
  private var rows: [Int64]
  private var groupRows: [Int64]

  init(types: Int, groups groupCount: Int, layout: Layout) {
    self.layout = layout
    contacts = Array(repeating: RatioMoments(), count: types * layout.cells * ContactMeasure.allCases.count)
    groups = Array(repeating: RatioMoments(), count: groupCount * (layout.periods + 1) * GroupMeasure.allCases.count)
    daysMet = Array(repeating: RatioMoments(), count: types)
    sectionTotals = Array(repeating: 0, count: types * WaitHistograms.sections * Self.waits.count)
    rows = Array(repeating: 0, count: (layout.days + 1) * Tally.Contact.count)
    groupRows = Array(repeating: 0, count: Tally.Group.count)
  }

  /// The three waits of which percentiles are given.
  static let waits: [ContactMeasure] = [.waitAnswered, .waitAll, .waitVirtual]

  /// Index into `sectionTotals` of the first of the three waits.
  static func sectionIndex(type: Int, section: Int) -> Int { (type * WaitHistograms.sections + section) * waits.count }

  /// Index of the figures of a type in a cell.
  func contactIndex(type: Int, cell: Int) -> Int { (type * layout.cells + cell) * ContactMeasure.allCases.count }

  /// Index of the figures of a group in a period, or (at `periods`) in the whole run.
  func groupIndex(group: Int, cell: Int) -> Int {
    (group * (layout.periods + 1) + cell) * GroupMeasure.allCases.count
  }

  /// Adds the counts of one replication.
  mutating func add(_ tally: Tally, replication: Int) {
    replications += 1
    let section = replication % WaitHistograms.sections
    for type in 0..<daysMet.count { add(tally, type: type, section: section) }
    for group in 0..<tally.groups.count / max(1, layout.periods * Tally.Group.count) { add(tally, group: group) }
  }

  private mutating func add(_ tally: Tally, type: Int, section: Int) {
    let width = Tally.Contact.count
    rows.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    var lengths = Array(repeating: Int64(0), count: layout.days + 1)
    for period in 0..<layout.periods {
      let row = tally.contacts.base + (type * layout.periods + period) * width
      add(row, type: type, cell: period, microseconds: layout.lengths[period])
      guard period >= layout.warmUpPeriods else { continue }
      let day = Int(layout.periodDay[period])
      lengths[day] += layout.lengths[period]
      lengths[layout.days] += layout.lengths[period]
      for column in 0..<width {
        rows[day * width + column] += row[column]
        rows[layout.days * width + column] += row[column]
      }
    }
    let sums = rows
    sums.withUnsafeBufferPointer { sums in
      guard let base = sums.baseAddress else { return }
      for day in 0...layout.days {
        let row = base + day * width
        add(row, type: type, cell: layout.periods + day, microseconds: lengths[day])
        if day < layout.days, let promise = layout.promises[type] {
          let level = promise.measure.pair(row, microseconds: 1)
          // The quotient, not target × y: 7 of 25 is the double nearest to 0.28, and so is the target.
          let isMet = Double(level.x) / Double(level.y) >= promise.target
          if level.y > 0 { daysMet[type].add(x: isMet ? 1 : 0, y: 1) }
        }
      }
      let totals = base + layout.days * width
      let index = Self.sectionIndex(type: type, section: section)
      for (offset, wait) in Self.waits.enumerated() {
        sectionTotals[index + offset] += wait.pair(totals, microseconds: 1).y
      }
      offered += base[layout.days * width + Tally.Contact.offered.rawValue]
    }
  }

  private mutating func add(_ row: UnsafePointer<Int64>, type: Int, cell: Int, microseconds: Int64) {
    let index = contactIndex(type: type, cell: cell)
    for measure in ContactMeasure.allCases {
      let pair = measure.pair(row, microseconds: microseconds)
      contacts[index + measure.rawValue].add(x: pair.x, y: pair.y)
    }
  }

  private mutating func add(_ tally: Tally, group: Int) {
    let width = Tally.Group.count
    for column in 0..<width { groupRows[column] = 0 }
    for period in 0..<layout.periods {
      let row = tally.groups.base + (group * layout.periods + period) * width
      for measure in GroupMeasure.allCases {
        let pair = measure.pair(row)
        groups[groupIndex(group: group, cell: period) + measure.rawValue].add(x: pair.x, y: pair.y)
      }
      guard period >= layout.warmUpPeriods else { continue }
      for column in 0..<width { groupRows[column] += row[column] }
    }
    let sums = groupRows
    sums.withUnsafeBufferPointer { sums in
      guard let row = sums.baseAddress else { return }
      for measure in GroupMeasure.allCases {
        let pair = measure.pair(row)
        groups[groupIndex(group: group, cell: layout.periods) + measure.rawValue].add(x: pair.x, y: pair.y)
      }
    }
  }

  /// Adds what another worker summed.
  mutating func merge(_ other: Accumulator) {
    replications += other.replications
    offered += other.offered
    for index in contacts.indices { contacts[index].merge(other.contacts[index]) }
    for index in groups.indices { groups[index].merge(other.groups[index]) }
    for index in daysMet.indices { daysMet[index].merge(other.daysMet[index]) }
    for index in sectionTotals.indices { sectionTotals[index] += other.sectionTotals[index] }
  }
}

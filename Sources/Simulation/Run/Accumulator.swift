import Statistics

/// Sums over the replications of one worker; sums of whole numbers, so that workers merge exactly in any order.
struct Accumulator {
  let layout: Layout
  var contacts: [RatioMoments]
  var groups: [RatioMoments]
  /// What each rule made of others; the issues by type they began with, and at the end of all types; their cost.
  var loops: [RatioMoments]
  var issues: [RatioMoments]
  var costPerResolved = RatioMoments()
  /// Shares of each group's time by contact type.
  var groupTimes: [RatioMoments]
  /// Days that met the promise over days with a contact, by type.
  var daysMet: [RatioMoments]
  var replications = 0
  /// Contacts behind the mean waits (answered, all, virtual) by type and section of the replications.
  var sectionTotals: [Int64]
  /// All contacts offered, for the speed.
  var offered: Int64 = 0
  /// What variance reduction needs beside; `nil` for plain replications.
  var reduction: ReductionSums?
  /// By type and cell, replications in which nothing happened: not yet in `contacts`.
  private var blanks: [Int]
  private var rows: [Int64]
  private var groupRows: [Int64]
  // Room for sums within a replication: nothing is allocated for each.
  private var lengths: [Int64]
  private var times: [Int64]
  private var allIssues: [Int64]

  init(types: Int, groups groupCount: Int, loops loopCount: Int, layout: Layout) {
    self.layout = layout
    contacts = Array(repeating: RatioMoments(), count: types * layout.cells * ContactMeasure.allCases.count)
    groups = Array(repeating: RatioMoments(), count: groupCount * (layout.periods + 1) * GroupMeasure.allCases.count)
    loops = Array(repeating: RatioMoments(), count: loopCount)
    issues = Array(repeating: RatioMoments(), count: (layout.contactTypes + 1) * IssueMeasure.allCases.count)
    groupTimes = Array(repeating: RatioMoments(), count: groupCount * layout.contactTypes)
    daysMet = Array(repeating: RatioMoments(), count: types)
    sectionTotals = Array(repeating: 0, count: types * WaitHistograms.sections * Self.waits.count)
    blanks = Array(repeating: 0, count: types * layout.cells)
    rows = Array(repeating: 0, count: (layout.days + 1) * Tally.Contact.count)
    groupRows = Array(repeating: 0, count: Tally.Group.count)
    lengths = Array(repeating: 0, count: layout.days + 1)
    times = Array(repeating: 0, count: layout.contactTypes)
    allIssues = Array(repeating: 0, count: Tally.Issue.count)
  }

  /// The three waits of which percentiles are given.
  static let waits: [ContactMeasure] = [.waitAnswered, .waitAll, .waitVirtual]

  /// Index into `sectionTotals` of the first of the three waits.
  static func sectionIndex(type: Int, section: Int) -> Int { (type * WaitHistograms.sections + section) * waits.count }

  /// Index of the figures of a type in a cell.
  func contactIndex(type: Int, cell: Int) -> Int { (type * layout.cells + cell) * ContactMeasure.allCases.count }

  /// Index of the figures of the issues that began with a type, or (at `contactTypes`) of all.
  func issueIndex(type: Int) -> Int { type * IssueMeasure.allCases.count }

  /// Index of the figures of a group in a period, or (at `periods`) in the whole run.
  func groupIndex(group: Int, cell: Int) -> Int {
    (group * (layout.periods + 1) + cell) * GroupMeasure.allCases.count
  }

  /// Adds the counts of one replication.
  /// - Parameter section: that its waits belong to.
  mutating func add(_ tally: Tally, section: Int) {
    replications += 1
    if layout.waitUnit > 1 { tally.countWaits(inUnitsOf: layout.waitUnit) }
    for type in 0..<daysMet.count { add(tally, type: type, section: section) }
    for group in 0..<layout.overtimeCosts.count {
      add(tally, group: group)
      addTimes(tally, group: group)
    }
    for loop in loops.indices { loops[loop].add(x: tally.loops[loop], y: 1) }
    addIssues(tally)
  }

  private mutating func addIssues(_ tally: Tally) {
    let width = Tally.Issue.count
    for column in 0..<width { allIssues[column] = 0 }
    for type in 0..<layout.contactTypes {
      let row = tally.issues.base + type * width
      for column in 0..<width { allIssues[column] += row[column] }
      addIssues(row, type: type)
    }
    let all = allIssues
    all.withUnsafeBufferPointer { all in
      guard let row = all.baseAddress else { return }
      addIssues(row, type: layout.contactTypes)
    }
    guard let planned = layout.plannedCost else { return }
    var cost = planned
    for (group, price) in layout.overtimeCosts.enumerated() {
      for period in layout.warmUpPeriods..<layout.periods {
        let overtime = tally.groups[
          (group * layout.periods + period) * Tally.Group.count + Tally.Group.overtime.rawValue]
        cost += Double(overtime) / 3.6e9 * price
      }
    }
    costPerResolved.add(
      x: Int64((cost * layout.costUnits).rounded()), y: all[Tally.Issue.resolvedMeanwhile.rawValue])
  }

  private mutating func addIssues(_ row: UnsafePointer<Int64>, type: Int) {
    let index = issueIndex(type: type)
    for measure in IssueMeasure.allCases {
      let pair = measure.pair(row)
      issues[index + measure.rawValue].add(x: pair.x, y: pair.y)
    }
  }

  private mutating func addTimes(_ tally: Tally, group: Int) {
    for type in times.indices { times[type] = 0 }
    for (row, parent) in layout.parents.enumerated() {
      times[parent] += tally.groupTimes[group * layout.parents.count + row]
    }
    let total = times.reduce(0, +)
    for type in times.indices { groupTimes[group * layout.contactTypes + type].add(x: times[type], y: total) }
  }

  private mutating func add(_ tally: Tally, type: Int, section: Int) {
    let width = Tally.Contact.count
    rows.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    for day in lengths.indices { lengths[day] = 0 }
    // Of a step only the whole run is told.
    let isStep = type >= layout.contactTypes
    for period in 0..<layout.periods {
      let row = tally.contacts.base + (type * layout.periods + period) * width
      if !isStep { add(row, type: type, cell: period, microseconds: layout.lengths[period]) }
      guard period >= layout.warmUpPeriods else { continue }
      let day = Int(layout.periodDay[period])
      lengths[day] += layout.lengths[period]
      lengths[layout.days] += layout.lengths[period]
      for column in 0..<width {
        rows[day * width + column] += row[column]
        rows[layout.days * width + column] += row[column]
      }
      guard period + 1 < layout.periods, layout.periodDay[period + 1] == layout.periodDay[period] else { continue }
      // What waits at the end of a day is what waits at the end of its last period.
      for column in [Tally.Contact.backlog.rawValue, Tally.Contact.oldest.rawValue] {
        rows[day * width + column] -= row[column]
        rows[layout.days * width + column] -= row[column]
      }
    }
    // The days of a replication may depend on each other: they are one observation.
    var (met, days): (Int64, Int64) = (0, 0)
    let sums = rows
    sums.withUnsafeBufferPointer { sums in
      guard let base = sums.baseAddress else { return }
      for day in 0...layout.days {
        let row = base + day * width
        let cell = layout.firstDayCell + day
        if cell >= layout.periods, !isStep || cell == layout.runCell {
          add(row, type: type, cell: cell, microseconds: lengths[day])
        }
        if day < layout.days, type < layout.contactTypes, let promise = layout.promises[type] {
          let level = promise.measure.pair(row, length: 1)
          if level.y > 0 {
            days += 1
            // The quotient, not target × y: 7 of 25 is the double nearest to 0.28, and so is the target.
            if Double(level.x) / Double(level.y) >= promise.target { met += 1 }
          }
        }
      }
      let totals = base + layout.days * width
      let index = Self.sectionIndex(type: type, section: section)
      for (offset, wait) in Self.waits.enumerated() {
        sectionTotals[index + offset] += wait.pair(totals, length: 1).y
      }
      if type < layout.contactTypes { offered += totals[Tally.Contact.offered.rawValue] }
    }
    daysMet[type].add(x: met, y: days)
  }

  private mutating func add(_ row: UnsafePointer<Int64>, type: Int, cell: Int, microseconds: Int64) {
    // At night nothing happens: the counts of most cells of most replications are all 0.
    var bits: Int64 = 0
    for column in 0..<Tally.Contact.count { bits |= row[column] }
    guard bits != 0 else {
      blanks[type * layout.cells + cell] += 1
      return
    }
    let index = contactIndex(type: type, cell: cell)
    for measure in ContactMeasure.allCases {
      let pair = measure.pair(row, length: layout.inWaitUnits(microseconds))
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

  /// Adds replications that depend on each other, as one; their blanks are settled.
  mutating func addBlock(_ block: Accumulator) {
    replications += block.replications
    offered += block.offered
    func add(_ sums: RatioMoments, to moments: inout RatioMoments) {
      moments.add(x: Int64(sums.sumX), y: Int64(sums.sumY))
    }
    for index in contacts.indices { add(block.contacts[index], to: &contacts[index]) }
    for index in groups.indices { add(block.groups[index], to: &groups[index]) }
    for index in loops.indices { add(block.loops[index], to: &loops[index]) }
    for index in issues.indices { add(block.issues[index], to: &issues[index]) }
    for index in groupTimes.indices { add(block.groupTimes[index], to: &groupTimes[index]) }
    add(block.costPerResolved, to: &costPerResolved)
    for index in daysMet.indices { add(block.daysMet[index], to: &daysMet[index]) }
    for index in sectionTotals.indices { sectionTotals[index] += block.sectionTotals[index] }
  }

  /// Puts the replications in which nothing happened into the figures.
  mutating func settleBlanks() {
    let nothing = Array(repeating: Int64(0), count: Tally.Contact.count)
    nothing.withUnsafeBufferPointer { nothing in
      guard let row = nothing.baseAddress else { return }
      for type in 0..<daysMet.count {
        for cell in 0..<layout.cells {
          let times = blanks[type * layout.cells + cell]
          guard times > 0 else { continue }
          let index = contactIndex(type: type, cell: cell)
          for measure in ContactMeasure.allCases {
            let pair = measure.pair(row, length: layout.inWaitUnits(layout.length(of: cell)))
            contacts[index + measure.rawValue].add(replicationsWithout: times, y: pair.y)
          }
          blanks[type * layout.cells + cell] = 0
        }
      }
    }
  }

  /// Adds what another worker summed.
  mutating func merge(_ other: Accumulator) {
    replications += other.replications
    offered += other.offered
    for index in contacts.indices { contacts[index].merge(other.contacts[index]) }
    for index in blanks.indices { blanks[index] += other.blanks[index] }
    for index in groups.indices { groups[index].merge(other.groups[index]) }
    for index in loops.indices { loops[index].merge(other.loops[index]) }
    for index in issues.indices { issues[index].merge(other.issues[index]) }
    for index in groupTimes.indices { groupTimes[index].merge(other.groupTimes[index]) }
    costPerResolved.merge(other.costPerResolved)
    for index in daysMet.indices { daysMet[index].merge(other.daysMet[index]) }
    for index in sectionTotals.indices { sectionTotals[index] += other.sectionTotals[index] }
    if let others = other.reduction { reduction?.merge(others) }
  }
}

import ContactCentre
import Simulation

/// What a planner reads in the terminal after a run: promises and waits, agent groups, the busiest periods.
public struct TerminalTable: Sendable {
  /// Whether to use colours.
  public var colour: Bool
  /// Columns of the terminal; the table uses at most a hundred.
  public var width: Int
  /// Language of the headings.
  public var language: Language

  /// Creates a table style.
  public init(colour: Bool, width: Int, language: Language) {
    self.colour = colour
    self.width = width
    self.language = language
  }

  private var texts: Texts { Texts(language) }
  private var numbers: NumberText { NumberText(language) }
  private var usedWidth: Int { min(max(width, 40), 100) }

  /// The tables of a run, with a line feed at the end.
  public func text(_ result: SimulationResult) -> String {
    var lines = heading(result)
    lines += section(texts.promisesAndWaits, contactTypes(result))
    let gone = result.contactTypes.filter { ($0.day.turnedAway.mean ?? 0) >= 0.05 }
      .map { "\($0.name) \(numbers.count($0.day.turnedAway.mean))" }
    if !gone.isEmpty { lines += wrapped(texts.goneOutsideHours(texts.list(gone)), .plain) }
    lines += wrapped(texts.terminalNotes)
    lines += section(texts.agentGroupsOfADay, agentGroups(result))
    let whole = WholeCentreTables(result: result, language: language).sections
    for (title, table) in whole { lines += section(title, table) }
    if result.issues != nil { lines += wrapped(texts.wholeCentreNotes) }
    let busiest = busiestPeriods(result)
    if !busiest.rows.isEmpty { lines += section(texts.busiestPeriods, busiest) }
    if let reduction = result.varianceReduction {
      let table = VarianceTable(reduction: reduction, result: result, language: language).table
      if !table.rows.isEmpty { lines += section(texts.varianceReduction, table) }
      if reduction.block > 1 { lines += wrapped(texts.blocks(of: reduction.block)) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ result: SimulationResult) -> [String] {
    let run = RunWords(result, language)
    let title = run.title.printable.truncated(toWidth: usedWidth)
    var lines = [colour ? TextTable.Tone.strong.painted(title) : title]
    lines += wrapped(run.facts)
    if let warning = run.warning { lines += wrapped(warning, .close) }
    return lines
  }

  private func section(_ title: String, _ table: TextTable) -> [String] {
    let title = title.truncated(toWidth: usedWidth)
    return ["", colour ? TextTable.Tone.strong.painted(title) : title]
      + table.lines(width: usedWidth, colour: colour)
  }

  /// Text broken to the width of the table.
  private func wrapped(_ text: String, _ tone: TextTable.Tone = .quiet) -> [String] {
    let lines = text.printable.wrapped(toWidth: usedWidth)
    return lines.map { colour ? tone.painted($0) : $0 }
  }

  private func contactTypes(_ result: SimulationResult) -> TextTable {
    var table = TextTable(columns: [
      .init(title: texts.contactType, alignsLeft: true), .init(title: texts.offered),
      .init(title: texts.answeredShare, dropOrder: 2), .init(title: texts.abandonedShort, dropOrder: 1),
      .init(title: texts.promise, dropOrder: 3),
      .init(title: texts.reached), .init(title: texts.asa, dropOrder: 4), .init(title: texts.p90Wait, dropOrder: 6),
      .init(title: texts.daysMet, dropOrder: 5),
    ])
    for type in result.contactTypes {
      let day = type.day
      var promise = NumberText.nothing
      var reached = TextTable.Cell(NumberText.nothing, .quiet)
      if let made = type.promise {
        let figure = day.serviceLevel[made.definition]
        let verdict = Verdict(figure, target: made.target)
        promise = texts.shortPromise(made, numbers)
        if verdict != .unknown { reached = .init("\(verdict.sign) \(shareWithHalfWidth(figure))", .init(verdict)) }
      }
      table.rows.append([
        .init(type.name), .init(numbers.count(day.offered.mean)),
        .init(numbers.share(Shares.of(day.answered, in: day))),
        .init(numbers.share(Shares.of(day.abandoned, in: day))), .init(promise), reached,
        .init(numbers.duration(day.waitAnswered.mean.mean)), .init(numbers.duration(day.waitVirtual.p90.mean)),
        .init(numbers.share(type.dayMeetsPromise?.mean)),
      ])
    }
    return table
  }

  /// `93.4% ±0.5`: the half width in points, short enough for a column.
  private func shareWithHalfWidth(_ figure: Figure) -> String {
    guard let halfWidth = figure.halfWidth, figure.mean != nil else { return numbers.share(figure.mean) }
    return numbers.share(figure.mean) + " ±" + NumberText.fixed(halfWidth * 100, decimals: 1)
  }

  private func agentGroups(_ result: SimulationResult) -> TextTable {
    var table = TextTable(columns: [
      .init(title: texts.agentGroup, alignsLeft: true), .init(title: texts.occupancy),
      .init(title: texts.staffedHours), .init(title: texts.busyHours, dropOrder: 2),
      .init(title: texts.paidHours, dropOrder: 1), .init(title: texts.cost, dropOrder: 3),
    ])
    for group in result.agentGroups {
      table.rows.append([
        .init(group.name), .init(shareWithHalfWidth(group.day.occupancy)),
        .init(numbers.hours(group.day.staffedHours.mean)), .init(numbers.hours(group.day.busyHours.mean)),
        .init(numbers.hours(group.day.paidHours.mean)), .init(numbers.money(group.day.cost?.mean)),
      ])
    }
    if result.agentGroups.count > 1 {
      let total = GroupTotals(result)
      table.rows.append([
        .init(texts.total, .strong), .init(numbers.share(total.occupancy)), .init(numbers.hours(total.staffedHours)),
        .init(numbers.hours(total.busyHours)), .init(numbers.hours(total.paidHours)),
        .init(numbers.money(total.cost?.mean)),
      ])
    }
    return table
  }

  private func busiestPeriods(_ result: SimulationResult) -> TextTable {
    var table = TextTable(columns: [
      .init(title: texts.contactType, alignsLeft: true), .init(title: texts.period, alignsLeft: true),
      .init(title: texts.offered, dropOrder: 1), .init(title: texts.answeredShare, dropOrder: 3),
      .init(title: texts.abandonedShort, dropOrder: 2), .init(title: texts.reached),
      .init(title: texts.asa, dropOrder: 4), .init(title: texts.waiting, dropOrder: 5),
    ])
    let main = result.contactTypes.filter { !$0.channel.isDeferred && ($0.day.offered.mean ?? 0) > 0 }
      .stablySorted { $0.day.offered.mean ?? 0 }.prefix(3)
    let times = PeriodNames(result, language)
    for type in main {
      let definition = type.promise?.definition ?? .SL1
      // The warm-up fills an empty centre: it is not what the run is about.
      let periods = type.periods.indices.dropFirst(result.firstCountedPeriod)
        .filter { (type.periods[$0].offered.mean ?? 0) > 0 }
        .stablySorted { type.periods[$0].offered.mean ?? 0 }.prefix(3).sorted()
      for (row, period) in periods.enumerated() {
        let figures = type.periods[period]
        let level = figures.serviceLevel[definition]
        let tone = type.promise.map { TextTable.Tone(Verdict(level, target: $0.target)) } ?? .plain
        table.rows.append([
          .init(row == 0 ? type.name : ""), .init(times.name(period)), .init(numbers.count(figures.offered.mean)),
          .init(numbers.share(Shares.of(figures.answered, in: figures))),
          .init(numbers.share(Shares.of(figures.abandoned, in: figures))), .init(shareWithHalfWidth(level), tone),
          .init(numbers.duration(figures.waitAnswered.mean.mean)), .init(numbers.count(figures.queueLength.mean)),
        ])
      }
    }
    return table
  }
}

extension Array {
  /// Highest first; equals keep their order.
  fileprivate func stablySorted(by value: (Element) -> Double) -> [Element] {
    enumerated().sorted { (value($0.element), -$0.offset) > (value($1.element), -$1.offset) }.map(\.element)
  }
}

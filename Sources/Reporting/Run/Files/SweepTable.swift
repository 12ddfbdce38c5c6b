import ScenarioFormat
import Simulation

/// What the cells of a sweep gave: a row for each cell and contact type.
public struct SweepTable: Sendable {
  private let plan: SweepPlan
  private let results: [SimulationResult]

  /// Lays out the results of all cells, in their order.
  public init(plan: SweepPlan, results: [SimulationResult]) {
    self.plan = plan
    self.results = results
  }

  private static let columns: [FigureColumns.Column<ContactFigures, Figure>] =
    [("offered", \.offered), ("answered", \.answered), ("abandoned", \.abandoned)] + FigureColumns.serviceLevels
    + [("waitAnsweredMean", \.waitAnswered.mean), ("waitAllMean", \.waitAll.mean), ("queueLength", \.queueLength)]

  /// RFC 4180 with a heading; each figure is followed by its half width.
  public var csv: String {
    var text = CSVRow.text(
      ["cell"] + plan.axes.map { CSVRow.name($0.path) } + ["contactType", "replications"]
        + Self.columns.flatMap { [$0.name, $0.name + "HalfWidth"] } + ["cost", "costHalfWidth"])
    for (number, (cell, result)) in zip(plan.cells, results).enumerated() {
      let cost = GroupTotals(result).cost
      for type in result.contactTypes {
        var cells = [String(number + 1)] + cell.map { CSVRow.name($0) }
        cells += [CSVRow.name(type.name), String(result.replications)]
        for column in Self.columns {
          let figure = column.value(type.day)
          cells += [CSVRow.number(figure.mean), CSVRow.number(figure.halfWidth)]
        }
        cells += [CSVRow.number(cost?.mean), CSVRow.number(cost?.halfWidth)]
        text += CSVRow.text(cells)
      }
    }
    return text
  }

  /// For a terminal: the cells, the service level that each type promises (SL1 without a promise), its mean wait, and the cost.
  public func terminal(width: Int, colour: Bool, language: Language) -> String {
    let texts = Texts(language)
    var table = TextTable(
      columns: [.init(title: texts.cellColumn, alignsLeft: true)]
        + plan.axes.map { .init(title: $0.path, alignsLeft: true) }
        + [
          .init(title: texts.contactType, alignsLeft: true), .init(title: texts.offered, dropOrder: 2),
          .init(title: texts.answeredInTime), .init(title: texts.asa), .init(title: texts.costPerDay, dropOrder: 1),
        ])
    let numbers = NumberText(language)
    for (number, (cell, result)) in zip(plan.cells, results).enumerated() {
      let cost = GroupTotals(result).cost
      for type in result.contactTypes {
        let level = type.promise.map { type.day.serviceLevel[$0.definition] } ?? type.day.serviceLevel.SL1
        table.rows.append(
          ([String(number + 1)] + cell + [
            type.name, numbers.count(type.day.offered.mean), numbers.share(level.mean),
            numbers.duration(type.day.waitAnswered.mean.mean), numbers.money(cost?.mean),
          ]).map { .init($0) })
      }
    }
    return table.lines(width: width, colour: colour).joined(separator: "\n") + "\n"
  }
}

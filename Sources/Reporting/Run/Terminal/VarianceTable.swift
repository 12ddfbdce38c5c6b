import ContactCentre
import Simulation

/// What variance reduction brought, as a table.
struct VarianceTable {
  let reduction: VarianceReductionResult
  let result: SimulationResult
  let language: Language

  var table: TextTable {
    let texts = Texts(language)
    var table = TextTable(columns: [
      .init(title: texts.contactType, alignsLeft: true), .init(title: ""),
      .init(title: texts.bySpreading, dropOrder: 1),
      .init(title: texts.byControls, dropOrder: 2), .init(title: texts.byBoth),
    ])
    for type in result.contactTypes {
      for factor in reduction.factors where factor.contactType == type.name && isShown(factor.figure, type) {
        guard factor.total != nil else { continue }
        table.rows.append([
          .init(type.name), .init(Self.name(factor.figure, type, texts, NumberText(language))),
          .init(Self.text(factor.spreading)), .init(Self.text(factor.controls)), .init(Self.text(factor.total)),
        ])
      }
    }
    return table
  }

  /// The promise’s service level, the ASA and abandonment: the figures that the terminal shows.
  private func isShown(_ figure: WatchedFigure, _ type: ContactTypeResult) -> Bool {
    switch figure {
    case .averageWait, .abandonment: true
    default: figure.rawValue == (type.promise?.definition ?? .SL1).rawValue
    }
  }

  private static func name(
    _ figure: WatchedFigure, _ type: ContactTypeResult, _ texts: Texts, _ numbers: NumberText
  ) -> String {
    switch figure {
    case .averageWait: texts.asa
    case .abandonment: texts.abandonedShort
    default: "\(figure.rawValue) ≤\(numbers.roundDuration(type.answerWithin))"
    }
  }

  private static func text(_ factor: Double?) -> String {
    factor.map { NumberText.fixed($0, decimals: 1) } ?? NumberText.nothing
  }
}

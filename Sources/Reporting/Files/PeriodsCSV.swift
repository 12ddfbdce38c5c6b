import Simulation

/// `periods.csv`: a row for each contact type and period, for spreadsheets.
///
/// RFC 4180 with a heading; each figure is followed by its half width, both empty when nothing was observed.
public enum PeriodsCSV {
  /// The whole file.
  public static func text(_ result: SimulationResult) -> String {
    var text = CSVRow.text(header)
    for type in result.contactTypes {
      for (label, figures) in zip(result.periods, type.periods) {
        var cells = [CSVRow.name(type.name), label.start, String(label.day)]
        for column in columns {
          let figure = column.value(figures)
          cells += [CSVRow.number(figure.mean), CSVRow.number(figure.halfWidth)]
        }
        text += CSVRow.text(cells)
      }
    }
    return text
  }

  /// The names of the columns.
  static var header: [String] {
    ["contactType", "start", "day"] + columns.flatMap { [$0.name, $0.name + "HalfWidth"] }
  }

  private static let columns: [(name: String, value: @Sendable (ContactFigures) -> Figure)] = {
    var columns: [(name: String, value: @Sendable (ContactFigures) -> Figure)] = []
    for (name, path) in FigureColumns.counts + FigureColumns.serviceLevels {
      columns.append((name, { $0[keyPath: path] }))
    }
    for (wait, waitPath) in FigureColumns.waits {
      for (name, path) in FigureColumns.percentiles {
        columns.append((["wait", wait, name].camelCased, { $0[keyPath: waitPath][keyPath: path] }))
      }
    }
    for (name, path) in FigureColumns.others { columns.append((name, { $0[keyPath: path] })) }
    return columns
  }()
}

extension [String] {
  /// `["wait", "all", "p50"]` is `waitAllP50`.
  fileprivate var camelCased: String {
    enumerated().map { $0 == 0 ? $1 : $1.prefix(1).uppercased() + $1.dropFirst() }.joined()
  }
}

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

  private static let columns: [FigureColumns.Column<ContactFigures, Figure>] = {
    var columns = FigureColumns.counts + FigureColumns.serviceLevels
    for wait in FigureColumns.waits {
      for percentile in FigureColumns.percentiles {
        columns.append((["wait", wait.name, percentile.name].camelCased, { percentile.value(wait.value($0)) }))
      }
    }
    columns += FigureColumns.others + FigureColumns.loops
    for deadline in FigureColumns.deadlines {
      columns.append((["deadline", deadline.name].camelCased, deadline.value))
    }
    return columns + FigureColumns.backlog
  }()
}

extension [String] {
  /// `["wait", "all", "p50"]` is `waitAllP50`.
  fileprivate var camelCased: String {
    enumerated().map { $0 == 0 ? $1 : $1.prefix(1).uppercased() + $1.dropFirst() }.joined()
  }
}

import Simulation

/// Lines over time, with the band of their confidence interval; what was not observed is a gap.
package struct LineChart: Sendable {
  /// A line.
  package struct Series: Sendable {
    package var name: String
    package var style: SeriesStyle
    /// A figure for each period of the axis; `nil` is a gap.
    package var figures: [Figure?]

    package init(_ name: String, _ style: SeriesStyle, _ figures: [Figure?]) {
      self.name = name
      self.style = style
      self.figures = figures
    }

    /// Whether a half width is known somewhere, so that there is a band.
    var hasBand: Bool { figures.contains { $0?.mean != nil && ($0?.halfWidth ?? 0) > 0 } }
  }

  /// A level to compare with, as a horizontal line.
  package struct Level: Sendable {
    package var value: Double
    package var label: String

    package init(_ value: Double, _ label: String) {
      self.value = value
      self.label = label
    }
  }

  package var frame: ChartFrame
  package var time: TimeAxis
  package var series: [Series]
  package var level: Level?
  /// Where in its period a figure is drawn, 0 to 1: in the middle what goes for all of it, at 1 what is seen when it ends.
  package var place: Double
  /// Said of each period when the pointer rests on it.
  package var hints: [String?]

  package init(
    _ label: String, scale: Scale, time: TimeAxis, series: [Series], level: Level? = nil, place: Double = 0.5,
    hints: [String?] = []
  ) {
    frame = ChartFrame(label: label, scale: scale, time: time)
    self.time = time
    self.series = series
    self.level = level
    self.place = place
    self.hints = hints
  }

  /// The key; `bandName` says what the band is.
  package func legend(bandName: String) -> Markup {
    var entries = series.map { LegendEntry($0.name, $0.style, .line) }
    if let banded = series.first(where: \.hasBand) { entries.append(LegendEntry(bandName, banded.style, .band)) }
    if let level { entries.append(LegendEntry(level.label, .third, .level)) }
    return LegendEntry.list(entries)
  }

  /// The picture.
  package var svg: Markup {
    var paths = Markup()
    var overlay = Markup()
    for series in series where series.hasBand { paths += band(series) }
    if let level {
      let y = frame.y(level.value)
      overlay += "<line class=\"level\" x2=\"100%\" y1=\"\(at: y)\" y2=\"\(at: y)\"/>"
    }
    for series in series {
      paths += lines(series)
      overlay += lonelyPoints(series)
    }
    return frame.svg(paths: paths, overlay: "\(overlay)\(PeriodHints.overlay(hints))")
  }

  /// Where a figure is drawn, 0 to 1.
  private func position(_ offset: Int) -> Double {
    time.start(offset) * (1 - place) + time.start(offset + 1) * place
  }

  private func x(_ offset: Int) -> Double { position(offset) * ChartFrame.innerWidth }

  /// Stretches of neighbours that have an estimate.
  private func stretches(_ series: Series) -> [Range<Int>] {
    var stretches: [Range<Int>] = []
    for (offset, figure) in series.figures.enumerated() where figure?.mean != nil {
      if let last = stretches.last, last.upperBound == offset {
        stretches[stretches.count - 1] = last.lowerBound..<offset + 1
      } else {
        stretches.append(offset..<offset + 1)
      }
    }
    return stretches
  }

  private func lines(_ series: Series) -> Markup {
    let commands = stretches(series).filter { $0.count > 1 }.flatMap { stretch in
      stretch.map { offset -> Markup in
        let point: Markup = "\(at: x(offset)) \(at: frame.y(series.figures[offset]?.mean ?? 0))"
        return offset == stretch.lowerBound ? "M\(point)" : "L\(point)"
      }
    }
    return commands.isEmpty ? "" : "<path class=\"line \(series.style.rawValue)\" d=\"\(commands)\"/>"
  }

  private func lonelyPoints(_ series: Series) -> Markup {
    Markup(
      stretches(series).filter { $0.count == 1 }.map { stretch in
        """
        <circle class="\(series.style.rawValue)" cx="\(at: position(stretch.lowerBound) * 100)%" \
        cy="\(at: frame.y(series.figures[stretch.lowerBound]?.mean ?? 0))" r="2.5"/>
        """
      })
  }

  private func band(_ series: Series) -> Markup {
    func end(_ offset: Int, _ sign: Double) -> Double {
      let figure = series.figures[offset]
      return frame.y((figure?.mean ?? 0) + sign * (figure?.halfWidth ?? 0))
    }
    let shapes = stretches(series).map { stretch -> Markup in
      let above = stretch.map { "\(at: x($0)) \(at: end($0, 1)) " as Markup }
      let below = stretch.reversed().map { "\(at: x($0)) \(at: end($0, -1)) " as Markup }
      guard stretch.count == 1 else { return "M\(above)\(below)Z" }
      // A lonely period gets a band half as wide as the period.
      let period = stretch.lowerBound
      let reach = ChartFrame.innerWidth * (time.start(1) - time.start(0)) / 4
      let (left, right) = (x(period) - reach, x(period) + reach)
      return """
        M\(at: left) \(at: end(period, 1))H\(at: right)V\(at: end(period, -1))H\(at: left)Z
        """
    }
    return "<path class=\"band \(series.style.rawValue)\" d=\"\(shapes)\"/>"
  }
}

import Simulation

/// Curves over any horizontal axis, with the band of their confidence interval.
package struct CurveChart: Sendable {
  /// A curve.
  package struct Series: Sendable {
    package var name: String
    package var style: SeriesStyle
    /// Horizontal place from 0 to 1, and the figure there.
    package var points: [(x: Double, figure: Figure)]

    package init(_ name: String, _ style: SeriesStyle, _ points: [(x: Double, figure: Figure)]) {
      self.name = name
      self.style = style
      self.points = points
    }
  }

  package var frame: ChartFrame
  package var series: [Series]
  /// Said at a place when the pointer rests on it.
  package var hints: [(x: Double, text: String)]

  package init(_ label: String, scale: Scale, marks: [AxisMark], series: [Series], hints: [(Double, String)] = []) {
    frame = ChartFrame(label: label, scale: scale, marks: marks)
    self.series = series
    self.hints = hints.map { ($0.0, $0.1) }
  }

  /// The key.
  package func legend(bandName: String) -> Markup {
    LegendEntry.list(
      series.map { LegendEntry($0.name, $0.style, .line) }
        + (series.first.map { [LegendEntry(bandName, $0.style, .band)] } ?? []))
  }

  /// The picture.
  package var svg: Markup {
    var paths = Markup()
    var overlay = Markup()
    for series in series {
      let known = series.points.filter { $0.figure.mean != nil }
      func place(_ point: (x: Double, figure: Figure), _ sign: Double) -> Markup {
        let y = frame.y((point.figure.mean ?? 0) + sign * (point.figure.halfWidth ?? 0))
        return "\(at: point.x * ChartFrame.innerWidth) \(at: y) "
      }
      if known.count > 1 {
        let (above, below) = (known.map { place($0, 1) }, known.reversed().map { place($0, -1) })
        paths += "<path class=\"band \(series.style.rawValue)\" d=\"M\(above)L\(below)Z\"/>"
        paths += "<path class=\"line \(series.style.rawValue)\" d=\"M\(known.map { place($0, 0) })\"/>"
      }
      overlay += Markup(
        known.map { point -> Markup in
          """
          <circle class="\(series.style.rawValue)" cx="\(at: point.x * 100)%" cy="\(at: frame.y(point.figure.mean ?? 0))" \
          r="3"/>
          """
        })
    }
    overlay += Markup(
      hints.map { hint -> Markup in
        """
        <rect class="hit" x="\(at: hint.x * 100 - 2)%" width="4%" height="\(at: ChartFrame.height)"><title>\(hint.text)\
        </title></rect>
        """
      })
    return frame.svg(paths: paths, overlay: overlay)
  }
}

import Simulation

/// Curves over any horizontal axis, each with a band if need be, over bars: fitted laws over what was observed.
package struct CurveChart: Sendable {
  /// A point of a curve: place on the horizontal axis from 0 to 1, value, and the half width of its band.
  package struct Point: Sendable {
    package var x: Double
    package var y: Double
    package var halfWidth: Double
    /// Said when the pointer rests on it; with words the point is marked by a dot.
    package var hint: String

    package init(_ x: Double, _ y: Double, halfWidth: Double = 0, hint: String = "") {
      self.x = x
      self.y = y
      self.halfWidth = halfWidth
      self.hint = hint
    }

    /// A point at a figure, if it is known.
    package init?(_ x: Double, _ figure: Figure, hint: String = "") {
      guard let mean = figure.mean else { return nil }
      self.init(x, mean, halfWidth: figure.halfWidth ?? 0, hint: hint)
    }
  }

  /// A curve.
  package struct Curve: Sendable {
    package var name: String
    package var style: SeriesStyle
    package var points: [Point]
    /// Whether the value holds until the next point, as survival curves do.
    package var isStep: Bool

    package init(_ name: String, _ style: SeriesStyle, _ points: [Point], isStep: Bool = false) {
      self.name = name
      self.style = style
      self.points = points
      self.isStep = isStep
    }

    var hasBand: Bool { points.contains { $0.halfWidth > 0 } }
  }

  /// A bar: its ends from 0 to 1 and its height.
  package struct Bar: Sendable {
    package var from: Double
    package var to: Double
    package var value: Double
    package var hint: String

    package init(from: Double, to: Double, value: Double, hint: String) {
      self.from = from
      self.to = to
      self.value = value
      self.hint = hint
    }
  }

  package var frame: ChartFrame
  package var curves: [Curve]
  package var bars: [Bar]
  /// A level to compare with.
  package var level: LineChart.Level?

  package init(
    _ label: String, scale: Scale, marks: [AxisMark], curves: [Curve], bars: [Bar] = [], level: LineChart.Level? = nil
  ) {
    frame = ChartFrame(label: label, scale: scale, marks: marks)
    self.curves = curves
    self.bars = bars
    self.level = level
  }

  /// Marks at about six round places of an axis that reaches from 0 to `reach` seconds.
  package static func timeMarks(upTo reach: Double, _ numbers: NumberText) -> [AxisMark] {
    let steps: [Double] = [
      1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400, 172_800, 604_800,
    ]
    guard reach > 0, let step = steps.first(where: { reach / $0 <= 6 }) else { return [] }
    return (0...Int(reach / step)).map { index in
      let at = Double(index) * step
      return AxisMark(
        position: at / reach, label: at == 0 ? "0" : numbers.axisDuration(at, step: step), isMinor: index % 2 == 1)
    }
  }

  /// The key.
  package func legend(bars name: String? = nil, band: String? = nil) -> Markup {
    var entries = name.map { [LegendEntry($0, .first, .bar)] } ?? []
    entries += curves.map { LegendEntry($0.name, $0.style, .line) }
    if let band, let banded = curves.first(where: \.hasBand) { entries.append(LegendEntry(band, banded.style, .band)) }
    if let level { entries.append(LegendEntry(level.label, .third, .level)) }
    return LegendEntry.list(entries)
  }

  /// The picture.
  package var svg: Markup {
    let rectangles = bars.map { bar -> Markup in
      let y = frame.y(bar.value)
      return """
        <rect class="bar s1" x="\(at: bar.from * 100)%" y="\(at: y)" width="\(at: (bar.to - bar.from) * 92)%" \
        height="\(at: ChartFrame.height - y)" opacity=".55"/>\
        <rect class="hit" x="\(at: bar.from * 100)%" width="\(at: (bar.to - bar.from) * 100)%" \
        height="\(at: ChartFrame.height)"><title>\(bar.hint)</title></rect>
        """
    }
    var overlay = Markup(rectangles)
    if let level {
      let y = frame.y(level.value)
      overlay += "<line class=\"level\" x2=\"100%\" y1=\"\(at: y)\" y2=\"\(at: y)\"/>"
    }
    for curve in curves { overlay += Markup(curve.points.filter { !$0.hint.isEmpty }.map { dot($0, curve.style) }) }
    return frame.svg(
      paths: Markup(curves.filter(\.hasBand).map(band) + curves.filter { $0.points.count > 1 }.map(line)),
      overlay: overlay)
  }

  private func dot(_ point: Point, _ style: SeriesStyle) -> Markup {
    """
    <circle class="\(style.rawValue)" cx="\(at: point.x * 100)%" cy="\(at: frame.y(point.y))" r="3"/>\
    <rect class="hit" x="\(at: point.x * 100 - 2)%" width="4%" height="\(at: ChartFrame.height)">\
    <title>\(point.hint)</title></rect>
    """
  }

  private func x(_ point: Point) -> Double { min(max(point.x, 0), 1) * ChartFrame.innerWidth }

  private func line(_ curve: Curve) -> Markup {
    let commands = curve.points.enumerated().map { index, point -> Markup in
      let y = frame.y(point.y)
      if index == 0 { return "M\(at: x(point)) \(at: y)" }
      return curve.isStep ? "H\(at: x(point))V\(at: y)" : "L\(at: x(point)) \(at: y)"
    }
    return "<path class=\"line \(curve.style.rawValue)\" d=\"\(commands)\"/>"
  }

  private func band(_ curve: Curve) -> Markup {
    let above = curve.points.map { "\(at: x($0)) \(at: frame.y($0.y + $0.halfWidth)) " as Markup }
    let below = curve.points.reversed().map { "\(at: x($0)) \(at: frame.y($0.y - $0.halfWidth)) " as Markup }
    return "<path class=\"band \(curve.style.rawValue)\" d=\"M\(above)\(below)Z\"/>"
  }
}

import Simulation

/// A level that holds over each period (planned staff) as a step line, over an area of what it has to cover (load).
package struct StepChart: Sendable {
  package var frame: ChartFrame
  package var time: TimeAxis
  /// The step line: a level for each period of the axis; `nil` is a gap.
  package var levels: [Double?]
  /// The area: a figure for each period; its band is drawn around its upper edge.
  package var load: [Figure?]
  /// Said of each period when the pointer rests on it.
  package var hints: [String?]

  package init(
    _ label: String, scale: Scale, time: TimeAxis, levels: [Double?], load: [Figure?], hints: [String?] = []
  ) {
    frame = ChartFrame(label: label, scale: scale, time: time)
    self.time = time
    self.levels = levels
    self.load = load
    self.hints = hints
  }

  /// The key.
  package static func legend(levels: String, load: String) -> Markup {
    LegendEntry.list([LegendEntry(levels, .second, .step), LegendEntry(load, .first, .area)])
  }

  /// The picture.
  package var svg: Markup {
    var paths = area {
      frame.y($0.mean ?? 0)
    } bottom: { _ in
      ChartFrame.height
    }
    if load.contains(where: { ($0?.halfWidth ?? 0) > 0 }) {
      paths += area(band: true) {
        frame.y(($0.mean ?? 0) + ($0.halfWidth ?? 0))
      } bottom: {
        frame.y(($0.mean ?? 0) - ($0.halfWidth ?? 0))
      }
    }
    paths += steps
    return frame.svg(paths: paths, overlay: PeriodHints.overlay(hints))
  }

  private func x(_ offset: Int) -> Double { time.start(offset) * ChartFrame.innerWidth }

  private func area(band: Bool = false, top: (Figure) -> Double, bottom: (Figure) -> Double) -> Markup {
    var shapes = Markup()
    for (offset, figure) in load.enumerated() {
      guard let figure, figure.mean != nil, !band || (figure.halfWidth ?? 0) > 0 else { continue }
      let (above, below) = (top(figure), bottom(figure))
      guard below > above else { continue }
      shapes += "M\(at: x(offset)) \(at: below)V\(at: above)H\(at: x(offset + 1))V\(at: below)Z"
    }
    return shapes.isEmpty ? "" : "<path class=\"\(band ? "band" : "area") s1\" d=\"\(shapes)\"/>"
  }

  private var steps: Markup {
    var commands = Markup()
    var drawing = false
    for (offset, level) in levels.enumerated() {
      guard let level else {
        drawing = false
        continue
      }
      let y = frame.y(level)
      commands += drawing ? "V\(at: y)" : "M\(at: x(offset)) \(at: y)"
      commands += "H\(at: x(offset + 1))"
      drawing = true
    }
    return commands.isEmpty ? "" : "<path class=\"line step s2\" d=\"\(commands)\"/>"
  }
}

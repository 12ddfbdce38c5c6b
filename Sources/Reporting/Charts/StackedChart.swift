import Simulation

/// What covers a load, stacked part upon part (shifts), with the requirement as a step line and the load as a dashed one.
package struct StackedChart: Sendable {
  /// A part of the stack: a height for each period.
  package struct Part: Sendable {
    package var name: String
    package var heights: [Double]

    package init(_ name: String, _ heights: [Double]) {
      self.name = name
      self.heights = heights
    }
  }

  package var frame: ChartFrame
  package var time: TimeAxis
  package var parts: [Part]
  /// The step line; empty for none.
  package var requirement: [Double]
  /// The dashed line, drawn in the middle of each period.
  package var load: [Double]
  package var hints: [String?]

  /// Parts with colours of their own; more parts take them in turn.
  private static let colours = 6

  /// What the stack needs beside ``StyleSheet/charts``.
  static let style: Markup = """
    .stack{stroke:var(--card);stroke-width:.6;vector-effect:non-scaling-stroke}
    .p0{fill:#79a8ef}.p1{fill:#f2b26f}.p2{fill:#79c9bd}.p3{fill:#c6a3e6}.p4{fill:#e79aa5}.p5{fill:#b9bf78}
    .legend i.p0,.legend i.p1,.legend i.p2,.legend i.p3,.legend i.p4,.legend i.p5{width:14px;height:11px;border:0;\
    border-radius:2px}
    .legend i.p0{background:#79a8ef}.legend i.p1{background:#f2b26f}.legend i.p2{background:#79c9bd}\
    .legend i.p3{background:#c6a3e6}.legend i.p4{background:#e79aa5}.legend i.p5{background:#b9bf78}
    .ink{--c:var(--ink)}
    .plane .line.ink.load{stroke-dasharray:5 4}.legend i.ink.load{border-top-style:dashed}

    """

  package init(
    _ label: String, time: TimeAxis, parts: [Part], requirement: [Double] = [], load: [Double], hints: [String?] = []
  ) {
    let stacked = load.indices.map { period in parts.reduce(0) { $0 + $1.heights[period] } }
    let highest = max(stacked.max() ?? 0, requirement.max() ?? 0, load.max() ?? 0)
    frame = ChartFrame(label: label, scale: .numbers(upTo: highest), time: time)
    self.time = time
    self.parts = parts
    self.requirement = requirement
    self.load = load
    self.hints = hints
  }

  /// The key.
  package func legend(requirement: String, load: String) -> Markup {
    let named = parts.enumerated().map { index, part -> Markup in
      "<li><i class=\"p\(index % Self.colours)\"></i>\(part.name)</li>"
    }
    let step: Markup = self.requirement.isEmpty ? "" : "<li><i class=\"ink line\"></i>\(requirement)</li>"
    return "<ul class=\"legend\">\(named)\(step)<li><i class=\"ink line load\"></i>\(load)</li></ul>"
  }

  /// The picture.
  package var svg: Markup {
    var paths = Markup()
    var bottoms = load.map { _ in 0.0 }
    for (index, part) in parts.enumerated() {
      var shapes = Markup()
      for period in load.indices where part.heights[period] > 0 {
        let (low, high) = (frame.y(bottoms[period]), frame.y(bottoms[period] + part.heights[period]))
        bottoms[period] += part.heights[period]
        shapes += "M\(at: x(period)) \(at: low)V\(at: high)H\(at: x(period + 1))V\(at: low)Z"
      }
      if !shapes.isEmpty { paths += "<path class=\"stack p\(index % Self.colours)\" d=\"\(shapes)\"/>" }
    }
    if let first = requirement.first {
      var steps: Markup = "M\(at: x(0)) \(at: frame.y(first))"
      for (period, level) in requirement.enumerated() { steps += "V\(at: frame.y(level))H\(at: x(period + 1))" }
      paths += "<path class=\"line step ink\" d=\"\(steps)\"/>"
    }
    let points = load.enumerated().map { period, value -> Markup in
      "\(period == 0 ? "M" : "L")\(at: (x(period) + x(period + 1)) / 2) \(at: frame.y(value))"
    }
    if load.count > 1 { paths += "<path class=\"line ink load\" d=\"\(points)\"/>" }
    return frame.svg(paths: paths, overlay: PeriodHints.overlay(hints))
  }

  private func x(_ offset: Int) -> Double { time.start(offset) * ChartFrame.innerWidth }
}

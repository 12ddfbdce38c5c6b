/// What the charts have in common: the plane with its grid, ticks and labels.
///
/// The plane stretches with the page while text and lines keep their size: horizontal places are percentages, and what
/// needs a path lies in an inner picture that is stretched without its strokes. Labels stand outside the plane, in the
/// margins that the style sheet leaves. Look and colours come from ``StyleSheet/charts``.
package struct ChartFrame: Sendable {
  /// What the chart shows, for those who cannot see it.
  package var label: String
  /// The vertical scale.
  package var scale: Scale
  /// Marks below the plane.
  package var marks: [AxisMark]
  /// Marks in a second row, for dates.
  package var dates: [AxisMark]
  /// Vertical lines between days.
  package var dividers: [Double]
  /// Where the warm-up ends, 0 to 1; until there the plane is shaded.
  package var warmUp: Double

  /// Height of the plane in pixels.
  package static let height = 190.0
  /// Width of the inner picture in its own units.
  static let innerWidth = 1000.0

  /// A frame with a horizontal axis of time.
  package init(label: String, scale: Scale, time: TimeAxis) {
    self.init(
      label: label, scale: scale, marks: time.clocks, dates: time.dates, dividers: time.midnights, warmUp: time.warmUp)
  }

  /// A frame with any horizontal axis.
  package init(
    label: String, scale: Scale, marks: [AxisMark], dates: [AxisMark] = [], dividers: [Double] = [],
    warmUp: Double = 0
  ) {
    self.label = label
    self.scale = scale
    self.marks = marks
    self.dates = dates
    self.dividers = dividers
    self.warmUp = warmUp
  }

  /// Pixels from the top of the plane to a value.
  package func y(_ value: Double) -> Double { Self.height * (1 - scale.position(value)) }

  /// The whole picture: `paths` in the units of the inner picture, `overlay` in percentages and pixels.
  package func svg(paths: Markup, overlay: Markup) -> Markup {
    let height = Self.height
    let grid = scale.ticks.map { tick -> Markup in
      let y = y(tick.value)
      return """
        <line class="\(tick.value == 0 ? "base" : "grid")" x2="100%" y1="\(at: y)" y2="\(at: y)"/>\
        <text class="y" x="-8" y="\(at: y)" dy=".32em">\(tick.label)</text>
        """
    }
    let divisions = dividers.map { position -> Markup in
      "<line class=\"grid day\" x1=\"\(at: position * 100)%\" x2=\"\(at: position * 100)%\" y2=\"\(at: height)\"/>"
    }
    let shade: Markup =
      warmUp > 0 ? "<rect class=\"warm\" width=\"\(at: warmUp * 100)%\" height=\"\(at: height)\"/>" : ""
    let below = marks.map { drawn($0, tick: true, y: height + 19) }
    let further = dates.map { drawn($0, tick: false, y: height + (marks.isEmpty ? 19 : 36)) }
    return """
      <svg class="chart\(dates.isEmpty || marks.isEmpty ? "" : " dated")" role="img" aria-label="\(label)" \
      height="\(at: height)">\(shade)\(grid)\(divisions)\(below)\(further)<svg class="plane" width="100%" \
      height="\(at: height)" viewBox="0 0 \(at: Self.innerWidth) \(at: height)" preserveAspectRatio="none">\
      \(paths)</svg>\(overlay)</svg>
      """
  }

  private func drawn(_ mark: AxisMark, tick: Bool, y: Double) -> Markup {
    let x = mark.position * 100
    let line: Markup =
      tick
      ? """
      <line class="tick" x1="\(at: x)%" x2="\(at: x)%" y1="\(at: Self.height)" y2="\(at: Self.height + 5)"/>
      """ : ""
    let name = mark.isMinor ? "x minor" : "x"
    return "\(line)<text class=\"\(name)\" x=\"\(at: x)%\" y=\"\(at: y)\">\(mark.label)</text>"
  }
}

/// The look of a series: a colour and a way to draw it that differ from those of the others.
package enum SeriesStyle: String, Sendable {
  /// The main series: a solid line.
  case first = "s1"
  /// A series to compare with: a dashed line.
  case second = "s2"
  /// A further series: a dotted line.
  case third = "s3"
}

/// An entry of the key to a chart.
package struct LegendEntry: Sendable {
  /// What stands for the series.
  package enum Sign: String, Sendable { case line, step = "line solid", band, area, bar, level }

  package var name: String
  package var style: SeriesStyle
  package var sign: Sign

  package init(_ name: String, _ style: SeriesStyle, _ sign: Sign) {
    self.name = name
    self.style = style
    self.sign = sign
  }

  /// The key as a list.
  package static func list(_ entries: [LegendEntry]) -> Markup {
    let items = entries.map { entry -> Markup in
      "<li><i class=\"\(entry.style.rawValue) \(entry.sign.rawValue)\"></i>\(entry.name)</li>"
    }
    return "<ul class=\"legend\">\(items)</ul>"
  }
}

/// What is said of the periods when the pointer rests on them.
struct PeriodHints {
  /// More would make the page heavy and the targets too thin to hit.
  private static let most = 100

  static func overlay(_ hints: [String?]) -> Markup {
    guard hints.count <= most else { return "" }
    let width = 100 / Double(max(1, hints.count))
    return Markup(
      hints.enumerated().compactMap { index, hint in
        hint.map {
          """
          <rect class="hit" x="\(at: Double(index) * width)%" width="\(at: width)%" height="\(at: ChartFrame.height)">\
          <title>\($0)</title></rect>
          """
        }
      })
  }
}

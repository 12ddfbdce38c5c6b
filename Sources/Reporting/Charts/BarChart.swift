/// Bars side by side, each with a label below.
package struct BarChart: Sendable {
  /// A bar.
  package struct Bar: Sendable {
    package var label: String
    package var value: Double
    package var style: SeriesStyle
    /// Said of the bar when the pointer rests on it.
    package var hint: String

    package init(_ label: String, _ value: Double, _ style: SeriesStyle, hint: String) {
      self.label = label
      self.value = value
      self.style = style
      self.hint = hint
    }
  }

  package var frame: ChartFrame
  package var bars: [Bar]

  package init(_ label: String, scale: Scale, bars: [Bar]) {
    let count = Double(max(1, bars.count))
    // More than six labels would touch; a narrow page has room for every other of them.
    let stride = (bars.count + 5) / 6
    frame = ChartFrame(
      label: label, scale: scale,
      marks: bars.enumerated().filter { $0.offset % stride == 0 }.map { index, bar in
        AxisMark(
          position: (Double(index) + 0.5) / count, label: bar.label,
          isMinor: bars.count > 4 && (index / stride) % 2 == 1)
      })
    self.bars = bars
  }

  /// The picture.
  package var svg: Markup {
    let width = 100 / Double(max(1, bars.count))
    let rectangles = bars.enumerated().map { index, bar -> Markup in
      let y = frame.y(bar.value)
      return """
        <rect class="bar \(bar.style.rawValue)" x="\(at: (Double(index) + 0.1) * width)%" y="\(at: y)" \
        width="\(at: width * 0.8)%" height="\(at: ChartFrame.height - y)"/>\
        <rect class="hit" x="\(at: Double(index) * width)%" width="\(at: width)%" height="\(at: ChartFrame.height)">\
        <title>\(bar.hint)</title></rect>
        """
    }
    return frame.svg(paths: "", overlay: Markup(rectangles))
  }
}

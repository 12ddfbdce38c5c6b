/// Shares one after the other, each with its interval; where there was nobody to count is a gap.
package struct ShareTrendChart: Sendable {
  /// A share.
  package struct Point: Sendable {
    package var label: String
    package var share: Double?
    package var interval: ClosedRange<Double>?
    /// Said of it when the pointer rests on it.
    package var hint: String

    package init(_ label: String, _ share: Double?, interval: ClosedRange<Double>?, hint: String) {
      (self.label, self.share, self.interval, self.hint) = (label, share, interval, hint)
    }
  }

  private let frame: ChartFrame
  private let points: [Point]
  private let target: Double?

  package init(_ label: String, points: [Point], target: Double?, language: Language) {
    let count = Double(max(1, points.count))
    let stride = max(1, (points.count + 5) / 6)
    frame = ChartFrame(
      label: label, scale: .shares(NumberText(language)),
      marks: points.enumerated().filter { $0.offset % stride == 0 }.map { index, point in
        AxisMark(
          position: (Double(index) + 0.5) / count, label: point.label, isMinor: (index / stride) % 2 == 1)
      })
    self.points = points
    self.target = target
  }

  /// The picture.
  package var svg: Markup {
    let width = 1 / Double(max(1, points.count))
    func x(_ index: Int) -> Double { (Double(index) + 0.5) * width }
    var overlay = Markup()
    if let target {
      let y = frame.y(target)
      overlay += "<line class=\"level\" x2=\"100%\" y1=\"\(at: y)\" y2=\"\(at: y)\"/>"
    }
    var path = Markup()
    for (index, point) in points.enumerated() {
      if let interval = point.interval {
        overlay += """
          <line class="whisker s1" x1="\(at: x(index) * 100)%" x2="\(at: x(index) * 100)%" \
          y1="\(at: frame.y(interval.lowerBound))" y2="\(at: frame.y(interval.upperBound))"/>
          """
      }
      if let share = point.share {
        let follows = index > 0 && points[index - 1].share != nil
        let place: Markup = "\(at: x(index) * ChartFrame.innerWidth) \(at: frame.y(share))"
        path += follows ? "L\(place)" : "M\(place)"
        overlay += """
          <circle class="s1" cx="\(at: x(index) * 100)%" cy="\(at: frame.y(share))" r="3.5"/>
          """
      }
      overlay += """
        <rect class="hit" x="\(at: Double(index) * width * 100)%" width="\(at: width * 100)%" \
        height="\(at: ChartFrame.height)"><title>\(point.hint)</title></rect>
        """
    }
    return frame.svg(paths: "<path class=\"line s1\" d=\"\(path)\"/>", overlay: overlay)
  }
}

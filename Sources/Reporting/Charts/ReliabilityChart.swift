/// A reliability diagram: what was said to the right, what came of it upwards. On the diagonal both are the same.
package struct ReliabilityChart: Sendable {
  /// What was said, what was observed, and for how large a share of all.
  package struct Point: Sendable {
    package var said: Double
    package var observed: Double
    package var weight: Double
    /// Said of it when the pointer rests on it.
    package var hint: String

    package init(said: Double, observed: Double, weight: Double, hint: String) {
      (self.said, self.observed, self.weight, self.hint) = (said, observed, weight, hint)
    }
  }

  private let frame: ChartFrame
  private let points: [Point]
  private let areJoined: Bool

  /// - Parameter areJoined: whether a line leads from point to point.
  package init(_ label: String, points: [Point], areJoined: Bool, language: Language) {
    self.areJoined = areJoined
    let numbers = NumberText(language)
    frame = ChartFrame(
      label: label, scale: .shares(numbers),
      marks: (0...5).map {
        AxisMark(position: Double($0) / 5, label: numbers.target(Double($0) / 5), isMinor: false)
      })
    self.points = points
  }

  /// The picture: larger points stand for more customers.
  package var svg: Markup {
    let (width, height) = (ChartFrame.innerWidth, ChartFrame.height)
    var path = Markup()
    var overlay = Markup()
    let most = points.map(\.weight).max() ?? 1
    for (index, point) in points.enumerated() {
      let place: Markup = "\(at: point.said * width) \(at: frame.y(point.observed))"
      path += index == 0 || !areJoined ? "M\(place)" : "L\(place)"
      let radius = 3 + 4 * (most > 0 ? point.weight / most : 0).squareRoot()
      overlay += """
        <circle class="s1" cx="\(at: point.said * 100)%" cy="\(at: frame.y(point.observed))" r="\(at: radius)">\
        <title>\(point.hint)</title></circle>
        """
    }
    return frame.svg(
      paths: """
        <path class="line s2" d="M0 \(at: height)L\(at: width) 0"/><path class="line s1" d="\(path)"/>
        """, overlay: overlay)
  }
}

/// A share as a bar, its interval as a whisker, a target as a mark.
package struct IntervalGauge: Sendable {
  private let share: Double?
  private let interval: ClosedRange<Double>?
  private let target: Double?
  private let label: String

  package init(_ label: String, share: Double?, interval: ClosedRange<Double>?, target: Double?) {
    (self.label, self.share, self.interval, self.target) = (label, share, interval, target)
  }

  /// The picture.
  package var svg: Markup {
    func percent(_ value: Double) -> Double { min(max(value, 0), 1) * 100 }
    var bar = Markup()
    if let share { bar += "<rect class=\"fill\" y=\"6\" width=\"\(at: percent(share))%\" height=\"8\" rx=\"4\"/>" }
    if let interval {
      let (x1, x2) = (percent(interval.lowerBound), percent(interval.upperBound))
      bar += "<line class=\"whisker\" x1=\"\(at: x1)%\" x2=\"\(at: x2)%\" y1=\"10\" y2=\"10\"/>"
    }
    if let target {
      let aim = percent(target)
      bar += "<line class=\"aim\" x1=\"\(at: aim)%\" x2=\"\(at: aim)%\" y1=\"1\" y2=\"19\"/>"
    }
    return """
      <svg class="gauge" height="20" role="img" aria-label="\(label)">\
      <rect class="track" y="6" width="100%" height="8" rx="4"/>\(bar)</svg>
      """
  }
}

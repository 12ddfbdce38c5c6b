/// A vertical scale from 0 to a round upper end, with its ticks.
package struct Scale: Sendable, Equatable {
  /// A tick and its label.
  package struct Tick: Sendable, Equatable {
    package var value: Double
    package var label: String
  }

  /// The upper end.
  package let upper: Double
  /// Ticks from 0 to the upper end.
  package let ticks: [Tick]

  /// Height of a value as a share of the scale, 0 to 1; what lies beyond an end is drawn at the end.
  package func position(_ value: Double) -> Double { value.isNaN ? 0 : min(max(value / upper, 0), 1) }

  private init(upTo value: Double, step: Double, label: (Double) -> String) {
    let count = max(1, (value / step - 1e-9).rounded(.up))
    upper = count * step
    ticks = (0...Int(count)).map { Tick(value: Double($0) * step, label: label(Double($0) * step)) }
  }

  /// Shares from 0 to 100 %.
  package static func shares(_ numbers: NumberText) -> Scale {
    Scale(upTo: 1, step: 0.2) { numbers.target($0) }
  }

  /// Shares from 0 to a round upper end that holds the largest.
  package static func shares(upTo value: Double, _ numbers: NumberText) -> Scale {
    Scale(upTo: max(value, 0.01), step: roundStep(max(value, 0.01) / 4)) { numbers.target($0) }
  }

  /// Numbers from 0 to a round upper end, at least 0.1: what is less shall look like next to nothing.
  package static func numbers(upTo value: Double) -> Scale {
    let value = value.isFinite && value > 0 ? max(value, 0.1) : 1
    let step = roundStep(value / 4)
    let decimals = step >= 1 ? 0 : step >= 0.1 ? 1 : 2
    return Scale(upTo: value, step: step) { $0 == 0 ? "0" : NumberText.fixed($0, decimals: decimals) }
  }

  /// Seconds from 0 to a round upper end, at least 4, labelled in seconds, minutes or hours.
  package static func durations(upTo seconds: Double, _ numbers: NumberText) -> Scale {
    let seconds = seconds.isFinite && seconds > 0 ? max(seconds, 4) : 4
    let steps: [Double] = [
      1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400,
    ]
    let step = steps.first { seconds / $0 <= 5 } ?? roundStep(seconds / 86_400 / 4) * 86_400
    return Scale(upTo: seconds, step: step) { $0 == 0 ? "0" : numbers.axisDuration($0, step: step) }
  }

  /// The next of 1, 2, 5, 10 … (times a power of ten) at or above a positive value.
  static func roundStep(_ value: Double) -> Double {
    var power = 1.0
    while power * 10 <= value { power *= 10 }
    while power > value { power /= 10 }
    return ([1, 2, 5].first { $0 * power >= value * (1 - 1e-9) } ?? 10) * power
  }
}

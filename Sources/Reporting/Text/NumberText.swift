import Simulation

/// How numbers are shown to people: few digits, a unit, and a dash for what was not observed.
package struct NumberText: Sendable {
  /// What stands for a figure that was not observed.
  package static let nothing = "–"

  private let texts: Texts

  /// Creates the number style of a language.
  package init(_ language: Language) {
    texts = Texts(language)
  }

  /// A number with so many decimals and commas between thousands, for example `1,234.5`.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return nothing }
    var unit = 1.0
    for _ in 0..<decimals { unit *= 10 }
    let scaled = (abs(value) * unit).rounded()
    guard scaled < 9e15 else { return value.description }
    let whole = Int(scaled)
    let integer = whole / Int(unit)
    var text = grouped(integer)
    if decimals > 0 {
      let fraction = String(whole % Int(unit))
      text += "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
    return value < 0 && whole > 0 ? "−" + text : text
  }

  private static func grouped(_ value: Int) -> String {
    var digits = String(value)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }

  /// What a number measures, which decides its unit and digits.
  package enum Style: Sendable {
    /// A mean count: a decimal below a hundred, none above.
    case count
    /// A share as a percentage, for example `93.4%`.
    case share
    /// Seconds in the unit that reads best, for example `4.2 s`, `45 s`, `3.2 min` or `2.4 h`.
    case duration
    /// A mean number of something for each of something else: two decimals.
    case each
    /// Hours: a decimal below a hundred, none above.
    case hours
    /// Money without a currency, which the scenario does not name.
    case money
  }

  /// A number in a style; with the unit and the decimals that `reference` has, so that an estimate and its half width agree.
  package func text(_ value: Double?, _ style: Style, like reference: Double? = nil) -> String {
    guard let value, value.isFinite else { return Self.nothing }
    let size = abs(reference ?? value)
    switch style {
    case .count, .hours: return Self.fixed(value, decimals: size < 100 ? 1 : 0)
    case .each: return Self.fixed(value, decimals: 2)
    case .share: return Self.fixed(value * 100, decimals: 1) + "%"
    case .money: return Self.fixed(value, decimals: size < 100 ? 2 : 0)
    case .duration:
      switch size {
      case ..<9.95: return Self.fixed(value, decimals: 1) + " " + texts.secondsUnit
      case ..<119.5: return Self.fixed(value, decimals: 0) + " " + texts.secondsUnit
      case ..<5_997: return Self.fixed(value / 60, decimals: 1) + " " + texts.minutesUnit
      default: return Self.fixed(value / 3600, decimals: 1) + " " + texts.hoursUnit
      }
    }
  }

  /// A mean count.
  package func count(_ value: Double?) -> String { text(value, .count) }
  /// A share as a percentage.
  package func share(_ value: Double?) -> String { text(value, .share) }
  /// Seconds in the unit that reads best.
  package func duration(_ seconds: Double?) -> String { text(seconds, .duration) }
  /// Hours.
  package func hours(_ value: Double?) -> String { text(value, .hours) }
  /// Money.
  package func money(_ value: Double?) -> String { text(value, .money) }

  /// A target: a percentage with the decimals that it needs, for example `90%` or `99.5%`.
  package func target(_ value: Double) -> String {
    var decimals = 0
    var scaled = value * 100
    while decimals < 4, abs(scaled - scaled.rounded()) > 1e-6 * scaled {
      scaled *= 10
      decimals += 1
    }
    return Self.fixed(value * 100, decimals: decimals) + "%"
  }

  /// A round length of time without needless decimals, for example `30 s`, `5 min` or `2 h`: ticks and promises.
  package func roundDuration(_ seconds: Double) -> String {
    func whole(_ value: Double) -> Bool { value == value.rounded() }
    if seconds >= 7200, whole(seconds / 1800) {
      return Self.fixed(seconds / 3600, decimals: whole(seconds / 3600) ? 0 : 1) + " " + texts.hoursUnit
    }
    if seconds >= 120, whole(seconds / 30) {
      return Self.fixed(seconds / 60, decimals: whole(seconds / 60) ? 0 : 1) + " " + texts.minutesUnit
    }
    return Self.fixed(seconds, decimals: whole(seconds) ? 0 : 1) + " " + texts.secondsUnit
  }

  /// A tick on an axis whose ticks are `step` seconds apart: all ticks of an axis have the same unit.
  package func axisDuration(_ seconds: Double, step: Double) -> String {
    switch step {
    case ..<60: return Self.fixed(seconds, decimals: 0) + " " + texts.secondsUnit
    case ..<3600: return Self.fixed(seconds / 60, decimals: 0) + " " + texts.minutesUnit
    default: return Self.fixed(seconds / 3600, decimals: 0) + " " + texts.hoursUnit
    }
  }

  /// A figure with its half width, for example `1,234 ± 12`; without a half width the estimate alone.
  package func figure(_ figure: Figure, _ style: NumberText.Style) -> String {
    guard let mean = figure.mean, let halfWidth = figure.halfWidth, halfWidth.isFinite else {
      return text(figure.mean, style)
    }
    return text(mean, style) + " ± " + self.halfWidth(halfWidth, of: mean, style)
  }

  /// A half width with the unit and the decimals of its estimate, unless nothing of it would be left.
  package func halfWidth(_ halfWidth: Double, of mean: Double, _ style: Style) -> String {
    let text = text(halfWidth, style, like: mean)
    let isZero = !text.contains { "123456789".contains($0) }
    return isZero ? self.text(halfWidth, style) : text
  }
}

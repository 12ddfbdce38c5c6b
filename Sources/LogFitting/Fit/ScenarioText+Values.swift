import Randomness

// How laws, numbers and words are written into a scenario.
extension ScenarioText {
  /// A law as scenario files have it.
  static func law(_ law: Distribution) -> String {
    switch law {
    case .constant(let value): time(value)
    case .exponential(let mean): "{exponential: {mean: \(time(mean))}}"
    case .lognormal(let mean, let cv): "{lognormal: {mean: \(time(mean)), cv: \(short(cv))}}"
    case .gamma(let mean, let cv): "{gamma: {mean: \(time(mean)), cv: \(short(cv))}}"
    case .weibull(let mean, let shape): "{weibull: {mean: \(time(mean)), shape: \(short(shape))}}"
    case .uniform(let minimum, let maximum): "{uniform: {min: \(time(minimum)), max: \(time(maximum))}}"
    case .empirical(let quantiles): "{empirical: {quantiles: [\(quantiles.map(time).joined(separator: ", "))]}}"
    case .phaseType(let branches):
      "{phaseType: ["
        + branches.map { "{share: \(fixed($0.share, 6)), mean: \(time($0.mean)), stages: \($0.stages)}" }
        .joined(separator: ", ") + "]}"
    case .piecewiseHazard(let pieces):
      "{piecewiseHazard: {until: [\(pieces.until.map(time).joined(separator: ", "))], "
        + "leave: [\(pieces.leave.map { fixed($0, 4) }.joined(separator: ", "))], tailMean: \(time(pieces.tailMean))}}"
    }
  }

  /// Seconds with their unit.
  static func time(_ seconds: Double) -> String { short(seconds) + "s" }

  /// Four digits that matter.
  static func short(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return "0" }
    let size = abs(value)
    return trimmed(fixed(value, size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4))
  }

  /// A share among several, rounded down: together they are never more than all.
  static func part(_ share: Double) -> String { short((share * 1e4 + 1e-6).rounded(.down) / 1e4) }

  static func percent(_ share: Double) -> String { trimmed(fixed(100 * share, 1)) + " %" }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text == "-0" ? "0" : text
  }

  static func fixed(_ value: Double, _ decimals: Int) -> String {
    var unit = 1.0
    for _ in 0..<decimals { unit *= 10 }
    let scaled = (abs(value) * unit).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let whole = Int(scaled)
    var text = String(whole / Int(unit))
    if decimals > 0 {
      let fraction = String(whole % Int(unit))
      text += "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
    return value < 0 && whole > 0 ? "-" + text : text
  }

  /// A comment of several lines.
  static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var line = "# -"
    for word in text.split(separator: " ") {
      if line.count + word.count > 120 {
        lines.append(line)
        line = "#  "
      }
      line += " " + word
    }
    return lines + [line]
  }

  static func plain(_ text: String) -> String { text.filter { !$0.isNewline } }

  static func quoted(_ text: String) -> String {
    "\"" + plain(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

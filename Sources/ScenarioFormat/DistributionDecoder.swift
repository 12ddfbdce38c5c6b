import Randomness

extension Item {
  /// A distribution: `{lognormal: {mean: 6min, cv: 1.1}}`, or a bare time, which is constant.
  /// - Parameters:
  ///   - isFactor: a factor with mean 1, which may be left out, instead of a time.
  ///   - allowZero: whether a bare time may be 0.
  func distribution(isFactor: Bool = false, allowZero: Bool = false) -> Distribution? {
    if case .scalar = node.value, !isFactor {
      return duration(
        "a time such as 4min, or a distribution such as {exponential: {mean: 4min}}", allowZero: allowZero
      )
      .map(Distribution.constant)
    }
    guard case .map(let entries) = node.value, entries.count == 1, let (law, body) = entries.first else {
      report("found \(node.kind); expected one law such as {exponential: {mean: 4min}}")
      return nil
    }
    let item = child(law, body)
    if isFactor, Self.fittedLaws.contains(law) {
      item.report("“\(law)” is for times; expected a factor such as {gamma: {cv: 0.15}}")
      return nil
    }
    switch law {
    case "empirical": return item.empirical()
    case "phaseType": return item.phaseType()
    case "piecewiseHazard": return item.piecewiseHazard()
    case "exponential": return item.law(["mean"], isFactor) { .exponential(mean: $0[0]) }
    case "constant", "deterministic": return item.law(["mean"], isFactor) { .constant($0[0]) }
    case "lognormal": return item.law(["mean", "cv"], isFactor) { .lognormal(mean: $0[0], cv: $0[1]) }
    case "gamma": return item.law(["mean", "cv"], isFactor) { .gamma(mean: $0[0], cv: $0[1]) }
    case "weibull": return item.law(["mean", "shape"], isFactor) { .weibull(mean: $0[0], shape: $0[1]) }
    case "uniform":
      let uniform = item.law(["min", "max"], isFactor) { .uniform(minimum: $0[0], maximum: $0[1]) }
      if case .uniform(let minimum, let maximum) = uniform, minimum >= maximum {
        item.report("min must be below max")
        return nil
      }
      if isFactor, let mean = uniform?.mean, abs(mean - 1) > 1e-9 {
        item.report("the factor of a day has mean 1; expected min and max as far below as above 1")
        return nil
      }
      return uniform
    default:
      item.report(
        "unknown law “\(law)”; expected \(Self.laws.joined(separator: ", "))" + NearestName.hint(law, among: Self.laws))
      return nil
    }
  }

  static let laws = ["exponential", "lognormal", "weibull", "gamma", "uniform", "constant"] + fittedLaws
  /// Laws with a list of figures, as `waitline fit` writes them.
  private static let fittedLaws = ["empirical", "phaseType", "piecewiseHazard"]

  /// Reads the figures of a law; `mean`, `min` and `max` are times, or plain numbers for a factor.
  private func law(_ names: [String], _ isFactor: Bool, _ make: ([Double]) -> Distribution) -> Distribution? {
    if case .scalar = node.value, names == ["mean"] {
      return isFactor
        ? number("a number above 0") { $0 > 0 }.map { make([$0]) } : duration(allowZero: false).map { make([$0]) }
    }
    guard case .map(let entries) = node.value else {
      report("found \(node.kind); expected \(names.joined(separator: " and "))")
      return nil
    }
    for (index, (key, value)) in entries.enumerated() where !names.contains(key) {
      let hint =
        WrittenHint.key(key, after: index > 0 ? entries[index - 1].node : nil) ?? NearestName.hint(key, among: names)
      child(key, value).report("unknown key “\(key)”; expected \(names.joined(separator: " and "))" + hint)
    }
    var figures: [Double] = []
    for name in names {
      guard let value = node[name] else {
        if isFactor, name == "mean" {
          figures.append(1)
        } else {
          report("“\(name)” is missing")
        }
        continue
      }
      let item = child(name, value)
      let figure: Double? =
        switch name {
        case "cv", "shape": item.number("a number above 0") { $0 > 0 && $0 <= 1000 }
        case "mean" where isFactor: item.number("1: the factor of a day has mean 1") { $0 == 1 }
        case _ where isFactor: item.number("a number from 0") { $0 >= 0 }
        default: item.duration(allowZero: name == "min")
        }
      if let figure { figures.append(figure) }
    }
    return figures.count == names.count ? make(figures) : nil
  }
}

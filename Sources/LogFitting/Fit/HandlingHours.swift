/// A part of the day in which work takes longer, or is done sooner, than on average.
public struct HandlingSpell: Sendable, Hashable {
  /// First second of the day, and the one behind the last.
  public var from: Int, to: Int
  /// How many times as long work takes that begins in it.
  public var factor: Estimate

  /// From when to when, for example `10:00-12:00`.
  public var hours: String { FitCheck.clock(from) + "-" + FitCheck.clock(to) }
}

/// How long telephone calls take by the time at which they are answered: a first reading counts it, so that a second one can tell
/// the law of the work from the time of the day.
///
/// Of other channels the time in hand says less: chats slow each other down, and what keeps lies between other work.
struct HandlingHours {
  /// Hours with fewer calls have no factor of their own.
  private static let fewest = 100.0
  /// Spells whose factors differ by less, in standard errors, are one.
  private static let alike = 2.0
  /// A day on which work takes at most so many times as long as at other times has no factors.
  private static let leastRatio = 1.1

  /// Seconds of a block: an hour, or what periods make of it.
  let block: Int
  private var sums: [NameID: [Sums]] = [:]

  private struct Sums {
    var count = 0.0
    var seconds = 0.0
    var squares = 0.0
  }

  init(periodSeconds: Int) {
    block =
      stride(from: periodSeconds, through: 86_400, by: periodSeconds).first { $0 >= 3600 && 86_400 % $0 == 0 } ?? 86_400
  }

  mutating func add(_ contact: LogContact) {
    guard contact.outcome == .answered, !contact.isStep, let answered = contact.answered,
      let handled = contact.handling
    else { return }
    let place = min(86_400 / block - 1, Int(LogClock.secondOfDay(answered)) / block)
    var own = sums[contact.type] ?? Array(repeating: Sums(), count: 86_400 / block)
    own[place].count += 1
    own[place].seconds += handled
    own[place].squares += handled * handled
    sums[contact.type] = own
  }

  /// The spells of the day with a factor of their own; none where work takes the same all day.
  ///
  /// Each type has its mean and each block of the day its factor, found in turn from the sums of the other (iterative
  /// proportional fitting), so that an hour with many calls of a slow type is not taken for a slow hour.
  func spells(of types: [NameID]) -> [HandlingSpell] {
    let rows = types.compactMap { sums[$0] }
    let places = (0..<86_400 / block).filter { place in rows.reduce(0) { $0 + $1[place].count } >= Self.fewest }
    guard places.count > 1 else { return [] }
    var factors = Array(repeating: 1.0, count: 86_400 / block)
    var means = Array(repeating: 0.0, count: rows.count)
    for _ in 0..<100 {
      for (type, row) in rows.enumerated() {
        let weight = row.indices.reduce(0) { $0 + row[$1].count * factors[$1] }
        means[type] = weight > 0 ? row.reduce(0) { $0 + $1.seconds } / weight : 0
      }
      for place in places {
        let usual = expected(rows, means, place)
        if usual > 0 { factors[place] = rows.reduce(0) { $0 + $1[place].seconds } / usual }
      }
    }
    return Self.merged(places.map { part(rows, means, factors, $0) })
  }

  private func expected(_ rows: [[Sums]], _ means: [Double], _ place: Int) -> Double {
    zip(rows, means).reduce(0) { $0 + $1.0[place].count * $1.1 }
  }

  /// A stretch of the day: its time, what the contacts would take on average, what they took, and the variance of that.
  private struct Part {
    var from: Int, to: Int
    var usual: Double, seconds: Double, variance: Double
    var factor: Double { seconds / usual }
    var error: Double { variance.squareRoot() / usual }
  }

  private func part(_ rows: [[Sums]], _ means: [Double], _ factors: [Double], _ place: Int) -> Part {
    let variance = zip(rows, means).reduce(0) { total, type in
      let (sums, mean) = (type.0[place], type.1 * factors[place])
      return total + max(0, sums.squares - 2 * mean * sums.seconds + sums.count * mean * mean)
    }
    return Part(
      from: place * block, to: (place + 1) * block, usual: expected(rows, means, place),
      seconds: rows.reduce(0) { $0 + $1[place].seconds }, variance: max(variance, 1e-12))
  }

  /// Neighbours that chance may have made different are put together, the most alike first. The factors are then of the mean of
  /// all contacts.
  private static func merged(_ parts: [Part]) -> [HandlingSpell] {
    guard parts.allSatisfy({ $0.usual > 0 }), differ(parts) else { return [] }
    var parts = parts
    while parts.count > 1 {
      let gaps = (1..<parts.count).map { index -> Double in
        let (one, next) = (parts[index - 1], parts[index])
        guard one.to == next.from else { return .infinity }
        return abs(one.factor - next.factor) / (one.error * one.error + next.error * next.error).squareRoot()
      }
      guard let least = gaps.indices.min(by: { gaps[$0] < gaps[$1] }), gaps[least] < alike else { break }
      parts[least].to = parts[least + 1].to
      parts[least].usual += parts[least + 1].usual
      parts[least].seconds += parts[least + 1].seconds
      parts[least].variance += parts[least + 1].variance
      parts.remove(at: least + 1)
    }
    let mean = parts.reduce(0) { $0 + $1.seconds } / parts.reduce(0) { $0 + $1.usual }
    let factors = parts.map(\.factor)
    guard let low = factors.min(), let high = factors.max(), high > leastRatio * low else { return [] }
    return parts.map { HandlingSpell(from: $0.from, to: $0.to, factor: Estimate($0.factor / mean, $0.error / mean)) }
  }

  /// Whether the factors differ by more than chance makes them: the sum of their squared deviations in standard errors is beyond
  /// what it is once in a thousand times (χ², by E. B. Wilson and M. M. Hilferty, PNAS 17, 1931).
  private static func differ(_ parts: [Part]) -> Bool {
    let weights = parts.map { 1 / ($0.error * $0.error) }
    let mean = zip(weights, parts).reduce(0) { $0 + $1.0 * $1.1.factor } / weights.reduce(0, +)
    let sum = zip(weights, parts).reduce(0) { $0 + $1.0 * ($1.1.factor - mean) * ($1.1.factor - mean) }
    let freedom = Double(parts.count - 1)
    let root = 1 - 2 / (9 * freedom) + 3.09 * (2 / (9 * freedom)).squareRoot()
    return sum > freedom * root * root * root
  }
}

extension [HandlingSpell] {
  /// The factor on work that begins at a second of the day; 1 outside all spells.
  func factor(at second: Double) -> Double {
    first { Double($0.from) <= second && second < Double($0.to) }?.factor.value ?? 1
  }
}

/// The classes of callers by the credit that they start with, and how surely the credit is in fact given.
///
/// A log may call callers by a class whose credit they were not given (they were recognised too late, say). When a later
/// caller of the same type passes one whose credit should have forbidden it, the credit was not there: the caller stands
/// where the next lower class does.
struct CreditLevels: Sendable {
  struct Level: Sendable {
    /// Seconds.
    var credit: Double
    var joins = Decayed(halfLife: 900)
    var lastWait = 0.0
    /// Share of callers who do not have the credit of their class.
    var without = RunningMean(step: 0.005, start: 0)
  }

  /// By credit, ascending.
  private(set) var levels: [Level] = []
  private static let most = 8

  /// The place of the level of a credit, made if need be.
  mutating func index(_ credit: Double) -> Int {
    let place = levels.firstIndex { $0.credit >= credit } ?? levels.count
    if place < levels.count, levels[place].credit == credit { return place }
    guard levels.count < Self.most else { return min(place, levels.count - 1) }
    levels.insert(Level(credit: credit), at: place)
    return place
  }

  mutating func joined(credit: Double, at time: Double) { levels[index(credit)].joins.add(1, at: time) }

  mutating func served(credit: Double, wait: Double) { levels[index(credit)].lastWait = wait }

  mutating func showed(credit: Double, isWithout: Bool) { levels[index(credit)].without.add(isWithout ? 1 : 0) }

  /// Wait of the last caller of the level who was served; 0 when nobody was.
  func lastWait(_ credit: Double) -> Double { levels.first { $0.credit == credit }?.lastWait ?? 0 }

  /// The credit of the next lower class, the same when there is none.
  func lower(_ credit: Double) -> Double { levels.last { $0.credit < credit }?.credit ?? credit }

  /// Share of callers of the level who do not have its credit.
  func without(_ credit: Double) -> Double { levels.first { $0.credit == credit }?.without.mean ?? 0 }
}

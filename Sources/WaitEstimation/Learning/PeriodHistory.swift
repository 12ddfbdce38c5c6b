/// What half hours of the week were like on the days before: waits and agents on duty.
struct PeriodHistory: Sendable {
  static let period = 1_800.0
  private static let step = 0.2
  private var waits = [RunningMean?](repeating: nil, count: 3 * 48)
  private var duty = [RunningMean?](repeating: nil, count: 3 * 48)
  private var current = Int.min
  private var sum = 0.0
  private var count = 0.0
  private var dutySum = 0.0
  private var dutyCount = 0.0

  /// Working days share their history; a Friday or a Saturday is another thing.
  private static func slot(_ period: Int) -> Int {
    let weekday = WeekClock.weekday(day: period / 48)
    let kind = weekday == 4 ? 1 : weekday == 5 ? 2 : 0
    return kind * 48 + period % 48
  }

  mutating func add(wait: Double) {
    sum += wait
    count += 1
  }

  mutating func add(duty agents: Double) {
    dutySum += agents
    dutyCount += 1
  }

  mutating func advance(to now: Double) {
    let period = Int(now / Self.period)
    guard period != current else { return }
    if current != Int.min {
      let slot = Self.slot(current)
      if count > 0 {
        waits[slot, default: RunningMean(step: Self.step, start: sum / count)].add(sum / count)
      }
      if dutyCount > 0 {
        let agents = dutySum / dutyCount
        duty[slot, default: RunningMean(step: Self.step, start: agents)].add(agents)
      }
    }
    current = period
    sum = 0
    count = 0
    dutySum = 0
    dutyCount = 0
  }

  func wait(at time: Double) -> Double? { waits[Self.slot(Int(time / Self.period))]?.mean }
  func duty(at time: Double) -> Double? { duty[Self.slot(Int(time / Self.period))]?.mean }
}

extension [RunningMean?] {
  fileprivate subscript(index: Int, default value: @autoclosure () -> RunningMean) -> RunningMean {
    get { self[index] ?? value() }
    set { self[index] = newValue }
  }
}

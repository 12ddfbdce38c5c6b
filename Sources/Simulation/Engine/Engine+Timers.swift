/// What a timer is about: the upper bits of its payload, so that timers of the same time go in this order.
enum TimerKind: UInt64 {
  /// A contact may have waited long enough for another group to help: the skill, as an index into `skillsOfTypes`.
  case overflow
  /// A contact comes that was put off: an issue comes back, a customer redials, a step can begin.
  case comes
  /// The next contact of a burst.
  case burst
  /// The next recorded arrival of a type.
  case recorded
  /// A customer who may redial has lost patience.
  case givesUp

  private static let shift: UInt64 = 60

  @inline(__always) func payload(_ value: UInt64) -> UInt64 { rawValue << Self.shift | value }

  init?(payload: UInt64) { self.init(rawValue: payload >> Self.shift) }

  static func value(_ payload: UInt64) -> UInt64 { payload & ((1 << shift) - 1) }
}

// Whatever was put off until now.
extension Engine {
  /// The earliest timer is due.
  mutating func fire(at time: Double) {
    let timer = timers.first
    timers.removeFirst()
    let value = TimerKind.value(timer.payload)
    switch TimerKind(payload: timer.payload) {
    case .overflow: overflow(Int32(value), at: time)
    case .comes: comes(Int32(value), at: time)
    case .burst: burst(Int(value), at: time)
    case .recorded: replay(Int32(value), at: time)
    case .givesUp: givesUp(Int32(value), at: time)
    case nil: break
    }
  }

  /// Lets an issue come back, or go on to its next step, after a while.
  mutating func putOff(_ issue: Int32, until time: Double) {
    timers.push(Timer(time: time, payload: TimerKind.comes.payload(UInt64(issue))))
  }

  /// An issue that was put off goes on. After the end of the run nothing comes any more: the issue stays open.
  private mutating func comes(_ issue: Int32, at time: Double) {
    guard period < periodCount else { return }
    let type = issues[issue].type
    if types[type].isStep { return joinStep(type, issue: issue, at: time) }
    goOn(issue, at: time)
  }

  /// The next contact of an issue comes in.
  mutating func goOn(_ issue: Int32, at time: Double) {
    countLoop(issues[issue].loop)
    enter(type: issues[issue].type, issue: issue, at: time)
  }
}

import Randomness

// Customers who got nobody try again.
extension Engine {
  /// The queue was full: the customer tries again later, or is lost.
  mutating func redialOrLose(_ issue: Int32, type: Int32, number: Int, at time: Double) {
    guard tracksIssues else { return }
    guard types[type].redials, issues[issue].attempts < endings[type].attempts else { return lose(issue, at: time) }
    var generator = RandomStream(key: states[type].redialKey).generator(at: number)
    guard generator.nextUnit() <= endings[type].redialShare else { return lose(issue, at: time) }
    issues[issue].type = type
    issues[issue].loop = endings[type].redialLoop
    if isTracing { note(.redials, issue: issue, type: type, number: number, at: time) }
    putOff(issue, until: time + endings[type].redialAfter.sample(&generator))
  }

  /// Remembers when a waiting customer who may redial gives up.
  ///
  /// The timer is the next number after that time: an agent who is free at the very moment comes first, as everywhere.
  mutating func planGivingUp(_ contact: WaitingContact, at time: Double) {
    issues[contact.issue].givesUp = time
    timers.push(Timer(time: time.nextUp, payload: TimerKind.givesUp.payload(UInt64(contact.issue))))
  }

  /// A customer who may redial has lost patience, unless an agent has come or the line was cut in the meantime. The contact
  /// stays in the line until an agent would have taken it.
  mutating func givesUp(_ issue: Int32, at time: Double) {
    let contact = issues[issue]
    guard contact.serial > 0, contact.givesUp.nextUp == time, !contact.isAnswered, lines[contact.type].count > 0,
      contact.number >= lines[contact.type].front.number
    else { return }
    issues[issue].givesUp = .infinity
    if isTracing {
      note(.abandoned, issue: issue, type: contact.type, number: contact.number, at: contact.givesUp)
    }
    guard period < periodCount else { return lose(issue, at: time) }
    redialOrLose(issue, type: contact.type, number: contact.number, at: contact.givesUp)
  }
}

/// The last moment that logs know of. Each contact has its times on the clock as it was set when it arrived, so that contacts
/// from both sides of a change of the clocks have different ones.
struct LogEnd {
  /// Seconds since 1970-01-01 00:00 UTC, or on the centre's own clock where the log has local times.
  private var time = -Double.infinity
  /// How far the centre's clock is ahead of it then.
  private var offset: Int32 = 0

  /// Takes in what a contact knows.
  mutating func take(_ contact: LogContact) {
    var last = contact.arrived
    var change: Int32 = 0
    if let answered = contact.answered, answered >= last { (last, change) = (answered, contact.changeAtAnswer) }
    if let ended = contact.ended, ended >= last { (last, change) = (ended, contact.clockChange) }
    guard last - Double(contact.clockOffset) > time else { return }
    time = last - Double(contact.clockOffset)
    offset = contact.clockOffset + change
  }

  /// The moment on the clock of a contact, and by how much the clocks had been set forward by then.
  func onClock(of contact: LogContact) -> (time: Double, clockChange: Int32) {
    (time + Double(contact.clockOffset), offset - contact.clockOffset)
  }
}

/// What is known of a contact type while a replication runs.
struct TypeState {
  var isOpen = false
  /// When it last closed: whoever was on duty then serves out.
  var closedAt = 0.0
  /// Contacts so far, from all sources; numbers the next one.
  var contacts = 0
  /// Arrivals from outside that have been looked for.
  var arrived = 0
  /// When the arrival after the next comes.
  var following = Double.infinity
  /// The work on the next contact, drawn before it comes, and its number.
  var workAhead = 0.0
  var workAheadOf = -1
  /// Period up to which the next arrival has been looked for.
  var arrivalPeriod = 0
  /// Contacts handled at once by those on duty, for the announced wait.
  var parallel = 0.0
  /// From which places on the announced wait is too long for some.
  var announced = AnnouncedPlaces()
  var arrivalKey: UInt64 = 0
  var handlingKey: UInt64 = 0
  var patienceKey: UInt64 = 0
  var choiceKey: UInt64 = 0
  var endingKey: UInt64 = 0
  var redialKey: UInt64 = 0
  var topicKey: UInt64 = 0
  /// Contacts that came to the step so far and had to wait for it to begin.
  var delayed = 0
  /// Recorded arrivals that have been replayed.
  var recorded = 0
  /// How many waited at the start, and the first of the evenly spread draws that are theirs.
  var spread = 0
  var firstPoint = 0
}

/// What is known of an agent group while a replication runs.
struct GroupState {
  /// Agents on duty, and those who finish a contact after their time.
  var present = 0
  var leaving = 0
  /// Up to when their time has been counted.
  var countedUntil = 0.0
  var leavers: UInt64 = 0
  var drawn = 0
  /// Heads by plan, absent ones counted; the day for which absences were drawn.
  var planned: Int32 = 0
  var day: Int32 = 0
  var absences: UInt64 = 0
  var trainees = 0
}

/// Which rules an engine can play, known when the program is compiled.
///
/// What it bought: the engine exists several times, with all rules and without those that most queues do not need. A
/// scenario that names none of them pays nothing for them; with tests at run time a contact cost a quarter more.
protocol RuleSet: Sendable {
  /// Follow issues beyond the first answer; trainees; capacity kept free; interruption.
  static var hasAllRules: Bool { get }
  /// Write down what happens.
  static var traces: Bool { get }
  /// One contact type, one group of agents with one contact at a time, and no rule beyond arrivals, patience, announcements,
  /// staff and hours: then nobody has to be looked for.
  static var hasOneQueue: Bool { get }
  /// Stop as soon as it is known how long a customer who waits at the start waits.
  static var follows: Bool { get }
}

extension RuleSet {
  @inline(__always) static var hasOneQueue: Bool { false }
  @inline(__always) static var follows: Bool { false }
}

/// A single queue, as in the textbooks.
enum OneQueueRules: RuleSet {
  @inline(__always) static var hasAllRules: Bool { false }
  @inline(__always) static var traces: Bool { false }
  @inline(__always) static var hasOneQueue: Bool { true }
}

/// Arrivals, patience, announcements, routing, overflow, staff and hours.
enum PlainRules: RuleSet {
  @inline(__always) static var hasAllRules: Bool { false }
  @inline(__always) static var traces: Bool { false }
}

/// All rules.
enum AllRules: RuleSet {
  @inline(__always) static var hasAllRules: Bool { true }
  @inline(__always) static var traces: Bool { false }
}

/// All rules, and a trace of what happens.
enum TracedRules: RuleSet {
  @inline(__always) static var hasAllRules: Bool { true }
  @inline(__always) static var traces: Bool { true }
}

/// A customer of a single queue is followed.
enum FollowedOneQueueRules: RuleSet {
  @inline(__always) static var hasAllRules: Bool { false }
  @inline(__always) static var traces: Bool { false }
  @inline(__always) static var hasOneQueue: Bool { true }
  @inline(__always) static var follows: Bool { true }
}

/// A customer is followed through the plain rules.
enum FollowedPlainRules: RuleSet {
  @inline(__always) static var hasAllRules: Bool { false }
  @inline(__always) static var traces: Bool { false }
  @inline(__always) static var follows: Bool { true }
}

/// A customer is followed through all rules.
enum FollowedAllRules: RuleSet {
  @inline(__always) static var hasAllRules: Bool { true }
  @inline(__always) static var traces: Bool { false }
  @inline(__always) static var follows: Bool { true }
}

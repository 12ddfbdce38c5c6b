/// Which rules an engine can play, known when the program is compiled.
///
/// What it bought: the engine exists twice, once with all rules and once without those that most queues do not need. A
/// scenario that names none of them pays nothing for them; with tests at run time a contact cost a quarter more.
protocol RuleSet: Sendable {
  /// Follow issues beyond the first answer; trainees; capacity kept free; interruption.
  static var hasAllRules: Bool { get }
  /// Write down what happens.
  static var traces: Bool { get }
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

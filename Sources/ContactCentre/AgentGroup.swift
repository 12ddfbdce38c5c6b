/// Agents with the same skills, staffed and paid alike.
public struct AgentGroup: Sendable, Hashable, Codable {
  /// The name, for example `frontline`.
  public var name: String
  /// The contact types they answer.
  public var skills: [Skill]
  /// Heads per period of local clock time; `nil` when only shifts staff the group.
  public var heads: PeriodProfile?
  /// Shifts, each worked on every day of the run that is one of its weekdays.
  public var shifts: [Shift]
  /// Share of scheduled time that is not productive, 0 up to but without 1: productive = scheduled × (1 − shrinkage).
  public var shrinkage: Double
  /// Cost of a paid hour, where a shift has no other; `nil` when unknown.
  public var costPerHour: Double?
  /// Probability that an agent who was planned is away for the whole day, 0 up to but without 1.
  public var absence: Double
  /// Agents in training; `nil` is none.
  public var trainees: Trainees?
  /// The kinds of shift that a schedule may give the group; empty when it is not to be scheduled.
  public var patterns: [ShiftPattern]
  /// The people, for rosters; empty when they are only counted.
  public var people: [String]

  /// Creates an agent group.
  public init(
    name: String, skills: [Skill], heads: PeriodProfile? = nil, shifts: [Shift] = [], shrinkage: Double = 0,
    costPerHour: Double? = nil, absence: Double = 0, trainees: Trainees? = nil, patterns: [ShiftPattern] = [],
    people: [String] = []
  ) {
    self.name = name
    self.skills = skills
    self.heads = heads
    self.shifts = shifts
    self.shrinkage = shrinkage
    self.costPerHour = costPerHour
    self.absence = absence
    self.trainees = trainees
    self.patterns = patterns
    self.people = people
  }
}

/// Agents in training: slower, and less often with a lasting answer.
public struct Trainees: Sendable, Hashable, Codable {
  /// Share of the agents, 0 to 1.
  public var share: Double
  /// Factor on their handling times.
  public var slower: Double
  /// Factor on the probability that a contact settles the issue, 0 to 1.
  public var resolves: Double

  /// Creates a share of trainees.
  public init(share: Double, slower: Double = 1, resolves: Double = 1) {
    self.share = share
    self.slower = slower
    self.resolves = resolves
  }
}

/// What an agent group can do for one contact type.
public struct Skill: Sendable, Hashable, Codable {
  /// Name of the contact type.
  public var contactType: String
  /// 1 is the best; a contact goes to the idle group with the best rank.
  public var rank: Int
  /// How many of these an agent may hold at once.
  public var concurrency: Int
  /// Factor on the time a contact takes when an agent holds 1, 2, … contacts; as many entries as `concurrency`.
  public var slowdown: [Double]
  /// The group helps only with contacts that have waited this long (overflow).
  public var after: Seconds
  /// The group takes these only while at least so many of its agents are idle, the one who takes it counted: capacity kept
  /// free for others, for which no work is interrupted either. 0 and 1 keep none.
  public var whenIdle: Int

  /// Creates a skill; without `slowdown` contacts do not slow each other down.
  public init(
    contactType: String, rank: Int = 1, concurrency: Int = 1, slowdown: [Double] = [], after: Seconds = 0,
    whenIdle: Int = 0
  ) {
    self.contactType = contactType
    self.rank = rank
    self.concurrency = concurrency
    self.slowdown = slowdown.isEmpty ? Array(repeating: 1, count: concurrency) : slowdown
    self.after = after
    self.whenIdle = whenIdle
  }
}

/// A shift: the same agents from start to end, away in the breaks.
public struct Shift: Sendable, Hashable, Codable {
  /// What the planner calls it.
  public var name: String
  /// From start to end, local clock time; may cross midnight.
  public var time: ClockRange
  /// Breaks inside the shift, in the same clock as `time`.
  public var breaks: [ClockRange]
  /// How many agents work it.
  public var heads: Int
  /// The weekdays on which it starts; all seven is every day.
  public var weekdays: Set<Weekday>
  /// Cost of a paid hour of it; `nil` is that of the group.
  public var costPerHour: Double?

  /// Creates a shift; without weekdays it is worked every day.
  public init(
    name: String, time: ClockRange, breaks: [ClockRange] = [], heads: Int,
    weekdays: Set<Weekday> = Set(Weekday.allCases), costPerHour: Double? = nil
  ) {
    self.name = name
    self.time = time
    self.breaks = breaks
    self.heads = heads
    self.weekdays = weekdays
    self.costPerHour = costPerHour
  }
}

extension AgentGroup {
  /// Cost of a paid hour that belongs to no shift, such as overtime: that of the group; where only shifts have one, their
  /// mean, weighted by heads. `nil` when no cost is known.
  package var usualCostPerHour: Double? {
    if let costPerHour { return costPerHour }
    let known = shifts.filter { $0.costPerHour != nil && $0.heads > 0 }
    guard !known.isEmpty else { return shifts.contains { $0.costPerHour != nil } ? 0 : nil }
    let sum = known.reduce(0) { $0 + Double($1.heads) * ($1.costPerHour ?? 0) }
    return sum / Double(known.reduce(0) { $0 + $1.heads })
  }

  /// Whether every hour that the group is paid for has a cost: its own, or that of the shift.
  package var knowsItsCost: Bool {
    let hasHeads = heads?.values.contains { $0 > 0 } ?? false
    return costPerHour != nil || !hasHeads && shifts.allSatisfy { $0.costPerHour != nil || $0.heads == 0 }
  }
}

extension Shift {
  /// Whether it starts on a weekday; Monday is 0.
  package func isWorked(weekday: Int) -> Bool { weekdays.contains { $0.rawValue == weekday + 1 } }
}

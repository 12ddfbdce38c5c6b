import ContactCentre
import Randomness

/// A scenario as flat tables: numbers instead of names, elapsed seconds instead of clock times.
///
/// The hot loop sees nothing else. Types and groups are numbered in the order of the scenario.
package struct CompiledScenario: Sendable {
  var types: [TypeRow] = []
  var groups: [GroupRow] = []
  /// Which groups can answer a type, best first; sliced by `TypeRow.skills`.
  var skillsOfTypes: [SkillRow] = []
  /// Which types a group answers, in the order in which it prefers them; sliced by `GroupRow.skills`.
  var skillsOfGroups: [SkillRow] = []
  /// Slowdown factors; sliced by `SkillRow.slowdown`.
  var slowdowns: [Double] = []
  /// What a type's contacts become outside its hours, with cumulated shares; sliced by `TypeRow.diversions`.
  var diversions: [DiversionRow] = []
  /// Arrivals per second, type by type, one value a period.
  var arrivalRates: [Double] = []
  /// Law of the factor of a day, for types that have one.
  var dayFactors: [Sampler?] = []
  /// Start of each period and the end of the run.
  var periodStarts: [Double] = []
  /// Day of each period.
  var periodDay: [Int32] = []
  /// Everything that happens by the clock, in order of time.
  var schedule: [ScheduleEvent] = []
  /// Agents who work shifts: the group of each.
  var shiftAgents: [Int32] = []
  /// Paid heads by plan, group by group, seconds in each period.
  var paidSeconds: [Double] = []
  /// Productive heads planned, group by group, averaged over each period.
  var headsPlanned: [Double] = []
  /// Periods at the start of the run that are not counted.
  var warmUpPeriods = 0
  /// Whether the waits by place in the queue are kept.
  var keepsAnnouncements = true
  /// Whether types choose agents by rank before load.
  var rankBeforeLoad = true

  var periodCount: Int { periodDay.count }
  var end: Double { periodStarts[periodStarts.count - 1] }
}

/// A slice of a flat table.
struct Slice {
  var start: Int32
  var end: Int32
}

/// One contact type.
struct TypeRow {
  var handling: Sampler
  var wrapUp: Sampler
  var hasWrapUp: Bool
  var patience: Sampler
  var hasPatience: Bool
  /// Whether places in the queue matter, so that abandonments ahead must be noticed when they happen.
  var tracksPlaces: Bool
  var isDeferred: Bool
  var cutsOff: Bool
  /// Whether some group helps only after a wait.
  var overflows: Bool
  /// Acceptable waiting time, seconds.
  var answerWithin: Double
  /// Longest wait that counts as answered in time: half a microsecond more, so that a wait of exactly the promise does
  /// not miss it by the rounding of two clock times.
  var withinLimit: Double { answerWithin + 5e-7 }
  var queueLimit: Int
  var announceFrom: Int
  var balkAbove: Double
  var balkShare: Double
  var offerAbove: Double
  var offerAcceptance: Double
  var offerBecomes: Int32
  /// Mean handling and wrap-up time, seconds, for the announced wait.
  var meanWork: Double
  /// 1 / mean patience, per second; 0 without patience, for the announced wait.
  var abandonmentRate: Double
  var diversions: Slice
  var skills: Slice
}

/// One agent group.
struct GroupRow {
  var skills: Slice
  /// The most contacts that one of its agents holds.
  var concurrency: Int
}

/// A contact type that a group answers, seen from either side.
struct SkillRow {
  var type: Int32
  var group: Int32
  /// Lower is better.
  var rank: Int32
  /// When an agent chooses: lower classes first, within a class who has waited longest.
  var order: Int32
  var concurrency: Int32
  /// Where the factors for 1, 2, … contacts in hand start.
  var slowdown: Int32
  /// Contacts that have waited less are not taken.
  var after: Double
}

/// One way that contacts outside the hours go.
struct DiversionRow {
  var becomes: Int32
  /// Share of this and the ways before it.
  var cumulatedShare: Double
}

/// Something that happens by the clock.
struct ScheduleEvent {
  enum Kind: Int32 {
    // In the order in which things at the same time happen.
    case periodStarts, typeCloses, typeOpens, headsLeave, shiftEnds, headsCome, shiftStarts, runEnds
  }

  var time: Double
  var kind: Kind
  /// The type, group, shift agent or period.
  var subject: Int32
  /// How many heads.
  var count: Int32
  /// Until when an agent who goes is paid by plan: a break is, the time after a shift is not.
  var paidUntil = 0.0
}

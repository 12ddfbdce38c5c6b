import ContactCentre
import Foundation
import Randomness

/// A scenario as flat tables: numbers instead of names, elapsed seconds instead of clock times.
///
/// The hot loop sees nothing else. Types and groups are numbered in the order of the scenario; behind the types come the
/// steps of those that pass through several departments, each with a line of its own.
package struct CompiledScenario: Sendable {
  var types: [TypeRow] = []
  /// How many rows are contact types.
  var typeCount = 0
  /// What happens when work on a contact ends, parallel to `types`.
  var endings: [EndingRow] = []
  var groups: [GroupRow] = []
  /// Which groups can answer a type, best first; sliced by `TypeRow.skills`.
  var skillsOfTypes: [SkillRow] = []
  /// How many of them help only after a wait.
  var overflowCount = 0
  /// Which types a group answers, in the order in which it prefers them; sliced by `GroupRow.skills`.
  var skillsOfGroups: [SkillRow] = []
  /// Slowdown factors; sliced by `SkillRow.slowdown`.
  var slowdowns: [Double] = []
  /// The ways that contacts go on, with cumulated shares; sliced by `TypeRow.diversions` and by the endings.
  var ways: [WayRow] = []
  /// The rules that make contacts of others, for the report.
  var loops: [LoopRow] = []
  /// Cumulated shares of topics; sliced by `EndingRow.topics`.
  var topicShares: [Double] = []
  /// Hours that business time runs in; sliced by `EndingRow.businessHours`.
  var businessIntervals: [BusinessInterval] = []
  /// Arrivals per second, type by type, one value for each interval of `rateStarts`.
  var arrivalRates: [Double] = []
  /// When rates may change, and the end of the run; the day of each interval.
  var rateStarts: [Double] = []
  var rateDay: [Int32] = []
  /// Factors on the work of the types that have any, one value for each interval of `rateStarts`; from `TypeRow.factors` on.
  var handlingFactors: [Double] = []
  /// Those before the start, by type.
  var earlierFactors: [Int32: [EarlierFactor]] = [:]
  /// Law of the factor of a day, for types that have one, and the common factors that each type takes part in.
  var dayFactors: [Sampler?] = []
  var sharedDayFactors: [Sampler] = []
  var sharedDayFactorsOfTypes: [[Int]] = []
  /// How the days of a block of replications are spread over the laws of the factors; `nil` draws them independently.
  var dayPoints: DayPoints?
  /// Sudden demand on top.
  var bursts: [BurstRow] = []
  /// Recorded arrivals, type by type; sliced by `TypeRow.trace`.
  var traceTimes: [Double] = []
  /// Contacts that wait at the start, the oldest first within each type.
  var backlog: [BacklogRow] = []
  /// What is known of the moment at which the run starts; `nil` for an empty start.
  var startTable: StartTable?
  /// Start of each period that is counted by, and the end of the run.
  var periodStarts: [Double] = []
  /// Day of each period.
  var periodDay: [Int32] = []
  /// Everything that happens by the clock, in order of time.
  var schedule: [ScheduleEvent] = []
  /// Agents who work shifts: the group of each.
  var shiftAgents: [Int32] = []
  /// Paid heads by plan, group by group, seconds in each period.
  var paidSeconds: [Double] = []
  /// What shifts cost beyond the usual cost of their group, group by group, in each period.
  var surcharges: [Double] = []
  /// Productive heads planned, group by group, averaged over each period.
  var headsPlanned: [Double] = []
  /// Periods at the start of the run that are not counted.
  var warmUpPeriods = 0
  /// Whether the waits by place in the queue are kept.
  var keepsAnnouncements = true
  /// Whether types choose agents by rank before load.
  var rankBeforeLoad = true
  /// Whether contacts are followed beyond their first answer: some rule needs to know whose they are.
  var tracksIssues = false
  /// Whether deferred work is done in the order of its deadlines, not of its arrival.
  var earliestDeadlineFirst = true
  /// Whether a live contact may interrupt deferred work.
  var liveInterruptsDeferred = false

  /// Whether the engine needs more than the plain rules.
  var needsAllRules: Bool {
    tracksIssues || skillsOfTypes.contains { $0.whenIdle > 1 } || groups.contains { $0.traineeShare > 0 }
  }

  /// How a single queue is to be played.
  var singleQueue = Simulator.SingleQueue.settled

  /// Whether it is a single queue, which the engine plays faster.
  var isOneQueue: Bool {
    singleQueue != .byGeneralEngine && !needsAllRules && types.count == 1 && groups.count == 1
      && skillsOfTypes.count == 1
      && skillsOfTypes[0].concurrency == 1 && skillsOfTypes[0].after == 0
      && types[0].diversions.start == types[0].diversions.end
      && types[0].offerBecomes < 0
  }

  var periodCount: Int { periodDay.count }
  var start: Double { periodStarts[0] }
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
  /// The type of a step; a type is its own.
  var parent: Int32
  /// Whether this is a step, which counts nothing of its type but what `Engine` says.
  var isStep: Bool
  /// Whether it passes through steps: the first of them.
  var firstStep: Int32
  var hasDeadline: Bool
  var redials: Bool
  var broadcasts: Bool
  /// Whether some group helps only after a wait.
  var overflows: Bool
  /// Acceptable waiting time, seconds.
  var answerWithin: Double
  /// Longest wait that counts as answered in time: half a microsecond more, so that a wait of exactly the promise does
  /// not miss it by the rounding of two clock times.
  var withinLimit: Double { answerWithin + 5e-7 }
  var queueLimit: Int
  var announceFrom: Int
  /// Announced waits above which customers balk or are offered another channel, seconds.
  var balkAbove: Double
  var balkShare: Double
  var offerAbove: Double
  var offerAcceptance: Double
  var offerBecomes: Int32
  var offerLoop: Int32
  var trace: Slice
  /// Mean handling and wrap-up time, seconds, for the announced wait.
  var meanWork: Double
  /// Rate at which each of those who wait gives up, 1 / mean patience.
  var abandonmentRate: Double
  /// How much longer it counts as having waited, among all that wait; 0 for work that keeps.
  var waitingCredit = 0.0
  /// Where the factors on its work start; −1 where it takes the same at all times.
  var factors: Int32 = -1
  var diversions: Slice
  var skills: Slice
}

/// One agent group.
struct GroupRow {
  var skills: Slice
  /// The most contacts that one of its agents holds.
  var concurrency: Int
  /// Where the bits of its skills start, 64 a word, for the lines that are not empty.
  var firstWord: Int32 = 0
  var words: Int { (Int(skills.end - skills.start) + 63) / 64 }
  /// Probability that a head who was planned is away for the day.
  var absence = 0.0
  var traineeShare = 0.0
  /// Factor on the handling times of trainees, and on the probability that they settle an issue.
  var traineePace = 1.0
  var traineeResolves = 1.0
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
  /// Taken only while so many agents of the group are idle.
  var whenIdle: Int32
  /// Place among the skills of the group.
  var place: Int32 = 0
  /// Number among the skills that help only after a wait; −1 for the others.
  var overflow: Int32 = -1
}

/// What happens when the work on a contact ends, and what is promised until then.
struct EndingRow {
  /// Steps that come next, for a step; what is left over is done.
  var routes = Slice(start: 0, end: 0)
  /// Time before the step can begin.
  var delay = Sampler(.constant(0))
  var hasDelay = false
  /// Types that a contact turns out to belong to.
  var redirects = Slice(start: 0, end: 0)
  /// Probability that the issue is settled; what the others become.
  var firstContact = 1.0
  var returns = Slice(start: 0, end: 0)
  /// A return later than this is not seen by who measures first-contact resolution.
  var window = 0.0
  var broadcastShare = 0.0
  var topics = Slice(start: 0, end: 0)
  var redialShare = 0.0
  var redialAfter = Sampler(.constant(0))
  var attempts: Int32 = 1
  var redialLoop: Int32 = -1
  /// Time allowed; runs on business time if there are `businessHours`.
  var deadlineWithin = Double.infinity
  var businessHours = Slice(start: 0, end: 0)
  /// Whether the deadline is for the end of the work.
  var isUntilResolved = false
  /// The step with whose end the clock starts; −1 for the arrival.
  var deadlineFrom: Int32 = -1
}

/// A share of contacts that goes one way.
struct WayRow {
  /// The type or step.
  var becomes: Int32
  /// The rule, as an index into `loops`; −1 for a step.
  var loop: Int32
  /// Share of this and the ways before it.
  var cumulatedShare: Double
  /// How long until then.
  var after: Sampler
}

/// A rule that makes contacts of one type of those of another.
struct LoopRow {
  var from: Int32
  var to: Int32
  var reason: LoopReason
}

/// An interval in which business time runs.
struct BusinessInterval {
  var open: Double
  var close: Double
  /// Business time that has run before it opens.
  var before: Double
}

/// Sudden demand that decays.
struct BurstRow {
  var type: Int32
  var start: Double
  var contacts: Double
  var decay: Double
}

/// The factor on work that was begun from a time before the start on.
struct EarlierFactor {
  var from: Double
  var factor: Double
}

/// A contact that waits at the start.
struct BacklogRow {
  var type: Int32
  /// When it arrived; 0 or before.
  var arrival: Double
}

/// Something that happens by the clock.
struct ScheduleEvent {
  enum Kind: Int32 {
    // In the order in which things at the same time happen.
    case periodStarts, typeCloses, typeOpens, dayBegins, headsLeave, shiftEnds, headsCome, absencesDrawn, shiftStarts
    case runEnds
  }

  var time: Double
  var kind: Kind
  /// The type, group, shift agent or period.
  var subject: Int32
  /// How many heads; for a shift and for absences, the day.
  var count: Int32
  /// Until when an agent who goes is paid by plan: a break is, the time after a shift is not.
  var paidUntil = 0.0
}

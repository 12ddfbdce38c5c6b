import ContactCentre
import Randomness

/// A contact type as logs show it.
public struct FittedType: Sendable {
  /// Its name in the scenario: letters, digits, dots, - and _ only.
  public var name: String
  /// Its name in the logs.
  public var logName: String
  /// How it reaches the centre.
  public var channel: Channel
  /// Contacts on ordinary days, returns included.
  public var offered: Int
  /// New contacts an hour, by weekday (Monday first) and period; `nil` for weekdays without a day in the record.
  public var rates: [[Estimate]?]
  /// Coefficient of variation of the day factor, the shared one included; `nil` when too few days tell.
  public var dayFactor: Estimate?
  /// That of its own day factor, beside the shared one.
  public var ownDayFactor: Double?
  /// The departments that the work passes through; empty where there is one answer and one end. The laws of handling are then
  /// those of the steps.
  public var steps: [FittedStep]
  /// Mean handling time, with a standard error that takes whole days as the unit of chance; with steps the work of all of them
  /// over the contacts.
  public var handlingMean: Estimate
  /// Standard deviation of the handling times; of calls without the factor of the hour, as the laws and the plot.
  public var handlingDeviation: Double
  /// Laws of the handling time, the one that foretells other days best first.
  public var handling: [LawFit]
  /// The law in the scenario: the first of `handling`, moved to the mean observed.
  public var handlingLaw: Distribution
  /// Wrap-up after a contact; `nil` when there is next to none.
  public var wrapUp: (mean: Estimate, law: Distribution, shapeError: Double?, count: Int)?
  /// Laws of patience, the best one first; empty when hardly anybody gave up.
  public var patience: [LawFit]
  /// How many gave up, and how many who waited were served and so hide their patience.
  public var gaveUp: Int, served: Int
  /// Survival of patience (Kaplan–Meier).
  public var patienceCurve: SurvivalCurve
  /// Handling times by cell: upper end and share, for the plot.
  public var handlingShares: [(upTo: Double, share: Double)]
  /// Contacts an agent holds at once, and how they slow each other down.
  public var slowdown: [Estimate]
  /// Share of answered contacts that no return follows within the window; `nil` when none was looked for.
  public var firstContact: Estimate?
  /// Answered contacts that were followed up.
  public var followed: Int
  /// What returns come back as, with the share of the returns.
  public var returnsAs: [(name: String, share: Double)]
  /// Laws of the time until a return.
  public var returnDelay: [LawFit]
  /// Seconds of waiting that those who queue are given on joining, beyond what all types are; `nil` when the mapping gives none.
  public var waitingCredit: Estimate?
  /// Share of those who gave up or were blocked who try again within the window; `nil` when nobody was followed.
  public var redial: Estimate?
  /// How many of them were followed up.
  public var missed: Int
  /// Laws of the time until they do.
  public var redialDelay: [LawFit]
}

/// A group of agents as logs show it.
public struct FittedGroup: Sendable {
  /// Its name in the scenario.
  public var name: String
  /// Agents who were seen; 0 when the log names none.
  public var agents: Int
  /// Places of the types that it answers, and the rank of each.
  public var skills: [(type: Int, rank: Int)]
  /// Agents on duty by weekday (Monday first) and period; `nil` for weekdays without a day in the record.
  public var onDuty: [[Estimate]?]
  /// Probability that an agent of the plan is away all day, from how much the days differ.
  public var absence: Estimate
  /// Whole heads by weekday and period, absent ones included.
  public var heads: [[Int]?]
}

/// What happened in the record, for the comparison with the simulation.
public struct ObservedFigures: Sendable {
  /// By type: sums over the ordinary days.
  public var types: [ComplianceCounts]
  /// All live types together, by period of the day.
  public var periods: [ComplianceCounts]
  /// All live types together.
  public var all: ComplianceCounts
  /// By type and day, by period and day, and by day: what intervals need.
  public var typeDays: [[ComplianceCounts]], periodDays: [[ComplianceCounts]], allDays: [ComplianceCounts]
}

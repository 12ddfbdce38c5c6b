import ContactCentre
import Randomness
import ScenarioFormat

/// A scenario fitted to contact logs: an ordinary week, with a standard error of every figure.
///
/// Logs are read twice and streamed: memory grows with days, types and agents, not with the rows, as long as the rows of a day
/// stand together.
public struct LogFit: Sendable {
  /// How it was fitted.
  public let options: FitOptions
  /// What the mapping calls the logs.
  public let name: String
  /// IANA time zone; `nil` when the mapping names none.
  public let timeZone: String?
  /// First and last day of the record, `yyyy-mm-dd`.
  public let firstDay, lastDay: String
  /// Ordinary days by weekday, Monday first.
  public let ordinaryDays: [Int]
  /// All days with contacts.
  public let days: Int
  /// Contact types, those with the most contacts first.
  public let types: [FittedType]
  /// Agent groups.
  public let groups: [FittedGroup]
  /// Days left out of all rates.
  public let specialDays: [SpecialDay]
  /// Coefficient of variation of a day factor that all types share; `nil` when there is none to be seen.
  public let sharedDayFactor: Estimate?
  /// When telephone calls take longer, or less time, than on average; empty where they take the same all day.
  public let handlingSpells: [HandlingSpell]
  /// Change of demand in 30 days, as a share.
  public let trend: Estimate?
  /// What happened on the ordinary days.
  public let observed: ObservedFigures
  /// Rows read, rows dirty.
  public let rows: RowCounts
  /// Contacts that never asked for an agent.
  public let notOffered: Int
  /// What the logs do not tell.
  public let notes: [FitNote]
  /// Whether agents put work that keeps aside for customers on the line.
  public let liveInterrupts: Bool
  /// Whether agents are named in the logs.
  public let namesAgents: Bool
  /// The group of each agent, both by name.
  public let groupOfAgent: [String: String]
  /// Places of the types that stand together as all contacts: those whose customers wait on the line. Hours until a message is
  /// read would make a mean wait of nothing. All, when no type is live.
  public var liveTypes: [Int] { Self.live(types) }

  private static func live(_ types: [FittedType]) -> [Int] {
    let live = types.indices.filter { !types[$0].channel.isDeferred }
    return live.isEmpty ? Array(types.indices) : live
  }

  /// Start of the simulated week: the first Monday after the record.
  let start: LocalDate

  /// Fits a scenario.
  /// - Parameters:
  ///   - paths: the logs, CSV or CSV.gz.
  ///   - mapping: what their columns mean.
  ///   - options: how to fit.
  ///   - allowDirty: goes on with more than 5 % of dirty rows.
  ///   - setAside: takes dirty rows, as in `LogReader`.
  ///   - progress: told now and then how many rows have been read, both readings counted.
  /// - Throws: `LogError` for logs that cannot be read, too many dirty rows, and logs without answered contacts.
  public init(
    paths: [String], mapping: LogMapping, options: FitOptions = FitOptions(), allowDirty: Bool = false,
    setAside: ((String, Int, DirtyReason, String) -> Void)? = nil, progress: (Int) -> Void = { _ in }
  ) throws(LogError) {
    var survey = LogSurvey(periodSeconds: options.periodSeconds)
    var end = -Double.infinity
    var seen = 0
    func saw() {
      seen += 1
      if seen & 0xFFFF == 0 { progress(seen) }
    }
    var reader = LogReader(mapping: mapping, setAside: setAside)
    for path in paths {
      try reader.read(path: path) { contact in
        survey.add(contact)
        end = max(end, contact.arrived, contact.ended ?? contact.arrived)
        saw()
      }
    }
    if !allowDirty { try reader.requireClean() }
    let files = paths.joined(separator: ", ")
    guard let first = survey.days.first, let last = survey.days.last else {
      throw LogError(file: files, message: "no contact asked for an agent; expected answered or queued contacts")
    }
    if options.returnWindow != nil, survey.withIssue == 0 {
      throw LogError(
        file: files, message: "no contact has an issue or customer; returns need columns.issue in the mapping")
    }
    let types = survey.types
    for type in types where survey.steps[type] != nil {
      let channel = TypeFit.channel(of: type, survey, reader.names)
      guard !channel.isDeferred else { continue }
      throw LogError(
        file: files,
        message: "“\(reader.names[type])” has steps and comes by \(channel.rawValue); steps are for work that keeps "
          + "(tickets, messages): leave out columns.step for this log")
    }
    let groups = SkillGroups(survey)
    let channels = types.map { TypeFit.channel(of: $0, survey, reader.names) }
    let isDeferred = channels.map(\.isDeferred)
    let isCall = channels.map { $0 == .phone }
    let spells = survey.handlingHours.spells(of: zip(types, isCall).filter(\.1).map(\.0))
    var tally = FitTally(
      survey, types: types, isDeferred: isDeferred, handlingSpells: isCall.map { $0 ? spells : [] }, groups: groups,
      credits: ClassCredits(mapping, reader.names), options: options, end: end)
    var again = LogReader(mapping: mapping)
    for path in paths {
      try again.read(path: path) { contact in
        tally.add(contact)
        saw()
      }
    }
    guard tally.handling.contains(where: { $0.contains { $0.count > 0 } }) else {
      throw LogError(
        file: files, message: "no answered contact has an end; expected columns.answered and columns.ended")
    }

    self.options = options
    name = mapping.name
    timeZone = mapping.timeZone
    firstDay = LogClock.dateText(day: first)
    lastDay = LogClock.dateText(day: last)
    rows = reader.counts
    notOffered = survey.notOffered
    namesAgents = !survey.answered.isEmpty
    let monday = LogClock.date(day: last + 7 - LogClock.weekday(day: last))
    start = LocalDate(year: monday.year, month: monday.month, day: monday.day)
    let names = reader.names
    let demand = DemandFit(tally)
    days = demand.days.count
    ordinaryDays = demand.ordinaryOfWeekday
    sharedDayFactor = demand.shared.map { square in
      // The error of a root.
      Estimate(square.value.squareRoot(), square.standardError.map { $0 / (2 * square.value.squareRoot()) })
    }
    trend = demand.trend
    handlingSpells = spells
    let fitted = TypeFit.all(tally, demand, survey: survey, names: names)
    let duty = DutyFit.all(tally, demand, workNames: Self.workNames(fitted, tally))
    self.types = Self.withGroups(fitted, duty.groups, tally.groups)
    self.groups = duty.groups
    groupOfAgent = Dictionary(
      uniqueKeysWithValues: tally.groups.groupOf.map { (names[$0.key], duty.groups[$0.value].name) })
    liveInterrupts = tally.interruptions.areUsual
    notes = Self.notes(
      self.types, tally, hasIssues: survey.withIssue > 0, window: options.returnWindow, lonely: duty.lonely)
    specialDays = demand.special(typeNames: self.types.map(\.name))
    observed = demand.observed(tally, live: Self.live(self.types))
  }

  /// Names of all works: of types, and of steps as `type.step`.
  private static func workNames(_ types: [FittedType], _ tally: FitTally) -> [String] {
    var names = tally.works.indices.map { types[tally.typeOf[$0]].name }
    for type in types { for step in type.steps { names[step.work] = type.name + "." + step.name } }
    return names
  }

  /// The steps with the group that does them; none where all groups with the skill do.
  private static func withGroups(_ types: [FittedType], _ groups: [FittedGroup], _ skills: SkillGroups) -> [FittedType]
  {
    var types = types
    for (type, fitted) in types.enumerated() {
      let able = groups.indices.filter { groups[$0].skills.contains { $0.type == type } }
      for (index, step) in fitted.steps.enumerated() {
        let own = able.filter { skills.skills[$0].contains(step.work) }
        guard own.count < able.count else { continue }
        // Of several groups that do a step, but not all, the scenario has the one with the most agents.
        let largest = own.max { (groups[$0].agents, $1) < (groups[$1].agents, $0) }
        types[type].steps[index].group = largest.map { groups[$0].name }
        types[type].steps[index].otherGroups = own.filter { $0 != largest }.map { groups[$0].name }
      }
    }
    return types
  }

  private static func notes(
    _ types: [FittedType], _ tally: FitTally, hasIssues: Bool, window: Double?, lonely: Int
  ) -> [FitNote] {
    var notes: [FitNote] = []
    for (index, type) in types.enumerated() {
      let works: [(work: Int, name: String, mean: Seconds)] =
        type.steps.isEmpty
        ? [(index, type.name, type.handlingMean.value)]
        : type.steps.map { ($0.work, type.name + "." + $0.name, $0.handlingMean.value) }
      for one in works {
        guard let atOnce = tally.interruptions.openAtOnce(one.work, isDeferred: type.channel.isDeferred) else {
          continue
        }
        notes.append(.openForLong(type: one.name, atOnce: atOnce, mean: one.mean))
      }
      if let free = tally.freeAgents.cameWhenFree(index) {
        notes.append(.comesWhenFree(type: type.name, share: free.share, others: free.others))
      }
      if let first = type.steps.first {
        let starts = type.steps.reduce(0) { $0 + tally.steps.starts[$1.work] }
        let elsewhere = starts - tally.steps.starts[first.work]
        if elsewhere * 50 > starts {
          notes.append(
            .otherFirstSteps(type: type.name, share: Double(elsewhere) / Double(starts), step: first.name))
        }
      }
      if let wrapUp = type.wrapUp?.mean, (wrapUp.standardError ?? 0) > wrapUp.value / 2 {
        notes.append(.wrapUpTooLong(type: type.name, limit: tally.options.longestWrapUp))
      }
      if type.patience.isEmpty, !type.channel.isDeferred { notes.append(.nobodyGaveUp(type: type.name)) }
    }
    if lonely > 0 { notes.append(.hardlyAnybody(periods: lonely)) }
    if window == nil { notes.append(hasIssues ? .noReturnWindow : .noIssues) }
    return notes
  }
}

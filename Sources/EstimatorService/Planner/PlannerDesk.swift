import ContactCentre
import Foundation
import Planning
import Reporting
import Simulation
import Synchronization

/// Works out what the planner's page shows.
///
/// Every answer is worked out from the question alone, so that a server that was started again answers as the one before.
/// Runs of the saved scenario are kept for a while: each picture of a change is drawn beside one.
final class PlannerDesk: Sendable {
  let folder: ScenarioFolder
  /// What comes first while somebody drags a bar does not wait for what makes it more precise.
  private let quick = QuietWork(mostWaiting: 12)
  private let slow = QuietWork(mostWaiting: 12)
  private static let mostQuick = 10
  private let tabs = TabBook()
  let jobs = PlannerJobs()
  private let saved = Mutex<[(key: Scenario, replications: Int, result: SimulationResult)]>([])

  /// Runs of saved scenarios that are kept.
  private static let mostSaved = 6
  /// A picture takes no longer, seconds: what is finished by then is shown.
  private static let mostSeconds = 6.0
  /// After so many times as long even a replication that never ends is left: others wait for their turn.
  private static let patience = 2.0

  init(folder: ScenarioFolder) { self.folder = folder }

  // MARK: questions

  /// The scenarios of the folder.
  var scenarios: JSONValue {
    .object([
      .init("version", .integer(1)),
      .init("scenarios", .array(folder.files.map { .object([.init("file", .string($0))]) })),
    ])
  }

  /// What a scenario holds that the page can change.
  func controls(_ question: PlannerQuestion) async throws -> JSONValue {
    try await quick.run {
      PlannerControls.value(try question.load(withChanges: true), folder: self.folder)
    }
  }

  /// A picture of the day: the run, the saved one beside it, and what differs.
  func picture(_ question: PlannerQuestion) async throws -> JSONValue {
    let isStale = tabs.enter(question.tab)
    return try await (question.replications <= Self.mostQuick ? quick : slow).run {
      let began = ContinuousClock.now
      guard !isStale() else { throw TabBook.superseded }
      let deadline = began + .seconds(Self.mostSeconds)
      let changed = try question.load(withChanges: true)
      let before = question.hasChanges ? try question.load(withChanges: false).scenario : nil
      let size = ScenarioSize(changed.scenario)
      let replications = max(
        1, min(question.replications, Int(PlannerQuestion.Most.work / max(1, size.contacts))))
      let isLate: @Sendable () -> Bool = { isStale() || ContinuousClock.now > deadline }
      let result: SimulationResult
      do {
        result = try Self.run(
          changed.scenario, replications: replications, overlays: changed.overlaysApplied, seconds: Self.mostSeconds,
          isStale: isStale)
      } catch {
        throw isStale() ? TabBook.superseded : error
      }
      var savedResult: SimulationResult?
      var difference: ScenarioDifference?
      if let before, result.ended != .interrupted {
        savedResult = try self.savedRun(
          before, replications: replications, seconds: (deadline - ContinuousClock.now) / .seconds(1), isStale: isStale)
        if replications >= 2, savedResult != nil {
          difference = try? Comparison.run(
            [("saved", before), ("changed", changed.scenario)], replications: replications,
            seed: changed.scenario.experiment.seed, threads: 1, isCancelled: isLate
          ).differences.first
        }
      }
      guard !isStale() else { throw TabBook.superseded }
      let picture = DayPicture(
        result, saved: savedResult, difference: difference, language: question.language,
        contactType: question.contactType)
      return .object([
        .init("version", .integer(1)), .init("scenario", .string(result.scenario)),
        .init("seed", .unsigned(result.seed)), .init("replications", .integer(result.replications)),
        .init("complete", .boolean(result.ended != .interrupted && replications == question.replications)),
        .init("days", .integer(result.days)), .init("periodSeconds", .integer(result.periodSeconds)),
        .init("contactType", .string(picture.contactType)),
        .init("periods", DayPictureJSON.periods(result)), .init("changed", DayPictureJSON.run(result)),
        .init("saved", savedResult.map(DayPictureJSON.run) ?? .null),
        .init("difference", difference.map(DayPictureJSON.difference) ?? .null),
        .init("html", .object(picture.pieces.map { .init($0.name, .string($0.markup.source)) })),
        .init("seconds", .number((ContinuousClock.now - began) / .seconds(1))),
      ])
    }
  }

  /// A day event by event.
  func trace(_ question: PlannerQuestion) async throws -> JSONValue {
    try await slow.run {
      let scenario = try question.load(withChanges: true).scenario
      let size = ScenarioSize(scenario)
      guard size.contacts <= PlannerQuestion.Most.traced else {
        throw Problem(
          .unprocessableContent, "too-large",
          "A replay shows up to \(Int(PlannerQuestion.Most.traced)) contacts; this scenario has about \(Int(size.contacts)). "
            + "Shorten calendar.days, or write the trace with waitline simulate --trace.")
      }
      let deadline = ContinuousClock.now + .seconds(Self.patience * Self.mostSeconds)
      return try TraceJSON.value(
        scenario, replication: question.replication, isAbandoned: { ContinuousClock.now > deadline })
    }
  }

  /// A file of a run, and its media type.
  func file(_ question: PlannerQuestion) async throws -> (text: String, type: String) {
    try await slow.run {
      let loaded = try question.load(withChanges: true)
      let size = ScenarioSize(loaded.scenario)
      let replications = max(2, min(question.replications, Int(PlannerQuestion.Most.work / max(1, size.contacts))))
      let result = try Self.run(
        loaded.scenario, replications: replications, overlays: loaded.overlaysApplied, announcements: true,
        seconds: 4 * Self.mostSeconds)
      return switch question.format {
      case .report: (ReportHTML.text(result, language: question.language), "text/html; charset=utf-8")
      case .periods: (PeriodsCSV.text(result), "text/csv; charset=utf-8")
      case .summary: (SummaryJSON.text(result), "application/json")
      }
    }
  }

  // MARK: runs

  /// - Parameters:
  ///   - seconds: no replication begins later; one that takes much longer is left.
  ///   - isStale: whether nobody wants it any more.
  private static func run(
    _ scenario: Scenario, replications: Int, overlays: [String] = [], announcements: Bool = false, seconds: Double,
    isStale: @escaping @Sendable () -> Bool = { false }
  ) throws -> SimulationResult {
    let now = ContinuousClock.now
    let (late, last) = (now + .seconds(max(0, seconds)), now + .seconds(max(1, Self.patience * seconds)))
    let isCancelled: @Sendable () -> Bool = { isStale() || ContinuousClock.now > late }
    var scenario = scenario
    scenario.experiment.minimumReplications = replications
    scenario.experiment.maximumReplications = replications
    scenario.experiment.stopping = nil
    do {
      return try Simulator(scenario, announcements: announcements).run(
        threads: 1, overlays: overlays, isCancelled: isCancelled,
        isAbandoned: { isStale() || ContinuousClock.now > last })
    } catch let error as SimulationError {
      guard !isCancelled() else {
        throw Problem(
          .unprocessableContent, "too-large", "One replication of this scenario takes longer than the page waits.")
      }
      throw Problem(.unprocessableContent, "simulation", "\(error)")
    }
  }

  /// The run of a saved scenario; `nil` when there was no time for it.
  private func savedRun(
    _ scenario: Scenario, replications: Int, seconds: Double, isStale: @escaping @Sendable () -> Bool
  ) throws -> SimulationResult? {
    let known = saved.withLock { $0.first { $0.replications == replications && $0.key == scenario }?.result }
    if let known { return known }
    let result = try Self.run(scenario, replications: replications, seconds: seconds, isStale: isStale)
    guard result.ended != .interrupted else { return nil }
    saved.withLock { kept in
      kept.append((scenario, replications, result))
      if kept.count > Self.mostSaved { kept.removeFirst() }
    }
    return result
  }
}

/// Which question of each tab of a browser is the newest: what is asked again is not played to its end.
private final class TabBook: Sendable {
  private let newest = Mutex<[String: Int]>([:])
  private static let mostTabs = 500

  static let superseded = Problem(.conflict, "superseded", "The same tab has asked anew.")

  /// Notes a question; the answer says whether there is a newer one.
  func enter(_ tab: String?) -> @Sendable () -> Bool {
    guard let tab else { return { false } }
    let mine = newest.withLock { newest -> Int in
      if newest.count >= Self.mostTabs { newest.removeAll() }
      newest[tab, default: 0] += 1
      return newest[tab, default: 0]
    }
    return { self.newest.withLock { $0[tab, default: mine] != mine } }
  }
}

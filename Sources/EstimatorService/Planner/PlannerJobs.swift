import ContactCentre
import Foundation
import Planning
import Reporting
import Simulation
import Synchronization

/// A search for staff or shifts that the page started.
struct PlannerJob: Sendable {
  /// What is looked for.
  enum Kind: String, Sendable, CaseIterable {
    case staff, schedule
  }

  /// How it stands.
  enum State: String, Sendable {
    case waiting, running, done, failed, cancelled
  }

  let kind: Kind
  var state = State.waiting
  /// Replications played, or schedules tried.
  var steps = 0
  /// Cost of the best so far, and a cost that none is below; of a schedule.
  var cost: Double?
  var bound: Double?
  /// What was found, or why nothing.
  var text: String?
  var changes: JSONValue = .null
  var plan: JSONValue = .null
  var finished: Date?

  func value(_ id: String) -> JSONValue {
    .object([
      .init("version", .integer(1)), .init("id", .string(id)), .init("kind", .string(kind.rawValue)),
      .init("state", .string(state.rawValue)), .init("steps", .integer(steps)),
      .init("cost", .optional(cost)), .init("bound", .optional(bound)),
      .init("text", .optional(text)), .init("changes", changes),
    ])
  }
}

/// The searches, one at a time, each until it is done or cancelled.
final class PlannerJobs: Sendable {
  private struct Entry {
    var job: PlannerJob
    let isCancelled: StopFlag
  }

  private let work = QuietWork(mostWaiting: mostOpen)
  private let entries = Mutex<[String: Entry]>([:])
  private static let mostOpen = 4
  /// Results are kept for so long, seconds, and at most so many.
  private static let keptSeconds = 3600.0
  private static let mostKept = 50

  /// Starts a search and returns what it is called.
  /// - Throws: ``Problem`` when there are too many, or the scenario has mistakes.
  func start(_ question: PlannerQuestion) throws -> JSONValue {
    let kind = question.kind
    let loaded = try question.load(withChanges: true)
    let size = ScenarioSize(loaded.scenario)
    guard size.contacts <= PlannerQuestion.Most.contacts / 4 else {
      throw Problem(
        .unprocessableContent, "too-large",
        "The scenario is too large for the page; use waitline \(kind.rawValue).")
    }
    var numbers = SystemRandomNumberGenerator()
    let id = String(numbers.next(), radix: 36)
    let flag = StopFlag()
    let isFull = entries.withLock { entries -> Bool in
      entries = entries.filter { entry in
        entry.value.job.finished.map { $0.timeIntervalSinceNow > -Self.keptSeconds } ?? true
      }
      let open = entries.values.count { $0.job.finished == nil }
      guard open < Self.mostOpen, entries.count < Self.mostKept else { return true }
      entries[id] = Entry(job: PlannerJob(kind: kind), isCancelled: flag)
      return false
    }
    guard !isFull else {
      throw Problem(
        .tooManyRequests, "busy", "Too many searches are under way; cancel one or wait.", headers: [.retryAfter: "5"]
      )
    }
    let request = StaffingRequest(scenario: loaded.scenario, aim: question.aim, threads: 1)
    let (timeLimit, language) = (question.timeLimit, question.language)
    Task {
      do {
        try await work.run {
          self.search(id, kind, request, timeLimit: timeLimit, language: language, flag)
        }
      } catch {
        self.end(id, .failed, "\((error as? Problem)?.detail ?? "\(error)")")
      }
    }
    return try value(id)
  }

  /// How a search stands.
  /// - Throws: ``Problem`` for one that is not known.
  func value(_ id: String) throws -> JSONValue {
    guard let job = entries.withLock({ $0[id]?.job }) else {
      throw Problem(
        .notFound, "job", "There is no such search; after an hour, and when the server is started again, they are gone."
      )
    }
    return job.value(id)
  }

  /// Stops a search; of a schedule the best so far is kept.
  func cancel(_ id: String) throws -> JSONValue {
    entries.withLock { $0[id]?.isCancelled }?.set()
    return try value(id)
  }

  // MARK: searching

  private func update(_ id: String, _ change: (inout PlannerJob) -> Void) {
    entries.withLock { entries in
      guard var entry = entries[id] else { return }
      change(&entry.job)
      entries[id] = entry
    }
  }

  private func end(
    _ id: String, _ state: PlannerJob.State, _ text: String, changes: JSONValue = .null
  ) {
    update(id) { job in
      (job.state, job.text, job.changes, job.finished) = (state, text, changes, Date())
    }
  }

  private func search(
    _ id: String, _ kind: PlannerJob.Kind, _ request: StaffingRequest, timeLimit: Double, language: Language,
    _ flag: StopFlag
  ) {
    guard !flag.isSet else { return end(id, .cancelled, "") }
    update(id) { $0.state = .running }
    let deadline = ContinuousClock.now + .seconds(timeLimit)
    let isOver: @Sendable () -> Bool = { flag.isSet || ContinuousClock.now > deadline }
    do {
      switch kind {
      case .staff:
        let plan = try StaffingPlan.find(request, isCancelled: isOver) { self.update(id) { $0.steps += 1 } }
        update(id) { $0.cost = plan.cost }
        end(id, .done, StaffingReport.text(plan, language: language, width: 78), changes: PlanChanges.of(plan))
      case .schedule:
        let plan = try SchedulePlan.find(request, timeLimit: timeLimit, isCancelled: { flag.isSet }) { progress in
          self.update(id) { job in
            (job.steps, job.cost, job.bound) = (progress.rounds, progress.cost, progress.bound)
          }
        }
        update(id) { ($0.cost, $0.bound) = (plan.cost, plan.bound) }
        end(id, .done, ScheduleReport.text(plan, language: language, width: 78), changes: PlanChanges.of(plan))
      }
    } catch {
      end(id, flag.isSet ? .cancelled : .failed, "\(error)")
    }
  }
}

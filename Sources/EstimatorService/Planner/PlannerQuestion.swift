import ContactCentre
import Foundation
import Planning
import Reporting
import ScenarioFormat

/// What the planner's page asks: a scenario of the folder or one that comes along, overlays, changes, and how to play it.
struct PlannerQuestion {
  private struct Form: Decodable {
    struct Source: Decodable {
      var file: String?
      var text: String?
      var name: String?
    }
    var scenario: Source
    var overlays: [String]?
    var replications: Int?
    var replication: Int?
    var contactType: String?
    var language: String?
    var kind: String?
    var aim: String?
    var timeLimit: Double?
    var format: String?
    var tab: String?
  }

  /// Limits of a question: nobody may keep the server busy for long.
  enum Most {
    /// Contacts expected in a replication.
    static let contacts = 400_000.0
    /// Contact types × periods.
    static let cells = 300_000
    /// Contacts expected in all replications of a picture.
    static let work = 12_000_000.0
    static let replications = 2000
    /// Contacts expected in a replay.
    static let traced = 30_000.0
    static let overlays = 20
  }

  let folder: ScenarioFolder
  private let form: Form
  let overlays: [String]
  /// The changes as they came, JSON.
  let changes: String
  let hasChanges: Bool

  init(_ body: Data, folder: ScenarioFolder) throws {
    self.folder = folder
    func bad(_ words: String) -> Problem {
      Problem(
        .badRequest, "bad-question", "The question was not understood.",
        more: [.init("mistakes", .array([.string(words)]))])
    }
    do {
      form = try JSONDecoder().decode(Form.self, from: body)
    } catch let error as DecodingError {
      throw bad(JSONComplaint.text(error, of: body))
    }
    let object = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:]
    let known = [
      "scenario", "overlays", "changes", "replications", "replication", "contactType", "language", "kind", "aim",
      "timeLimit", "format", "tab",
    ]
    if let other = object.keys.sorted().first(where: { !known.contains($0) }) {
      throw bad("\(other.prefix(40)): is not known; expected \(known.joined(separator: ", "))")
    }
    let source = object["scenario"] as? [String: Any] ?? [:]
    if let other = source.keys.sorted().first(where: { !["file", "text", "name"].contains($0) }) {
      throw bad("scenario.\(other.prefix(40)): is not known; expected file, or text and name")
    }
    guard (form.scenario.file == nil) != (form.scenario.text == nil) else {
      throw bad("scenario: expected either file or text")
    }
    overlays = form.overlays ?? []
    guard overlays.count <= Most.overlays else { throw bad("overlays: expected at most \(Most.overlays)") }
    let listed = object["changes"].flatMap { $0 is NSNull ? nil : $0 } ?? [Any]()
    guard let list = listed as? [Any], let data = try? JSONSerialization.data(withJSONObject: list) else {
      throw bad("changes: expected a list of changes")
    }
    hasChanges = !list.isEmpty
    changes = String(decoding: data, as: UTF8.self)
    guard (1...Most.replications).contains(replications) else {
      throw bad("replications: expected 1 to \(Most.replications)")
    }
    guard (0...10_000).contains(replication) else { throw bad("replication: expected 0 to 10000") }
    guard form.language.map({ Language(rawValue: $0) != nil }) ?? true else {
      throw bad("language: expected \(Language.allCases.map(\.rawValue).joined(separator: " or "))")
    }
    guard (1...600).contains(timeLimit) else { throw bad("timeLimit: expected 1 to 600 seconds") }
    guard StaffingAim(form.aim ?? "every-period") != nil else {
      throw bad("aim: expected every-period, day or probability=0.9")
    }
    guard form.kind.map({ PlannerJob.Kind(rawValue: $0) != nil }) ?? true else {
      throw bad("kind: expected staff or schedule")
    }
    guard form.format.map({ PlannerFile(rawValue: $0) != nil }) ?? true else {
      throw bad("format: expected \(PlannerFile.allCases.map(\.rawValue).joined(separator: ", "))")
    }
  }

  var replications: Int { form.replications ?? 10 }
  var replication: Int { form.replication ?? 0 }
  var contactType: String? { form.contactType }
  var language: Language { form.language.flatMap { Language(rawValue: $0) } ?? .english }
  var aim: StaffingAim { form.aim.flatMap { StaffingAim($0) } ?? .everyPeriod }
  var kind: PlannerJob.Kind { form.kind.flatMap { PlannerJob.Kind(rawValue: $0) } ?? .staff }
  var timeLimit: Double { form.timeLimit ?? 120 }
  /// Who asks, when a new question makes the one before of no use.
  var tab: String? { form.tab.map { String($0.prefix(64)) } }
  var format: PlannerFile { form.format.flatMap { PlannerFile(rawValue: $0) } ?? .report }
  /// What the scenario is called.
  var fileName: String { form.scenario.file ?? form.scenario.name ?? "scenario.yaml" }

  /// The scenario with its overlays, and with the changes or as it is saved.
  /// - Throws: ``Problem`` with all mistakes, and for one that is too large for the page.
  func load(withChanges: Bool) throws -> LoadedScenario {
    let changes = withChanges ? changes : "[]"
    let loaded: LoadedScenario
    do {
      if let text = form.scenario.text {
        loaded = try folder.load(
          text: text, name: form.scenario.name.flatMap { ScenarioFolder.isName($0) ? $0 : nil } ?? "dropped.yaml",
          overlays: overlays, changes: changes)
      } else if let file = form.scenario.file, ScenarioFolder.isName(file), folder.files.contains(file) {
        loaded = try folder.load(file, overlays: overlays, changes: changes)
      } else {
        throw Problem(.notFound, "scenario", "The folder has no such scenario; /v1/planner/scenarios lists them.")
      }
    } catch let errors as ScenarioErrors {
      throw Problem(
        .unprocessableContent, "scenario-mistakes", "The scenario has mistakes.",
        more: [.init("mistakes", .array(errors.mistakes.prefix(50).map { .string(folder.words($0)) }))])
    }
    let size = ScenarioSize(loaded.scenario)
    guard size.contacts <= Most.contacts, size.cells <= Most.cells else {
      throw Problem(
        .unprocessableContent, "too-large",
        "The scenario is too large for the page (\(Int(min(size.contacts, 1e15))) contacts, \(size.cells) figures by type and period); "
          + "simulate it with waitline simulate, or shorten calendar.days.")
    }
    return loaded
  }
}

/// How much work a replication of a scenario is.
struct ScenarioSize {
  /// Contacts expected from outside in a run.
  let contacts: Double
  /// Contact types × periods.
  let cells: Int

  init(_ scenario: Scenario) {
    let calendar = scenario.calendar
    let hours = Double(calendar.periodSeconds) / 3600
    func total(_ profile: PeriodProfile) -> Double {
      guard !profile.values.isEmpty, profile.periodsPerDay > 0 else { return 0 }
      let sum = profile.values.reduce(0, +) * hours
      return sum * Double(calendar.days * profile.periodsPerDay) / Double(profile.values.count)
    }
    contacts =
      scenario.contactTypes.reduce(0) { sum, type in
        guard let arrivals = type.arrivals else { return sum }
        let bursts = arrivals.bursts.reduce(0) { $0 + $1.contacts * ($1.day == nil ? Double(calendar.days) : 1) }
        let lagged = arrivals.lagged.map { total($0.purchasesPerHour) * $0.share } ?? 0
        return sum + total(arrivals.perHour) + bursts + lagged + Double(arrivals.trace.count)
      } + Double(scenario.backlog.reduce(0) { $0 + $1.count })
    cells = scenario.contactTypes.count * calendar.days * calendar.periodsPerDay
  }
}

/// What can be downloaded.
enum PlannerFile: String, CaseIterable {
  case report, periods, summary
}

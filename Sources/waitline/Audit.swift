import ArgumentParser
import ContactCentre
import LogFitting
import Reporting

/// `waitline audit`.
struct Audit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a promise such as “chat within 30s 90%” against what happened.",
    discussion: """
      Reads contact logs and gives the compliance by all four definitions, over the whole record, the last 30 days, by
      month, hour and weekday, with the trend and the worst periods. The 95 % intervals take whole days as the unit of
      chance: contacts of a bad day are bad together. Logs are streamed; they may be larger than memory.

      A promise is NAME within TIME SHARE%, where NAME is a contact type, a channel, or all. For tickets and other work
      that keeps it is NAME done within TIME SHARE%. After the time, business DAYS HOURS (business 09:00-22:00, business
      mon-fri 09:00-12:30,13:30-18:00) stops the clock outside those hours, and on the holidays of the mapping
      (holidays: [2026-01-01, 2026-10-01..2026-10-07]). What is still open when its time passes is
      missed; what is open within its time when the logs end counts neither way.

      EXAMPLES
        waitline audit chats.csv.gz --mapping mapping.yaml --promise "chat within 30s 90%"
        waitline audit 1999-0*.csv.gz --mapping scenarios/anonymous-bank-mapping.yaml --promise "all within 30s 80%"
        waitline audit tickets.csv --mapping mapping.yaml --promise "ticket done within 24h 95%" --format json
        waitline audit tickets.csv --mapping mapping.yaml --promise "ticket done within 8h business mon-fri 09:00-18:00 95%"
        waitline audit chats.csv --mapping mapping.yaml --promise "chat within 30s 90%" --html audit.html
      """.asHelp)

  /// How standard output is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }

  @Argument(help: ArgumentHelp("Logs, CSV or CSV.gz.", valueName: "log"), completion: .file())
  var files: [String]

  @OptionGroup var logs: LogOptions

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("What was promised; may be given again.", valueName: "promise"),
    transform: { text in
      guard let promise = ServicePromise(text) else {
        throw ValidationError("“\(text)” is not a promise; expected for example \"chat within 30s 90%\"")
      }
      return promise
    })
  var promise: [ServicePromise]

  @Option(help: "Definition by which the claim is judged: SL1, SL2, SL3 or SL4.")
  var definition: ServiceLevelDefinition = .SL1

  @Option(help: "What is printed: table or json.")
  var format: Format = .table

  @Option(help: "Language of the table and of the page: en or zh-Hans.")
  var language: Language = .english

  @Option(
    help: ArgumentHelp("HTML file for the audit, with charts.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var html: String?

  func validate() throws {
    if promise.isEmpty { throw ValidationError("--promise is missing; expected for example \"chat within 30s 90%\"") }
  }

  func run() throws {
    let (audit, name) = try logs.reading { mapping, setAside in
      let audit = try LogAudit(
        paths: files, mapping: mapping, promises: promise, definition: definition, allowDirty: logs.allowDirty,
        setAside: setAside)
      return (audit, mapping.name)
    }
    if let html {
      do {
        try TextFile.write(AuditHTML.text(audit, name: name, language: language), to: html)
      } catch {
        Terminal.complain("error: \(error)")
        throw ExitCode(ExitStatus.failure)
      }
    }
    switch format {
    case .table: Terminal.write(AuditReport.text(audit, width: Terminal.width, language: language))
    case .json: Terminal.write(AuditReport.json(audit))
    }
  }
}

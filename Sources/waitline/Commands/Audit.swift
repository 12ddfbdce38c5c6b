import ArgumentParser
import ContactCentre
import LogFitting
import Reporting

/// `waitline audit`.
struct Audit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a promise such as “chat within 30s 90%” against contact logs.",
    usage: "waitline audit <log> ... --mapping <file> --promise <promise> ... [<options>]",
    discussion: """
      Reports by all four definitions how often the promise was kept: over the whole record, over the last 30 days, by
      month, by hour and by weekday, with the trend and the worst periods. The 95 % intervals treat each day as one
      observation, because the contacts of a bad day are bad together. Logs are streamed, so they may be larger than memory.

      A promise is written NAME within TIME SHARE%, where NAME is a contact type, a channel, or all. For tickets and other
      deferred work it is NAME done within TIME SHARE%: work still open when its time is up counts as missed, work that
      still has time when the logs end is left out. Behind the time, business DAYS HOURS counts only those hours, for
      example business 09:00-22:00 or business mon-fri 09:00-12:30,13:30-18:00, and skips the holidays listed in the
      mapping, for example holidays: [2026-01-01, 2026-10-01..2026-10-07].

      EXAMPLES
        waitline audit chats.csv.gz --mapping mapping.yaml --promise "chat within 30s 90%"
        waitline audit 1999-0*.csv.gz --mapping scenarios/anonymous-bank-mapping.yaml --promise "all within 30s 80%"
        waitline audit tickets.csv --mapping mapping.yaml --promise "ticket done within 24h 95%" --format json
        waitline audit tickets.csv --mapping mapping.yaml --promise "ticket done within 8h business mon-fri 09:00-18:00 95%"
        waitline audit chats.csv --mapping mapping.yaml --promise "chat within 30s 90%" --html audit.html
      """.asHelp)

  @Argument(help: ArgumentHelp("Contact logs, CSV or CSV.gz.", valueName: "log"), completion: .file())
  var files: [String]

  @OptionGroup var logs: LogOptions

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "What was promised, for example \"chat within 30s 90%\". May be repeated.", valueName: "promise"),
    transform: { text in
      guard let promise = ServicePromise(text) else {
        throw ValidationError("“\(text)” is not a promise; expected for example \"chat within 30s 90%\"")
      }
      return promise
    })
  var promise: [ServicePromise]

  @Option(help: "Definition of the service level that decides whether the promise was kept.")
  var definition: ServiceLevelDefinition = .SL1

  @Option(
    help: ArgumentHelp("Also write the audit as a page with charts.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var html: String?

  @Option(help: "What is printed on standard output.")
  var format: LogFormat = .table

  @OptionGroup var languages: LanguageOptions

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
    let language = languages.language
    if let html { try orExit { try TextFile.write(AuditHTML.text(audit, name: name, language: language), to: html) } }
    switch format {
    case .table: Terminal.write(AuditReport.text(audit, width: Terminal.width, language: language))
    case .json: Terminal.write(AuditReport.json(audit))
    }
  }
}

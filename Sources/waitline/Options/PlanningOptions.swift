import ArgumentParser
import Planning
import Reporting

/// What the planning commands have in common: random streams, threads, and where the result goes.
struct PlanningOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Seed of the random streams; by default that of the (first) scenario.", valueName: "n"))
  var seed: UInt64?

  @OptionGroup var threading: ThreadOptions

  @Option(
    help: ArgumentHelp("Also write the files named above into this folder.", valueName: "dir"), completion: .directory)
  var output: String?

  @Option(help: "What is printed on standard output.")
  var format: OutputFormat = .table

  @OptionGroup var languages: LanguageOptions

  var threads: Int { threading.threads }
  var language: Language { languages.language }

  /// Prints a result as it is asked for, writes its files where a folder is given, and prints their paths under a table.
  /// - Parameters:
  ///   - widest: columns of the table at most.
  ///   - table: the table, for columns and with colours or not.
  ///   - files: writes the files into a folder, and gives their paths.
  func report(
    widest: Int, table: (_ width: Int, _ colour: Bool) -> String, json: () -> String, csv: () -> String,
    files: (_ folder: String) throws -> [String]
  ) throws {
    switch format {
    case .table: Terminal.write(table(min(Terminal.width, widest), Terminal.wantsColour))
    case .json: Terminal.write(json())
    case .csv: Terminal.write(csv())
    }
    guard let output else { return }
    let paths = try orExit { try files(output) }
    if format == .table { Terminal.write("\n" + paths.joined(separator: "\n") + "\n") }
  }
}

/// What staff and shifts are found for.
struct StaffingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("When a promise counts as kept: every-period, day, or probability=P such as probability=0.9."))
  var aim: StaffingAim = .everyPeriod

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Plan only this group; the others keep their staff. May be repeated.", valueName: "name"))
  var group: [String] = []

  @Option(
    help: ArgumentHelp(
      "Replications with which each candidate is judged; by default as many as the size of the scenario allows.",
      valueName: "n"))
  var replications: Int?

  /// The groups that are planned; `nil` is all.
  var groups: [String]? { group.isEmpty ? nil : group }

  func validate() throws {
    if let replications, replications < 20 { throw ValidationError("--replications must be at least 20.") }
  }
}

extension StaffingAim: ExpressibleByArgument {
  /// Reads `day`, `every-period` or `probability=0.9`.
  public init?(argument: String) { self.init(argument) }

  /// As it is written.
  public var defaultValueDescription: String { text }
}

import ArgumentParser
import Foundation
import Reporting

/// What the planning commands have in common: random streams, threads, and how the result is written.
struct PlanningOptions: ParsableArguments {
  /// How standard output is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv
  }

  @Option(help: ArgumentHelp("Seed of the random streams; by default that of the (first) scenario.", valueName: "n"))
  var seed: UInt64?

  @Option(help: ArgumentHelp("Threads; by default one for each core.", valueName: "n"))
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "What is printed: table, json or csv.")
  var format: Format = .table

  @Option(help: "Language of the table and of the report: en or zh-Hans.")
  var language: Language = .english

  func validate() throws {
    if !(1...1024).contains(threads) { throw ValidationError("--threads must be from 1 to 1024.") }
  }

  /// Prints a result as it is asked for.
  /// - Parameters:
  ///   - widest: columns of the table at most.
  ///   - table: the table, for columns and with colours or not.
  func write(
    widest: Int, table: (_ width: Int, _ colour: Bool) -> String, json: () -> String, csv: () -> String
  ) {
    switch format {
    case .table: Terminal.write(table(min(Terminal.width, widest), Terminal.wantsColour))
    case .json: Terminal.write(json())
    case .csv: Terminal.write(csv())
    }
  }

  /// Writes the files of a result and, under a table, their paths; a failure is printed and ends the program.
  func writeFiles(_ write: () throws -> [String]) throws {
    try PlanInput.reportingFailure {
      let paths = try write()
      if format == .table { Terminal.write("\n" + paths.joined(separator: "\n") + "\n") }
    }
  }
}

import ArgumentParser
import LogFitting

/// How a result from logs is printed.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json
}

/// How logs are read.
struct LogOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("YAML file that says what the columns of the logs mean.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var mapping: String

  @Flag(help: "Go on even when more than 5 % of the rows cannot be used.")
  var allowDirty = false

  @Option(
    help: ArgumentHelp("CSV file that receives the rows that cannot be used, if there are any.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var setAside = "dirty-rows.csv"

  /// Runs work that reads logs; what is wrong is printed and ends the program.
  func reading<Result>(
    _ body: (LogMapping, _ setAside: @escaping (String, Int, DirtyReason, String) -> Void) throws -> Result
  ) throws -> Result {
    let file = DirtyRowFile(path: setAside)
    func closing() throws {
      try file.finish()
      if file.count > 0 { Terminal.complain("\(file.count) rows that cannot be used are set aside in \(setAside)") }
    }
    do {
      let mapping = try LogMapping.load(path: mapping)
      let result: Result
      do {
        result = try body(mapping) { file.add(file: $0, row: $1, reason: $2, text: $3) }
      } catch {
        try closing()
        throw error
      }
      try closing()
      return result
    } catch let error as LogError {
      Terminal.complain("\(error)")
      throw ExitCode(error.kind == .badData ? ExitStatus.badData : ExitStatus.failure)
    }
  }
}

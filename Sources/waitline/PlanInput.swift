import ArgumentParser
import ContactCentre
import ScenarioFormat
import Synchronization

/// What the planning commands have in common: reading scenarios, progress, and how failures are told.
enum PlanInput {
  /// Loads scenarios given as `FILE+overlay+path=value`; all mistakes are printed and end the program with 65.
  static func load(_ arguments: [String], overlays: [String], sets: [String]) throws -> [(
    label: String, scenario: Scenario
  )] {
    var loaded: [(label: String, scenario: Scenario)] = []
    var isWrong = false
    for text in arguments {
      let argument = ScenarioArgument(text)
      do {
        let scenario = try ScenarioLoader().load(
          path: argument.file, overlays: overlays + argument.overlays, sets: sets + argument.sets)
        for warning in scenario.warnings { Terminal.complain("warning: \(warning)") }
        let same = loaded.count { $0.label == argument.label || $0.label.hasPrefix(argument.label + " (") }
        loaded.append((same == 0 ? argument.label : "\(argument.label) (\(same + 1))", scenario.scenario))
      } catch let errors as ScenarioErrors {
        for mistake in errors.mistakes { Terminal.complain("\(mistake)") }
        isWrong = true
      }
    }
    if isWrong { throw ExitCode(ExitStatus.badData) }
    return loaded
  }

  /// Runs with a bar that counts replications; a failure is printed and ends the program.
  static func withProgress<Result>(
    of planned: Int, _ body: (@escaping @Sendable () -> Void) throws -> Result
  ) throws -> Result {
    let bar = ProgressBar()
    let counter = Counter()
    do {
      let result = try body {
        bar.show(finished: counter.next(), planned: planned)
      }
      bar.finish()
      return result
    } catch {
      bar.finish()
      Terminal.complain("error: \(error)")
      throw ExitCode(Interrupt.isRaised ? ExitStatus.interrupted : ExitStatus.failure)
    }
  }

  /// Runs a search of unknown length, counting replications; a failure is printed and ends the program.
  static func withSpinner<Result>(_ body: (@escaping @Sendable () -> Void) throws -> Result) throws -> Result {
    let counter = Counter()
    return try withStatus { show in
      try body { show("\(counter.next()) replications played  (Ctrl-C stops) ") }
    }
  }

  /// Runs a search of unknown length that says how far it is; a failure is printed and ends the program.
  static func withStatus<Result>(_ body: (@escaping @Sendable (String) -> Void) throws -> Result) throws -> Result {
    let bar = ProgressBar()
    do {
      let result = try body { bar.show($0) }
      bar.finish()
      return result
    } catch {
      bar.finish()
      Terminal.complain("error: \(error)")
      throw ExitCode(Interrupt.isRaised ? ExitStatus.interrupted : ExitStatus.failure)
    }
  }

  /// Runs what may fail; a failure is printed and ends the program.
  static func reportingFailure(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch {
      Terminal.complain("error: \(error)")
      throw ExitCode(ExitStatus.failure)
    }
  }

  /// Counts from any thread.
  private final class Counter: Sendable {
    private let count = Atomic(0)

    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }
}

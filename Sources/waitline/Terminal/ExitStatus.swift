import ArgumentParser
import Planning
import ScenarioFormat

/// Exit statuses beside 0 (fine) and 64 (wrong usage, set by the argument parser).
enum ExitStatus {
  /// Something failed while running.
  static let failure: Int32 = 1
  /// The scenario or its data are wrong.
  static let badData: Int32 = 65
  /// Stopped with Ctrl-C.
  static let interrupted: Int32 = 130

  /// Of a run or a search that failed: Ctrl-C before there was any result is not a failure.
  static var ofRun: Int32 { Interrupt.isRaised ? interrupted : failure }
}

/// Runs what may fail: what went wrong is printed and ends the program.
///
/// Mistakes in a scenario are printed one a line and end it with 65.
/// - Parameter status: how the program ends in all other cases, asked for when it does.
func orExit<Value>(
  _ status: @autoclosure () -> Int32 = ExitStatus.failure, _ body: () throws -> Value
) throws -> Value {
  do {
    return try body()
  } catch let exit as ExitCode {
    throw exit
  } catch let errors as ScenarioErrors {
    for mistake in errors.mistakes { Terminal.complain("\(mistake)") }
    throw ExitCode(ExitStatus.badData)
  } catch let error as PlanningError where error.isMistake {
    Terminal.complain("error: \(error)")
    throw ExitCode(ExitStatus.badData)
  } catch {
    Terminal.complain("error: \(error)")
    throw ExitCode(status())
  }
}

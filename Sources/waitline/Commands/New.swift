import ArgumentParser
import Foundation
import ScenarioFormat

/// `waitline new`.
struct NewScenario: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a small scenario to begin with, which explains itself.",
    discussion: """
      Chats, calls and tickets, two shifts and a promotion, each line with a word of explanation. A file that is there
      is left alone.

      EXAMPLES
        waitline new my-centre.yaml
        waitline simulate my-centre.yaml
      """.asHelp)

  @Argument(help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
  var file: String

  func run() throws {
    do {
      try Data(StarterScenario.text.utf8).write(to: URL(fileURLWithPath: file), options: .withoutOverwriting)
    } catch CocoaError.fileWriteFileExists {
      Terminal.complain("\(file): is there already; name another file")
      throw ExitCode(ExitStatus.badData)
    } catch {
      Terminal.complain("\(file): cannot be written; is there such a folder, and may you write in it?")
      throw ExitCode(ExitStatus.failure)
    }
    print(file)
    print("Next: waitline simulate \(file)")
  }
}

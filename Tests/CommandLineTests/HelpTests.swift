import Foundation
import Testing

/// Help fits into 80 columns, and its examples can be pasted from there.
@Suite struct HelpTests {
  private static let commands = [
    "new", "simulate", "estimate", "serve", "compare", "sweep", "merge", "staff", "schedule", "capacity", "advise",
    "erlang", "fit", "audit", "backtest", "validate", "schema",
  ]

  @Test func allCommandsAreListed() throws {
    let help = try Tool.run("--help").output
    let listed = try #require(help.components(separatedBy: "SUBCOMMANDS:").last).matches(of: /\n  ([a-z]+) {2,}/)
    #expect(listed.map { String($0.1) } == Self.commands)
  }

  @Test(arguments: [[]] + commands.map { [$0] })
  func fitsIntoEightyColumns(command: [String]) throws {
    let outcome = try Tool.run(["help"] + command)
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
    let usage = try #require(lines.firstIndex { $0.hasPrefix("USAGE:") })
    for line in lines[..<usage] { #expect(line.count <= 80, "\(line)") }
    let examples = try #require(lines.firstIndex(of: "EXAMPLES"), "an example for each command")
    // Each line of the examples is a command of its own or belongs to the one before, which says so.
    var goesOn = false
    for line in lines[(examples + 1)...].prefix(while: { !$0.isEmpty }) {
      #expect(goesOn || line.hasPrefix("  waitline "), "\(line)")
      goesOn = line.hasSuffix("\\")
    }
    #expect(!goesOn)
    // The lines of a paragraph are full: the first word of the next would not have fitted.
    for (line, next) in zip(lines[..<examples], lines[..<examples].dropFirst()) {
      let isProse = { (line: Substring) in !line.isEmpty && line.first != " " }
      guard isProse(line), isProse(next), let word = next.split(separator: " ").first else { continue }
      #expect(line.count + 1 + word.count > 78, "\(line)")
    }
  }

  /// A mistyped command is told what it may have been; what is a command is none.
  @Test func mistypedCommands() throws {
    let typo = try Tool.run("simluate", "scenarios/erlang-a.yaml")
    #expect(typo.status == 64 && typo.errors.contains("there is no command “simluate”; did you mean “simulate”?"))
    let other = try Tool.run("frobnicate")
    #expect(other.status == 64 && other.errors.contains("there is no command “frobnicate”"))
    for command in ["new", "simulate", "fit", "backtest", "schema"] {
      #expect(try Tool.run(command, "--help").status == 0)
    }
    #expect(try Tool.run("help", "simulate").status == 0)
  }
}

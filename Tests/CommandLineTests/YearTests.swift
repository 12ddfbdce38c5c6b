import Foundation
import Testing

/// A year of a large centre fits into little memory: its figures are kept by day, its contacts only while they are there.
@Suite struct YearTests {
  private static let plan = """
    version: 1
    base: \(Tool.root.path)/scenarios/whole-centre.yaml
    sets: ["calendar.days=365"]
    changes:
      - {set: contactTypes.chat.general.arrivals, multiply: 2.2}
      - {set: contactTypes.phone.urgent.arrivals, multiply: 2.2}
      - {set: contactTypes.social.group.arrivals, multiply: 2.2}
      - {set: agentGroups.frontline.staff, multiply: 2}
      - {set: agentGroups.hotline.shifts, multiply: 2}
    """

  /// Runs the program; its most memory in kilobytes, as the system tells while it runs: what it tells afterwards
  /// (`ru_maxrss`) is at least what the tests themselves had taken when they started it.
  private func peakMemory(_ arguments: [String], output: URL) throws -> Int {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.path, O_WRONLY | O_CREAT, 0o600)
    let words = ([Tool.program.path] + arguments).map { strdup($0) }
    defer { words.forEach { free($0) } }
    var process = pid_t()
    try #require(posix_spawn(&process, Tool.program.path, &actions, nil, words + [nil], environ) == 0)
    var status: Int32 = 0
    var peak = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      let told = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
      let line = told.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
      peak = max(peak, Int(line.filter(\.isNumber)) ?? 0)
      usleep(2000)
    }
    try #require(status == 0)
    try #require(peak > 10_000, "the system told nothing")
    return peak
  }

  @Test(arguments: ["table", "json"])
  func aYearOfTenThousandContactsADay(format: String) throws {
    try Tool.withFolder { folder in
      let plan = folder.appendingPathComponent("year.yaml")
      try Self.plan.write(to: plan, atomically: true, encoding: .utf8)
      let output = folder.appendingPathComponent("year.out")
      let peak = try peakMemory(
        ["simulate", plan.path, "--replications", "1", "--format", format], output: output)
      #expect(peak < 100_000, "\(peak) kB")
      guard format == "json" else { return }
      let summary = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: output)) as? [String: Any])
      let types = try #require(summary["contactTypes"] as? [String: [String: Any]])
      let offered = types.values.compactMap { type in
        ((type["day"] as? [String: Any])?["offered"] as? [String: Any])?["mean"] as? Double
      }
      #expect(abs(offered.reduce(0, +) - 10_000) < 500)
      #expect(types.values.allSatisfy { ($0["days"] as? [Any])?.count == 365 })
    }
  }
}

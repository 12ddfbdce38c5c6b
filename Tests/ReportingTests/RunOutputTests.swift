import Foundation
import Reporting
import Simulation
import Testing

/// The folder of a run: whole or not at all.
@Suite struct RunOutputTests {
  private static let names = ["announcements.json", "periods.csv", "report.html", "summary.json"]

  /// Runs with an empty folder that goes away afterwards.
  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("reporting-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func contents(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  private func read(_ folder: URL, _ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  @Test func writesAllFilesIntoANewFolder() throws {
    try inFolder { folder in
      let result = SampleResult.tiny()
      let target = folder.appendingPathComponent("a/b/run")
      let paths = try RunOutput.write(result, to: target.path, language: .simplifiedChinese)
      #expect(
        paths == ["summary.json", "periods.csv", "announcements.json", "report.html"].map { target.path + "/" + $0 })
      #expect(try contents(target) == Self.names)
      #expect(try contents(target.deletingLastPathComponent()) == ["run"])
      #expect(try read(target, "summary.json") == SummaryJSON.text(result))
      #expect(try read(target, "periods.csv") == PeriodsCSV.text(result))
      #expect(try read(target, "announcements.json") == AnnouncementsJSON.text(result))
      #expect(try read(target, "report.html") == ReportHTML.text(result, language: .simplifiedChinese))
    }
  }

  @Test func replacesAnEarlierRunAndLeavesOtherFilesAlone() throws {
    try inFolder { folder in
      _ = try RunOutput.write(SampleResult.tiny(), to: folder.path, language: .english)
      try Data("mine".utf8).write(to: folder.appendingPathComponent("notes.txt"))
      let later = SampleResult.tiny(name: "later")
      _ = try RunOutput.write(later, to: folder.path + "/", language: .english)
      #expect(try contents(folder) == (Self.names + ["notes.txt"]).sorted())
      #expect(try read(folder, "summary.json") == SummaryJSON.text(later))
      #expect(try read(folder, "report.html") == ReportHTML.text(later))
      #expect(try read(folder, "notes.txt") == "mine")
    }
  }

  @Test func putsTheEarlierFilesBackWhenOneCannotBeReplaced() throws {
    try inFolder { folder in
      let earlier = SampleResult.tiny()
      _ = try RunOutput.write(earlier, to: folder.path, language: .english)
      // A folder in the place of a file: renaming onto it fails after three files have been replaced.
      let report = folder.appendingPathComponent("report.html")
      try FileManager.default.removeItem(at: report)
      try FileManager.default.createDirectory(
        at: report.appendingPathComponent("in the way"), withIntermediateDirectories: true)
      let error = #expect(throws: OutputError.self) {
        try RunOutput.write(SampleResult.tiny(name: "later"), to: folder.path, language: .english)
      }
      #expect(
        error?.description == "cannot write “report.html” into the folder “\(folder.path)”: Is a directory")
      #expect(try contents(folder) == Self.names)
      #expect(try read(folder, "summary.json") == SummaryJSON.text(earlier))
      #expect(try read(folder, "periods.csv") == PeriodsCSV.text(earlier))
      #expect(try read(folder, "announcements.json") == AnnouncementsJSON.text(earlier))
    }
  }

  @Test func leavesNothingWhenOneOfNoEarlierFilesCannotBeWritten() throws {
    try inFolder { folder in
      let report = folder.appendingPathComponent("report.html")
      try FileManager.default.createDirectory(
        at: report.appendingPathComponent("in the way"), withIntermediateDirectories: true)
      #expect(throws: OutputError.self) {
        try RunOutput.write(SampleResult.tiny(), to: folder.path, language: .english)
      }
      #expect(try contents(folder) == ["report.html"])
    }
  }

  @Test func aFileInTheWayIsNamed() throws {
    try inFolder { folder in
      let file = folder.appendingPathComponent("file")
      try Data("mine".utf8).write(to: file)
      let error = #expect(throws: OutputError.self) {
        try RunOutput.write(SampleResult.tiny(), to: file.path, language: .english)
      }
      #expect(error?.description == "“\(file.path)” is a file, not a folder: give another --output or move it away")
      let below = #expect(throws: OutputError.self) {
        try RunOutput.write(SampleResult.tiny(), to: file.path + "/a/b", language: .english)
      }
      #expect(below?.description == "cannot write the folder “\(file.path)/a/b”: Not a directory")
      #expect(try contents(folder) == ["file"])
      #expect(try read(folder, "file") == "mine")
    }
  }

  @Test func anUnwritablePlaceLeavesNothing() throws {
    // Nobody, root included, can make a folder there.
    let error = #expect(throws: OutputError.self) {
      try RunOutput.write(SampleResult.tiny(), to: "/proc/waitline/run", language: .english)
    }
    #expect(error?.description.hasPrefix("cannot write the folder “/proc/waitline/run”: ") == true)
    #expect(throws: OutputError.self) {
      try RunOutput.write(SampleResult.tiny(), to: "", language: .english)
    }
  }
}

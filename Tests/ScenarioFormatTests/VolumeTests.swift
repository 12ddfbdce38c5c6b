import ContactCentre
import Foundation
import ScenarioFormat
import Testing

/// Volumes from CSV files.
@Suite struct VolumeTests {
  private static let scenario = goodText("{perHour: 10}", "{perHour: {file: calls.csv}}")
  private static let path = "contactTypes.phone.arrivals.perHour.file"

  private func rates(_ csv: String, scenario: String = scenario) throws -> [Double] {
    try withFolder(["calls.csv": csv]) { folder in
      try #require(try load(scenario, directory: folder).scenario.contactTypes[1].arrivals).perHour.values
    }
  }

  private func expectWrong(
    _ csv: String, line: Int?, file: String = "calls.csv", path: String = path, scenario: String = scenario,
    _ words: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try withFolder(["calls.csv": csv]) { folder in
      let found = mistakes(scenario, directory: folder)
      let all = found.map(\.description).joined(separator: "\n")
      #expect(found.count == 1, "\(all)", sourceLocation: sourceLocation)
      #expect(found.first?.file == file, "\(all)", sourceLocation: sourceLocation)
      #expect(found.first?.line == line, "\(all)", sourceLocation: sourceLocation)
      #expect(found.first?.path == path, "\(all)", sourceLocation: sourceLocation)
      for word in words {
        #expect(found.first?.message.contains(word) == true, "\(all)", sourceLocation: sourceLocation)
      }
    }
  }

  /// The overlay multiplies the volumes; the file that is not there is one mistake all the same.
  @Test(arguments: [[], ["promotion"]])
  func aMissingFileIsToldOnce(overlays: [String]) throws {
    let text = goodText("perHour: 60", "perHour: {file: none.csv}")
    try withFolder([:]) { folder in
      let found = mistakes(text, directory: folder, overlays: overlays)
      #expect(found.count == 1, "\(found.map(\.description).joined(separator: "\n"))")
      #expect(found.first?.message.contains("none.csv") == true)
    }
  }

  @Test func aDayRepeats() throws {
    let values = try rates("time,perHour\n09:00,12.5\n09:30,20\n")
    #expect(values.count == 48)
    #expect(values[18] == 12.5 && values[19] == 20)
    #expect(values.reduce(0, +) == 32.5)
  }

  /// Rows of whole hours stand for two periods each; where rows are missing it is 0.
  @Test func hourlyRows() throws {
    let values = try rates("time,perHour\n09:00,1\n10:00,2\n11:00,3\n12:00,4\n13:00,5\n23:00,6\n")
    var expected = Array(repeating: 0.0, count: 48)
    for (hour, value) in [(9, 1.0), (10, 2), (11, 3), (12, 4), (13, 5), (23, 6)] {
      expected[2 * hour] = value
      expected[2 * hour + 1] = value
    }
    #expect(values == expected)
  }

  /// Two or three rows an hour apart are enough to see that each stands for its hour.
  @Test(arguments: [2, 3])
  func fewHourlyRows(count: Int) throws {
    let csv = "time,chat\n08:00,60\n09:00,120\n10:00,30\n".split(separator: "\n").prefix(count + 1)
    let values = try rates(csv.joined(separator: "\n"))
    let hours = [60.0, 120, 30].prefix(count)
    #expect(Array(values[16..<16 + 2 * count]) == hours.flatMap { [$0, $0] })
    #expect(values.reduce(0, +) == 2 * hours.reduce(0, +))
  }

  /// Opening hours with a break between them are hourly rows too.
  @Test func hourlyRowsOnBothSidesOfABreak() throws {
    let values = try rates("time,perHour\n09:00,60\n10:00,30\n14:00,60\n15:00,30\n")
    #expect(Array(values[18..<22]) == [60, 60, 30, 30] && Array(values[28..<32]) == [60, 60, 30, 30])
    #expect(values.reduce(0, +) == 360)
  }

  /// Rows of whole hours that are not evenly apart are taken to be single periods, and that is said.
  @Test(arguments: [([18, 20, 24], true), ([18], false), ([18, 19, 24], false), ([2, 8, 14], false)])
  func unevenHoursAreSaidToBeSingle(periods: [Int], isSaid: Bool) throws {
    let rows = periods.map { "\($0 < 20 ? "0" : "")\($0 / 2):\($0 % 2 == 0 ? "00" : "30"),1\n" }
    try withFolder(["calls.csv": "time,perHour\n" + rows.joined()]) { folder in
      let warnings = try load(Self.scenario, directory: folder).warnings.map(\.description)
      #expect(warnings.contains { $0.contains("yet not evenly") } == isSaid)
    }
  }

  /// Single periods stay single: one row, rows that are hours apart, or unevenly so.
  @Test(arguments: [[18], [18, 20, 24], [2, 8, 14, 20, 26, 32], [0, 2, 5, 7, 10, 12]])
  func singleRows(periods: [Int]) throws {
    let rows = periods.map { "\($0 < 20 ? "0" : "")\($0 / 2):\($0 % 2 == 0 ? "00" : "30"),1\n" }
    let values = try rates("time,perHour\n" + rows.joined())
    #expect(values.indices.filter { values[$0] > 0 } == periods)
  }

  @Test func withDatesEachDayHasItsOwn() throws {
    let values = try rates(
      "date,time,perHour\n2026-11-10,09:00,99\n2026-11-11,09:00,1\n2026-11-12,09:30,2\n2026-11-13,09:00,99\n")
    #expect(values.count == 96)
    #expect(values[18] == 1 && values[48 + 19] == 2)
    #expect(values.reduce(0, +) == 3)
  }

  @Test(arguments: [
    "\u{FEFF}time,perHour\r\n09:00,12\r\n\r\n09:30,20\r\n", "\"time\",\"perHour\"\n\"09:00\",\"12\"\n 09:30 , 20 ",
    "time,perHour\r09:00,12\r09:30,20\r", "perHour,time\n12,09:00\n20,09:30\n",
    "time,\"a \"\"b\"\", c\"\n09:00,12\n09:30,20\n",
  ])
  func lineEndsMarksAndQuotes(csv: String) throws {
    let values = try rates(csv)
    #expect(values[18] == 12 && values[19] == 20)
  }

  @Test func columnPicksOneOfSeveral() throws {
    let scenario = goodText("{perHour: 10}", "{perHour: {file: calls.csv, column: b}}")
    #expect(try rates("time,a,b\n09:00,1,2\n", scenario: scenario)[18] == 2)
    try expectWrong("time,a,c\n09:00,1,2\n", line: 1, scenario: scenario, "no column of values “b”")
    let typo = goodText("{perHour: 10}", "{perHour: {file: calls.csv, column: chats}}")
    try expectWrong("time,chat,calls\n09:00,1,2\n", line: 1, scenario: typo, "did you mean “chat”?")
    try expectWrong("time,a,b\n09:00,1,2\n", line: 1, "several columns", "a, b", "column: a")
  }

  @Test func headsFromAFileAreWhole() throws {
    let scenario = goodText("staff: 12", "staff: {file: calls.csv}")
    try withFolder(["calls.csv": "time,heads\n09:00,3\n"]) { folder in
      let group = try load(scenario, directory: folder).scenario.agentGroups[0]
      #expect(group.heads?.value(day: 1, period: 18) == 3)
    }
    try expectWrong(
      "time,heads\n09:00,3.5\n", line: 2, path: "agentGroups.agents.staff.file", scenario: scenario, "“3.5”",
      "whole heads")
  }

  @Test func wrongCells() throws {
    try expectWrong("time,perHour\n09:00,12\n09:30\n", line: 3, "1 cells", "expected 2")
    try expectWrong("time,perHour\n09:00,12\n09:30,\n", line: 3, "a cell is empty")
    try expectWrong("time,perHour\n09:00,12,13\n", line: 2, "3 cells", "expected 2")
    for cell in ["NaN", "nan", "inf", "-1", "many", "1e400"] {
      try expectWrong("time,perHour\n09:00,\(cell)\n", line: 2, "“\(cell)”", "a number from 0")
    }
    try expectWrong("time,perHour\n9am,1\n", line: 2, "“9am”", "clock time")
    try expectWrong("time,perHour\n24:00,1\n", line: 2, "“24:00”", "clock time")
    try expectWrong("time,perHour\n09:10,1\n", line: 2, "09:10", "start of a period of 30 min")
    try expectWrong("time,perHour\n09:00,1\n09:00,2\n", line: 3, "09:00 is given twice")
    try expectWrong("date,time,perHour\n2026-11-31,09:00,1\n", line: 2, "“2026-11-31”", "date")
    try expectWrong("date,time,perHour\n2026-11-11,09:00,1\n", line: 1, "no rows for day 2")
  }

  @Test func wrongFiles() throws {
    try expectWrong("", line: 1, "is empty", "time,perHour")
    try expectWrong("time,perHour\n", line: 1, "no rows")
    try expectWrong("hour,perHour\n09:00,1\n", line: 1, "no column “time”")
    try expectWrong("time\n09:00\n", line: 1, "no column of values")
    try expectWrong("time,time,x\n09:00,09:00,1\n", line: 1, "two columns “time”")
    try expectWrong("time,perHour\n\"09:00,1\n", line: 2, "quote")
    try expectWrong("time,perHour\n\0", line: 23, file: "test.yaml", "not text in UTF-8")
    let missing = goodText("{perHour: 10}", "{perHour: {file: nowhere.csv}}")
    try expectWrong("", line: 23, file: "test.yaml", scenario: missing, "no file “nowhere.csv”", "scenario's folder")
    let folder = goodText("{perHour: 10}", "{perHour: {file: .}}")
    try expectWrong("", line: 23, file: "test.yaml", scenario: folder, "is a folder")
    let endless = goodText("{perHour: 10}", "{perHour: {file: /dev/zero}}")
    try expectWrong("", line: 23, file: "test.yaml", scenario: endless, "too large")
  }

  @Test func everyWrongCellIsReported() throws {
    try withFolder(["calls.csv": "time,perHour\n09:00,x\n09:10,1\n09:30,-1\n10:00\n"]) { folder in
      let found = mistakes(Self.scenario, directory: folder)
      #expect(found.map(\.line) == [2, 3, 4, 5])
      #expect(found.allSatisfy { $0.file == "calls.csv" })
    }
  }
}

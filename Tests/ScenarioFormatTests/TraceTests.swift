import ContactCentre
import ScenarioFormat
import Testing

/// Recorded arrivals, from a file or written out.
@Suite struct TraceTests {
  /// The run is 11 and 12 November 2026 in Shanghai, eight hours ahead of UTC.
  private static let zone = ", timezone: Asia/Shanghai"

  private func trace(
    _ entries: String, csv: String = "", zone: String = zone, start: String = "2026-11-11"
  ) throws -> [TraceTime] {
    try withFolder(["calls.csv": csv]) { folder in
      let text = jobText("arrivals: {trace: \(entries)}", calendar: zone)
        .replacingOccurrences(of: "2026-11-11", with: start)
      let loaded = try load(text, directory: folder)
      #expect(loaded.warnings == [])
      return try #require(loaded.scenario.contactTypes[1].arrivals).trace
    }
  }

  private func wrong(_ entries: String, csv: String = "") throws -> [Mistake] {
    try withFolder(["calls.csv": csv]) { folder in
      mistakes(jobText("arrivals: {trace: \(entries)}", calendar: Self.zone), directory: folder)
    }
  }

  @Test(arguments: [
    ("2026-11-11T09:00:03.25", 0, 32_403.25), ("2026-11-12T09:00:03", 1, 32_403), ("2026-11-11 09:00", 0, 32_400),
    ("2026-11-12T00:00:00", 1, 0), ("2026-11-11T23:59:59.999", 0, 86_399.999), ("09:00:03", 0, 32_403),
    ("9:05", 0, 32_700), ("09:00:03,5", 0, 32_403.5), ("0", 0, 0), ("32403.25", 0, 32_403.25), ("86400", 1, 0),
    ("172799.5", 1, 86_399.5), ("2026-11-11T01:00:00Z", 0, 32_400), ("2026-11-10T16:00:00Z", 0, 0),
    ("2026-11-11T09:00:00+08:00", 0, 32_400), ("2026-11-11T09:00:00+0800", 0, 32_400),
    ("2026-11-11T09:00:00.5 +08", 0, 32_400.5), ("2026-11-11T22:30:00-05:00", 1, 41_400),
    ("2026-11-11T01:00:00-00:30", 0, 34_200), ("1e3", 0, 1000),
  ])
  func waysToWriteATime(text: String, day: Int, clock: Double) throws {
    let expected = [TraceTime(day: day, clock: clock)]
    #expect(try trace("[\"\(text)\"]") == expected)
    #expect(try trace("{file: calls.csv}", csv: "arrived\n\"\(text)\"\n") == expected)
  }

  @Test func inOrderOfTime() throws {
    let times = [
      TraceTime(day: 0, clock: 5), TraceTime(day: 0, clock: 5.5), TraceTime(day: 0, clock: 32_400),
      TraceTime(day: 1, clock: 0),
    ]
    #expect(try trace("[2026-11-12T00:00:00, \"09:00\", 5.5, 5]") == times)
    #expect(try trace("{file: calls.csv}", csv: "arrived\n2026-11-12T00:00\n09:00:00\n5.5\n5\n") == times)
  }

  @Test func aColumnOfSeveral() throws {
    let csv = "arrived,agent,ended\n09:00:00,Li,09:05:00\n09:01:00,Wu,09:09:00\n"
    #expect(try trace("{file: calls.csv, column: arrived}", csv: csv).map(\.clock) == [32_400, 32_460])
    #expect(try trace("{file: calls.csv, column: ended}", csv: csv).map(\.clock) == [32_700, 32_940])
    func expectOne(_ entries: String, _ csv: String, line: Int, _ words: String...) throws {
      let found = try wrong(entries, csv: csv)
      #expect(found.map(\.file) == ["calls.csv"] && found.map(\.line) == [line], "\(found)")
      #expect(found.map(\.path) == ["contactTypes.job.arrivals.trace.file"])
      for word in words { #expect(found.first?.message.contains(word) == true, "\(found)") }
    }
    try expectOne("{file: calls.csv}", csv, line: 1, "several columns", "column: arrived")
    try expectOne("{file: calls.csv, column: arived}", csv, line: 1, "no column “arived”", "“arrived”?")
    try expectOne("{file: calls.csv}", "09:00:00\n09:01:00\n", line: 1, "“09:00:00” in the header", "such as arrived")
    try expectOne("{file: calls.csv}", "arrived\n", line: 1, "no rows")
    try expectOne("{file: calls.csv}", "", line: 1, "is empty", "arrived")
    try expectOne("{file: calls.csv, column: a}", "a,a\n1,2\n", line: 1, "two columns “a”")
    try expectOne("{file: calls.csv}", "arrived\n5\n5,6\n", line: 3, "2 cells", "expected 1")
  }

  @Test func clocksThatChange() throws {
    // On 25 October 2026 New York is four hours behind, from 1 November on five.
    let zone = ", timezone: America/New_York"
    #expect(
      try trace("[2026-11-01T04:00:00Z, 2026-11-01T07:00:00Z]", zone: zone, start: "2026-11-01") == [
        TraceTime(day: 0, clock: 0), TraceTime(day: 0, clock: 7200),
      ])
    // Elapsed seconds: three hours after midnight it is two o'clock.
    #expect(try trace("[10800]", zone: zone, start: "2026-11-01") == [TraceTime(day: 0, clock: 7200)])
    // An hour that the clocks show twice: an offset or elapsed seconds tell which is meant; a bare time is the first.
    #expect(
      try trace(
        "[2026-11-01T01:30:00, 2026-11-01T01:30:00-05:00, 5400, 9000, 2026-11-01T01:40:00-04:00]", zone: zone,
        start: "2026-11-01") == [
          TraceTime(day: 0, clock: 5400), TraceTime(day: 0, clock: 5400),
          TraceTime(day: 0, clock: 5400, isRepeated: true), TraceTime(day: 0, clock: 5400, isRepeated: true),
          TraceTime(day: 0, clock: 6000),
        ])
  }

  @Test(arguments: [
    "nan", "inf", "soon", "24:00:00", "09:60", "09:00:60", "2026-11-31T09:00", "2026-11-11", "2026-11-11T09",
    "2026-11-11T09:00+8", "2026-11-11T09:00:00.", "2026-11-11T09:00 PM", "09:00:03x", "11/11/2026 09:00",
  ])
  func textsThatAreNoTimes(text: String) throws {
    try expectWrong(text, "found “\(text)”; expected a time such as 2026-11-11T09:00:03, 09:00:03, or seconds")
  }

  @Test(arguments: [
    "-1", "172800", "2026-11-13T00:00:00", "2026-11-10T23:59:59", "2026-11-11T00:00:00+09:00", "1e300",
  ])
  func timesOutsideTheRun(text: String) throws {
    try expectWrong(text, "“\(text)” is outside the run of 2 d")
  }

  private func expectWrong(_ text: String, _ words: String) throws {
    let listed = try wrong("[5, \"\(text)\"]")
    #expect(listed.map(\.path) == ["contactTypes.job.arrivals.trace.1"])
    #expect(listed.first?.message.hasPrefix(words) == true, "\(listed)")
    let filed = try wrong("{file: calls.csv}", csv: "arrived\n5\n\"\(text)\"\n")
    #expect(filed.map(\.file) == ["calls.csv"] && filed.map(\.line) == [3])
    #expect(filed.first?.message.hasPrefix(words) == true, "\(filed)")
  }

  @Test func emptyCells() throws {
    let found = try wrong("{file: calls.csv, column: b}", csv: "a,b\n1,5\n2,\n")
    #expect(found.map(\.line) == [3] && found.first?.message.contains("a time is empty") == true)
  }

  @Test func theFirstFewMistakesAndHowManyMore() throws {
    let rows = (0..<5).map { _ in "x\n" }.joined()
    #expect(try wrong("{file: calls.csv}", csv: "arrived\n\(rows)").map(\.line) == [2, 3, 4, 5, 6])
    let many = try wrong("{file: calls.csv}", csv: "arrived\n\(rows)x\n5\nx\n")
    #expect(many.map(\.line) == [2, 3, 4, 5, 6, 9])
    #expect(many.last?.message == "and 2 more wrong times")
    let listed = try wrong("[x, x, x, x, x, x]")
    #expect(Set(listed.map(\.message)).contains("and 1 more wrong time"))
    #expect(listed.count == 6)
  }

  @Test func wrongLists() throws {
    func expectOne(_ entries: String, at path: String, _ word: String) throws {
      let found = try wrong(entries)
      #expect(found.map(\.path) == ["contactTypes.job.arrivals.trace\(path)"], "\(found)")
      #expect(found.first?.line == 5)
      #expect(found.first?.message.contains(word) == true, "\(found)")
    }
    try expectOne("[]", at: "", "is empty")
    try expectOne("[09:00:05]", at: ".0", "must be quoted")
    try expectOne("[[5]]", at: ".0", "found a list")
    try expectOne("5", at: "", "mapping with file, column")
    try expectOne("{column: a}", at: "", "“file” is missing")
    try expectOne("{file: nowhere.csv}", at: ".file", "no file “nowhere.csv”")
  }

  @Test func besidesARate() throws {
    let arrivals = try #require(try job("arrivals: {perHour: 3, trace: [7]}").arrivals)
    #expect(arrivals.perHour == PeriodProfile(constant: 3, periodsPerDay: 48))
    #expect(arrivals.trace == [TraceTime(day: 0, clock: 7)])
  }
}

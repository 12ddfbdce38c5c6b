import Foundation
import LogFitting
import Testing

/// Logs of many makes, clean and dirty.
@Suite struct LogReaderTests {
  private func read(_ text: String, _ mapping: String = Logs.mapping) throws -> ([LogContact], RowCounts) {
    try Logs.withFolder { folder in
      var reader = LogReader(mapping: try Logs.parsed(mapping))
      var contacts: [LogContact] = []
      try reader.read(path: Logs.write(text, "log.csv", in: folder)) { contacts.append($0) }
      return (contacts, reader.counts)
    }
  }

  @Test func secondsOfADay() throws {
    let (contacts, counts) = try read(
      Logs.header + "2026-03-01,chat,2,100,100,130,129,86500,served,Ann\n2026-03-02,chat,,50,,,,,abandoned,\n")
    #expect(counts.rows == 2 && counts.dirtyRows == 0)
    let midnight = Double(LogClock.day(year: 2026, month: 3, day: 1)) * 86_400
    #expect(contacts[0].arrived == midnight + 100)
    #expect(contacts[0].wait == 30)
    #expect(contacts[0].ended == midnight + 86_500)
    #expect(contacts[0].handling == 86_371)
    #expect(contacts[0].row == 1 && contacts[1].row == 2)
    #expect(!contacts[1].isOffered, "who never queued and was not answered hung up in the menu")
    #expect(contacts[1].agent == nil && contacts[1].priority == nil)
  }

  /// Answered or gone, a contact has left the queue, also where the field for it is empty.
  @Test func leavingTheQueueWithoutATimeForIt() throws {
    let (contacts, counts) = try read(
      Logs.header
        + "2026-03-01,chat,1,100,100,,160,500,served,A\n2026-03-01,chat,1,100,100,,,130,abandoned,\n"
        + "2026-03-01,chat,1,100,100,,,,abandoned,\n2026-03-01,chat,1,100,,,160,500,served,A\n")
    #expect(counts.dirtyRows == 0)
    #expect(contacts.map(\.wait) == [60, 30, nil, 0])
  }

  @Test func timesWithZonesAreMovedToTheCentresClock() throws {
    let mapping = """
      timezone: Asia/Shanghai
      columns: {type: kind, arrived: in, answered: reply, ended: out}
      """
    let (contacts, _) = try read(
      "kind,in,reply,out\nchat,2026-03-01T23:59:50Z,2026-03-02T08:00:05.5+08:00,2026-03-02 08:10:00\n", mapping)
    let midnight = Double(LogClock.day(year: 2026, month: 3, day: 2)) * 86_400
    #expect(contacts[0].arrived == midnight + 7 * 3600 + 3590)
    #expect(contacts[0].wait == 15.5)
    #expect(contacts[0].ended == midnight + 8 * 3600 + 600)
    #expect(contacts[0].outcome == .answered)
  }

  @Test func quotesCarriageReturnsAndAByteOrderMark() throws {
    let (contacts, counts) = try read(
      "\u{FEFF}kind,in,reply\r\n\"a \"\"b\"\", c\nd\",2026-03-01 10:00,2026-03-01 10:01\r\n\r\nx,2026-03-01 10:00,",
      "columns: {type: kind, arrived: in, answered: reply}")
    #expect(counts.rows == 2 && counts.dirtyRows == 0)
    #expect(contacts.map(\.wait) == [60, nil])
    #expect(contacts[1].outcome == .unfinished)
  }

  @Test func dirtyRowsAreCountedByReasonAndSetAside() throws {
    let rows = [
      "2026-03-01,chat,1,100,100,130,130,200,served,Ann", "2026-03-01,chat,1,100",
      "2026-02-30,chat,1,1,1,1,1,1,served,A",
      "2026-03-01,chat,1,,,,,,abandoned,", "2026-03-01,chat,1,ten,,,,,abandoned,", "2026-03-01,chat,1,5,5,9,,,lost,",
      "2026-03-01,chat,1,5,5,9,,,served,", "2026-03-01,chat,1,500,500,510,510,400,served,Ann",
      "2026-03-01,,1,5,5,9,,,abandoned,",
    ]
    try Logs.withFolder { folder in
      var aside: [(Int, DirtyReason, String)] = []
      var reader = LogReader(mapping: try Logs.parsed()) { aside.append(($1, $2, $3)) }
      var clean = 0
      try reader.read(path: Logs.write(Logs.header + rows.joined(separator: "\n"), "log.csv", in: folder)) { _ in
        clean += 1
      }
      #expect(clean == 1)
      #expect(aside.map(\.0) == Array(2...9))
      let expected: [DirtyReason] = [
        .fieldCount, .noDate, .noArrival, .unreadableTime, .unknownOutcome, .answeredWithoutTime, .timesContradict,
        .noType,
      ]
      #expect(aside.map(\.1) == expected)
      #expect(aside[0].2 == "2026-03-01,chat,1,100")
      #expect(reader.counts.dirtyRows == 8)
      #expect(throws: LogError.self) { try reader.requireClean() }
    }
  }

  @Test func fivePercentIsTheLimit() throws {
    let good = "2026-03-01,chat,1,100,100,130,130,200,served,Ann\n"
    for (bad, stops) in [(5, false), (6, true)] {
      let text = Logs.header + String(repeating: good, count: 100 - bad) + String(repeating: "x\n", count: bad)
      try Logs.withFolder { folder in
        let path = try Logs.write(text, "log.csv", in: folder)
        let mapping = try Logs.parsed()
        #expect(try LogArchive(paths: [path], mapping: mapping, allowDirty: true).contacts.count == 100 - bad)
        if stops {
          #expect(throws: LogError.self) { try LogArchive(paths: [path], mapping: mapping) }
        } else {
          #expect(throws: Never.self) { try LogArchive(paths: [path], mapping: mapping) }
        }
      }
    }
  }

  @Test func compressedLogsReadTheSameAndDamageIsSeen() throws {
    try Logs.withFolder { folder in
      let rows = (0..<20_000).map { "2026-03-01,chat,1,\($0),\($0),\($0 + 9),\($0 + 9),\($0 + 99),served,A\($0 % 7)\n" }
      let plain = try Logs.write(Logs.header + rows.joined(), "log.csv", in: folder)
      let gzip = Process()
      gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      gzip.arguments = ["gzip", "-k", plain]
      try gzip.run()
      gzip.waitUntilExit()
      let mapping = try Logs.parsed()
      let one = try LogArchive(paths: [plain], mapping: mapping)
      let other = try LogArchive(paths: [plain + ".gz"], mapping: mapping)
      #expect(one.contacts.count == 20_000)
      #expect(one.contacts == other.contacts)
      let half = try Data(contentsOf: URL(fileURLWithPath: plain + ".gz")).dropLast(5_000)
      let cut = folder.appendingPathComponent("cut.csv.gz")
      try half.write(to: cut)
      let error = #expect(throws: LogError.self) { try LogArchive(paths: [cut.path], mapping: mapping) }
      #expect(error?.message.contains("cut short") == true)
    }
  }

  @Test(arguments: [
    ("columns: {arrived: a, answered: b}", "columns.type is missing"),
    ("columns: {type: a, arrived: b, answered: c}\ntimes: swatch", "expected one of iso"),
    ("columns: {type: a, arrived: b, answered: c}\ncolour: red", "unknown key “colour”"),
    ("columns: {type: a, arrived: b, answered: c}\ntimes: clock", "columns.date is missing"),
    ("columns: {type: a, arrived: b, answered: c, outcome: d}", "outcomes is missing"),
    ("timezone: Mars/Olympus", "no time zone"), ("[1, 2", "is not YAML"), ("words", "expected a mapping"),
  ])
  func mistakesInMappings(text: String, words: String) {
    let error = #expect(throws: LogError.self) { try LogMapping.parse(text, file: "m.yaml") }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "none")")
    #expect(error?.description.hasPrefix("m.yaml:") == true)
  }

  @Test func datesAreThoseOfTheCalendar() {
    #expect(LogClock.day(year: 1970, month: 1, day: 1) == 0)
    #expect(LogClock.day(year: 2000, month: 2, day: 29) == 11_016)
    #expect(LogClock.weekday(day: LogClock.day(year: 1999, month: 6, day: 6)) == 6, "a Sunday")
    for day in stride(from: -40_000, to: 60_000, by: 13) {
      let date = LogClock.date(day: day)
      #expect(LogClock.day(year: date.year, month: date.month, day: date.day) == day)
    }
  }

  /// Without a zone in the mapping the clock of the log is that of the centre, as it was set at the first time of the row.
  @Test(arguments: [
    ("2026-03-29T01:59:50.500+01:00", "2026-03-29T03:00:10.500+02:00", "03-29", 7190.5, 20.0),
    ("2026-10-25T02:59:50+02:00", "2026-10-25T02:00:10+01:00", "10-25", 10_790, 20),
    ("2026-10-24T20:00:00+02:00", "2026-10-25T09:00:00+01:00", "10-24", 72_000, 50_400),
    ("2026-10-24T20:00:00Z", "2026-10-25T09:00:00Z", "10-24", 72_000, 46_800),
    ("2026-10-24T20:00:00", "2026-10-25T09:00:00", "10-24", 72_000, 46_800),
  ])
  func offsetsWithoutAZone(arrived: String, answered: String, date: String, clock: Double, wait: Double) throws {
    let (contacts, _) = try read(
      "kind,in,reply\nchat,\(arrived),\(answered)\n", "columns: {type: kind, arrived: in, answered: reply}")
    #expect(LogClock.dateText(day: contacts[0].day) == "2026-\(date)")
    #expect(LogClock.secondOfDay(contacts[0].arrived) == clock)
    #expect(contacts[0].wait == wait)
  }
}

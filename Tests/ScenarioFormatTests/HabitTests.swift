import Foundation
import ScenarioFormat
import Testing

/// What planners write by habit: the message says how it is written here.
@Suite struct HabitTests {
  static let office = "calendar.hours.office"
  static let target = "contactTypes.chat.general.promise.target"
  static let handling = "contactTypes.phone.handling"

  static let habits = [
    BadPiece("target: 0.9,", "target: 90,", 20, target, "90% is written 0.9"),
    BadPiece("target: 0.9,", "target: 90%,", 20, target, "write 0.9"),
    BadPiece("target: 0.9,", "target: \"0,9\",", 20, target, "write 0.9, with a decimal point"),
    BadPiece("target: 0.9,", "target: 0,9,", 20, "contactTypes.chat.general.promise.9", "“0,9” is written 0.9"),
    BadPiece("{mean: 6min, cv", "{mean: 6,5min, cv", 16, "contactTypes.chat.general.handling.lognormal.5min", "6.5min"),
    BadPiece("handling: 5min", "handling: 5,5min", 24, handling, "write 5.5min"),
    BadPiece("handling: 5min", "handling: 5分钟", 24, handling, "write 5min"),
    BadPiece("handling: 5min", "handling: 1小时30分", 24, handling, "write 1h30min"),
    BadPiece("{perHour: 10}", "{perHour: \"1,000.5\"}", 23, "contactTypes.phone.arrivals.perHour", "write 1000.5"),
    BadPiece("{perHour: 10}", "{perHour: \"1,000\"}", 23, "contactTypes.phone.arrivals.perHour", "without the comma"),
    BadPiece("multiply: 1.5}", "multiply: 150%}", 38, "overlays.promotion.1.multiply", "write 1.5"),
    BadPiece("\"2026-11-11\"", "2026/11/9", 5, "calendar.start", "write \"2026-11-09\""),
    BadPiece("\"09:00-22:00\"\n", "\"09：00-22：00\"\n", 9, office, "write : instead of ："),
    BadPiece("\"09:00-22:00\"\n", "“09:00-22:00”\n", 9, office, "write \" instead of “"),
    BadPiece("hours: office\n", "hours: shop\n", 13, "contactTypes.chat.general.hours", "expected “office”, “always”"),
  ]

  @Test(arguments: habits) func hint(bad: BadPiece) { check(bad) }

  /// A number that is only out of range is written as numbers are: there is nothing to say of how.
  @Test(arguments: [
    ("staff: 12", "staff: 12\n    absence: 1"), ("{perHour: 10}", "{perHour: -10}"),
    ("days: 2", "days: 0"), ("target: 0.9,", "target: 1.2,"), ("concurrency: 2, slowdown: [1, 1.25]", "concurrency: 0"),
  ])
  func numbersOutOfRange(piece: String, wrong: String) {
    let messages = mistakes(goodText(piece, wrong)).map(\.message)
    #expect(
      !messages.isEmpty && messages.allSatisfy { !$0.contains("write") && !$0.contains("written") }, "\(messages)")
  }

  @Test(arguments: [
    ("channel: phone", "channel：phone", 23, "write : instead of ： in line 22"),
    ("channel: phone", "channel:phone", 23, "write a space behind the colon of “channel” in line 22"),
    ("    channel: phone", "\tchannel: phone", 22, "indented with a tab: use spaces"),
    ("    handling: 5min", "   handling: 5min", 24, "indented like those beside it"),
    ("start: \"13:30\", end", "start: \"13:30\"，end", 34, "write , instead of ，"),
    ("skills: {phone: 1}", "skills: {phone: 1", 32, "a comma or a bracket missing"),
  ])
  func noYAML(piece: String, wrong: String, line: Int, words: String) {
    expectMistake(goodText(piece, wrong), line: line, path: "", "this is not YAML", words)
  }

  @Test func overlaysThatThereAre() {
    expectMistake(
      goodText, line: nil, path: "overlays", "no overlay “black friday”; expected “promotion”",
      overlays: ["black friday"])
  }

  // MARK: - Tables from spreadsheets

  static let path = "contactTypes.phone.arrivals.perHour.file"

  /// The mistakes of a table of calls by hour.
  func table(_ data: Data) throws -> (mistakes: [String], warnings: [String]) {
    try withFolder([:]) { folder in
      try data.write(to: URL(fileURLWithPath: folder + "/calls.csv"))
      do {
        let loaded = try load(goodText("{perHour: 10}", "{perHour: {file: calls.csv}}"), directory: folder)
        return ([], loaded.warnings.map(\.message))
      } catch let errors as ScenarioErrors {
        return (errors.mistakes.map(\.message), [])
      }
    }
  }

  @Test func otherEncodings() throws {
    // “时间” in GBK; and UTF-16 with its mark.
    let chinese = Data([0xCA, 0xB1, 0xBC, 0xE4]) + Data(",calls\r\n09:00,12\r\n".utf8)
    for data in [chinese, try #require("time\tcalls\r\n".data(using: .utf16))] {
      let mistakes = try table(data).mistakes
      #expect(mistakes.count == 1)
      #expect(mistakes.first?.contains("“calls.csv” is text in another encoding than UTF-8; save it as UTF-8") == true)
    }
  }

  @Test(arguments: [
    ("time;calls\n09:00;12\n", "separated by semicolons; expected commas"),
    ("time\tcalls\n09:00\t12\n", "separated by tabs; expected commas"),
    ("09:00,12\n10:00,13\n", "has no header: its first line must name the columns"),
    ("时间,calls\n09:00,12\n", "has no column “time”, but “时间”, “calls”"),
    ("time,calls\n09:00,\"12,5\"\n", "write 12.5, with a decimal point"),
  ])
  func spreadsheets(text: String, words: String) throws {
    let mistakes = try table(Data(text.utf8)).mistakes
    #expect(mistakes.count == 1 && mistakes[0].contains(words), "\(mistakes)")
  }

  @Test func datesOfSpreadsheetsAndEmptyRows() throws {
    let rows = "date,time,calls\r\n2026/11/11,9:00,12\r\n2026/11/12,9:00,13\r\n,,\r\n,,\r\n"
    #expect(try table(Data(rows.utf8)).mistakes == [])
  }

  // MARK: - Hours that were forgotten

  @Test func callsWhileNobodyIsThere() throws {
    let warnings = try load(goodText).warnings
    #expect(warnings.map(\.line) == [21])
    #expect(
      warnings.first?.message.hasPrefix("contacts come at 00:00–09:00, 22:00–24:00 on day 1, when nobody") == true)
    let open = goodText("channel: phone", "channel: phone\n    hours: office")
    #expect(try load(open).warnings == [])
    #expect(try load(goodText("heads: 16", "heads: 0")).warnings.first?.message.contains("17:30–24:00") == true)
    // A shift over midnight is there in the early hours too.
    #expect(try load(goodText("end: \"22:00\"", "end: \"09:00\"")).warnings == [])
    #expect(try load(goodText("{perHour: 10}", "{perHour: {\"08:00-22:00\": 10}}")).warnings.count == 1)
    #expect(try load(goodText("{perHour: 10}", "{perHour: {\"09:00-22:00\": 10, \"22:00-22:30\": 1}}")).warnings == [])
  }

  // MARK: - The scenario to begin with

  @Test func theStarterIsFine() throws {
    for overlays in [[], ["promotion"], ["promotion", "more-people"]] {
      let loaded = try load(StarterScenario.text, overlays: overlays)
      #expect(loaded.warnings == [])
      #expect(loaded.scenario.contactTypes.map(\.name) == ["chat", "phone", "ticket"])
    }
  }
}

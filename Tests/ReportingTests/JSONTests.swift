import Foundation
import Reporting
import Simulation
import Testing

/// The JSON files: valid, complete, stable, and the same numbers as the result.
@Suite struct JSONTests {
  private func parsed(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func at(_ object: Any, _ path: String) throws -> Any {
    try path.split(separator: "/").reduce(object) { value, key in
      if let index = Int(key) { return try #require(value as? [Any])[index] }
      return try #require((value as? [String: Any])?[String(key)], "no key \(key) of \(path)")
    }
  }

  @Test func summaryStartsWithTheHeadAndKeepsTheOrderOfTheKeys() {
    let text = SummaryJSON.text(SampleResult.tiny())
    #expect(
      text.hasPrefix(
        """
        {
          "version": 1,
          "scenario": "Tiny",
          "overlays": [],
          "seed": 7,
          "replications": 2,
          "ended": "replicationsDone",
          "timeZone": "Asia/Shanghai",
          "start": "2026-11-11",
          "days": 1,
          "warmUpSeconds": 0.0,
          "periodSeconds": 1800,
          "contactTypes": {
            "calls": {
              "channel": "phone",
              "answerWithin": 20.0,
              "promise": {"answerWithin": 20.0, "target": 0.9, "definition": "SL1"},
              "dayMeetsPromise": {"mean": 0.25, "halfWidth": null},
              "day": {
                "offered": {"mean": 10.0, "halfWidth": 0.5},
                "blocked": {"mean": null, "halfWidth": null},

        """))
    #expect(
      text.hasSuffix(
        """
                {
                  "start": "2026-11-11T09:30:00+08:00",
                  "clock": "09:30",
                  "day": 0,
                  "headsPlanned": 2.0,
                  "occupancy": {"mean": 0.8, "halfWidth": 0.01},
                  "staffedHours": {"mean": 2.0, "halfWidth": 0.0},
                  "busyHours": {"mean": 1.6, "halfWidth": 0.02},
                  "paidHours": {"mean": 2.5, "halfWidth": 0.0},
                  "cost": {"mean": null, "halfWidth": null}
                }
              ]
            }
          }
        }

        """))
  }

  @Test func everyFigureHasItsKey() throws {
    let result = SampleResult.shop(days: 2)
    let root = try parsed(SummaryJSON.text(result))
    let counts = [
      "offered", "blocked", "balked", "messages", "answered", "abandoned", "cutOff", "unfinished", "diverted",
      "turnedAway", "answeredInPeriod", "handling", "queueLength",
    ]
    let levels = ["SL1", "SL2", "SL3", "SL4"].map { "serviceLevel/" + $0 }
    let waits = ["answered", "all", "virtual"].flatMap { wait in
      ["mean", "p50", "p80", "p90", "p95"].map { "wait/\(wait)/\($0)" }
    }
    for place in ["day", "days/1", "periods/95"] {
      for key in counts + levels + waits {
        let figure = try at(root, "contactTypes/chat.general/\(place)/\(key)") as? [String: Any]
        #expect(Set(try #require(figure).keys) == ["mean", "halfWidth"])
      }
    }
    #expect(try at(root, "contactTypes/chat.general/periods/40/start") as? String == result.periods[40].start)
    #expect(try at(root, "contactTypes/chat.general/periods/95/day") as? Int == 1)
    #expect(try at(root, "contactTypes/message/promise") is NSNull)
    #expect(try at(root, "contactTypes/message/dayMeetsPromise") is NSNull)
    #expect(
      try at(root, "contactTypes/phone.urgent/periods/41/wait/virtual/p90/mean") as? Double
        == result.contactTypes[1].periods[41].waitVirtual.p90.mean)
    #expect(
      try at(root, "agentGroups/frontline/periods/20/headsPlanned") as? Double
        == result.agentGroups[0].headsPlanned[20])
  }

  @Test func infinityAndNotANumberAreNull() throws {
    var result = SampleResult.tiny()
    result.contactTypes[0].day.handling = Figure(mean: .nan, halfWidth: .infinity)
    let root = try parsed(SummaryJSON.text(result))
    #expect(try at(root, "contactTypes/calls/day/handling/mean") is NSNull)
    #expect(try at(root, "contactTypes/calls/day/handling/halfWidth") is NSNull)
    #expect(try at(root, "contactTypes/calls/waitHistogram/1/upTo") is NSNull)
  }

  @Test(arguments: ["a\"b\\c", "</script><script>", "line\nfeed\u{0}\u{1F}\u{2028}", "在线客服 👩‍🚀", ""])
  func namesSurvive(name: String) throws {
    var result = SampleResult.tiny(name: name)
    result.scenario = name
    result.overlays = [name]
    for text in [SummaryJSON.text(result), AnnouncementsJSON.text(result)] {
      let root = try parsed(text)
      #expect(root["scenario"] as? String == name)
      #expect(root["overlays"] as? [String] == [name])
      #expect((root["contactTypes"] as? [String: Any])?[name] != nil)
    }
  }

  @Test func announcementsHaveTheWholeRowOnALine() {
    let text = AnnouncementsJSON.text(SampleResult.tiny())
    let row =
      #"{"start": "2026-11-11T09:00:00+08:00", "clock": "09:00", "day": 0, "waitingAhead": 3, "observations": 40, "#
      + #""mean": 130.0, "p50": 100.0, "p80": 180.0, "p90": 240.0, "withinPromise": 0.1, "text": "#
      + #"{"en": "Waiting ahead: 3, expected wait: 2–4 minutes", "zh-Hans": "当前排队人数:3,预计等待时间:2–4分钟"}}"#
    #expect(text.contains("\n        \(row)\n"))
  }

  @Test func theSameResultGivesTheSameBytes() {
    let result = SampleResult.shop()
    #expect(SummaryJSON.text(result) == SummaryJSON.text(SampleResult.shop()))
    #expect(AnnouncementsJSON.text(result) == AnnouncementsJSON.text(SampleResult.shop()))
    #expect(ReportHTML.text(result) == ReportHTML.text(SampleResult.shop()))
  }

  @Test func largestSeedIsWrittenInFull() {
    var result = SampleResult.tiny()
    result.seed = .max
    #expect(SummaryJSON.text(result).contains("\"seed\": 18446744073709551615,"))
  }
}

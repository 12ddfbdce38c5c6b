import Foundation
import Reporting
import Simulation
import Testing

/// The JSON files: valid, complete, stable, and the same numbers as the result.
@Suite struct JSONTests {
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
              "deadline": null,
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
              ],
              "timeByType": {}
            }
          },
          "issues": null,
          "loops": []
        }

        """))
  }

  @Test func everyFigureHasItsKey() throws {
    let result = SampleResult.shop(days: 2)
    let root = try JSONTree(parsing: SummaryJSON.text(result))
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
        #expect(try root.at("contactTypes/chat.general/\(place)/\(key)").keys == ["mean", "halfWidth"])
      }
    }
    #expect(try root.at("contactTypes/chat.general/periods/40/start") == .string(result.periods[40].start))
    #expect(try root.at("contactTypes/chat.general/periods/95/day") == .number(1))
    #expect(try root.at("contactTypes/message/promise") == .null)
    #expect(try root.at("contactTypes/message/dayMeetsPromise") == .null)
    #expect(
      try root.at("contactTypes/phone.urgent/periods/41/wait/virtual/p90/mean").number
        == result.contactTypes[1].periods[41].waitVirtual.p90.mean)
    #expect(
      try root.at("agentGroups/frontline/periods/20/headsPlanned").number
        == result.agentGroups[0].headsPlanned[20])
  }

  @Test func infinityAndNotANumberAreNull() throws {
    var result = SampleResult.tiny()
    result.contactTypes[0].day.handling = Figure(mean: .nan, halfWidth: .infinity)
    let root = try JSONTree(parsing: SummaryJSON.text(result))
    #expect(try root.at("contactTypes/calls/day/handling/mean") == .null)
    #expect(try root.at("contactTypes/calls/day/handling/halfWidth") == .null)
    #expect(try root.at("contactTypes/calls/waitHistogram/1/upTo") == .null)
  }

  @Test(arguments: ["a\"b\\c", "</script><script>", "line\nfeed\u{0}\u{1F}\u{2028}", "在线客服 👩‍🚀", ""])
  func namesSurvive(name: String) throws {
    var result = SampleResult.tiny(name: name)
    result.scenario = name
    result.overlays = [name]
    for text in [SummaryJSON.text(result), AnnouncementsJSON.text(result)] {
      let root = try JSONTree(parsing: text)
      #expect(try root.at("scenario") == .string(name))
      #expect(try root.at("overlays") == .array([.string(name)]))
      #expect(try root.at("contactTypes").keys == [name])
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

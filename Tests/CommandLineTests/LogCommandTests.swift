import Foundation
import Testing

/// `waitline fit`, `waitline audit` and `waitline backtest`.
@Suite struct LogCommandTests {
  private static let mapping = """
    columns: {type: kind, arrived: in, answered: reply, ended: out}
    """

  private func folder(_ body: (_ log: String, _ mapping: String, URL) throws -> Void) throws {
    try Tool.withFolder { folder in
      let log = folder.appendingPathComponent("log.csv")
      let mapping = folder.appendingPathComponent("mapping.yaml")
      var text = "kind,in,reply,out\n"
      for minute in 10..<60 {
        // One after the other, each waiting somewhat longer than the one before.
        let wait = 9 + minute % 40
        text +=
          "chat,2026-03-01 10:\(minute):00,2026-03-01 10:\(minute):\(wait < 10 ? "0" : "")\(wait),2026-03-01 11:00\n"
      }
      try Data(text.utf8).write(to: log)
      try Data(Self.mapping.utf8).write(to: mapping)
      try body(log.path, mapping.path, folder)
    }
  }

  @Test func anAudit() throws {
    try folder { log, mapping, _ in
      let table = try Tool.run("audit", log, "--mapping", mapping, "--promise", "chat within 30s 90%")
      #expect(table.status == 0)
      #expect(table.errors == "")
      #expect(table.output.contains("Claimed 90%"))
      let json = try Tool.json(
        Tool.run("audit", log, "--mapping", mapping, "--promise", "chat within 30s 90%", "--format", "json").output)
      let promise = try #require((json["promises"] as? [[String: Any]])?.first)
      let whole = try #require(promise["whole"] as? [String: Any])
      #expect(whole["offered"] as? Int == 50)
      // Waits of 9 + m mod 40 seconds for m = 10…59 are at most 30 for m = 10…21 and 40…59.
      #expect(whole["answeredInTime"] as? Int == 32)
      let levels = try #require(whole["serviceLevel"] as? [String: [String: Any]])
      #expect(levels["SL1"]?["mean"] as? Double == 0.64)
    }
  }

  /// What the log of a simulated day tells an audit is what the day was: those who leave on hearing the wait, who leave a message
  /// instead, who are sent away at closing, and who have given up were all offered.
  @Test func theLogOfADayIsTheDay() throws {
    let day = """
      version: 1
      calendar: {start: "2026-01-05", days: 1, period: 1h, hours: {open: "09:00-10:00"}}
      contactTypes:
        gaveUp: {channel: phone, arrivals: {trace: ["09:00", "09:01", "09:02"]}, handling: 2h, patience: 20s}
        balked: {channel: phone, arrivals: {trace: ["09:10", "09:11"]}, handling: 2h, announcement: {balking: {whenExpectedWaitAbove: 2min, share: 1}}}
        left: {channel: phone, arrivals: {trace: ["09:00", "09:01", "09:02", "09:03"]}, handling: 2h, announcement: {from: 1, offer: {becomes: message, whenExpectedWaitAbove: 2min, acceptance: 1}}}
        sentAway: {channel: phone, hours: open, closing: cutOff, arrivals: {trace: ["09:10", "09:11"]}, handling: 2h}
        full: {channel: phone, arrivals: {trace: ["09:10", "09:11"]}, handling: 2h, queue: {limit: 0}}
        message: {channel: deferred, handling: 1min}
      agentGroups:
        a: {skills: {gaveUp: 1}, staff: 1}
        b: {skills: {balked: 1}, staff: 1}
        c: {skills: {left: 1}, staff: 1}
        d: {skills: {sentAway: 1}, staff: 1}
        e: {skills: {full: 1}, staff: 1}
        f: {skills: {message: 1}, staff: 1}
      """
    let audited = try audited(
      day, promises: ["gaveUp", "balked", "left", "sentAway", "full"].map { "\($0) within 30s 90%" })
    // SL1 and SL2: one of each is answered, at once; two have given up within the promise.
    for (name, offered, SL2) in [
      ("gaveUp", 3, 1.0), ("balked", 2, 0.5), ("left", 4, 0.25), ("sentAway", 2, 0.5), ("full", 2, 0.5),
    ] {
      let whole = try #require(audited[name])
      #expect(whole["offered"] as? Int == offered, "\(name)")
      let levels = try #require(whole["serviceLevel"] as? [String: [String: Any]])
      #expect(levels["SL1"]?["mean"] as? Double == 1 / Double(offered), "\(name)")
      #expect(levels["SL2"]?["mean"] as? Double == SL2, "\(name)")
    }
  }

  /// A ticket whose second step has not begun by the end of the day is not done, also where the first one is.
  @Test func aStepThatHasNotBegunIsNotDone() throws {
    let audited = try audited(
      """
      version: 1
      calendar: {start: "2026-01-05", days: 1, period: 1h}
      contactTypes:
        ticket:
          channel: ticket
          arrivals: {trace: ["01:00", "02:30", "10:00", "11:00"]}
          deadline: {within: 4h, target: 0.9}
          steps:
            - {name: look, group: first, handling: 10min}
            - {name: decide, group: second, handling: 10min, delay: 20h}
      agentGroups:
        first: {skills: {ticket: 1}, staff: 1}
        second: {skills: {ticket: 1}, staff: 1}
      """, promises: ["ticket done within 21h 90%"])
    // Those of 1:00 and 2:30 are done after 20 h 20 min; the others wait for their decision when the log ends, 14 and 13 h old.
    let whole = try #require(audited["ticket"])
    #expect(whole["offered"] as? Int == 2)
    #expect(whole["answeredInTime"] as? Int == 2)
  }

  /// A ticket that was a call outside the hours came when the call did, also where its first step begins later; and those who
  /// wait at the start of the day have waited before.
  @Test func whatCameBeforeTheFirstRow() throws {
    let audited = try audited(
      """
      version: 1
      calendar: {start: "2026-01-05", days: 1, period: 1h, hours: {open: "09:00-10:00"}}
      contactTypes:
        call: {channel: phone, hours: open, afterHours: {becomes: ticket}, arrivals: {trace: ["11:00"]}, handling: 1min}
        ticket: {channel: ticket, steps: [{name: look, delay: 30min, handling: 10min}], deadline: {within: 20min, target: 0.9}}
        chat: {channel: chat, handling: 10min, patience: 25min}
      backlog: {chat: {count: 4, oldest: 20min}}
      agentGroups:
        first: {skills: {call: 1}, staff: 1}
        second: {skills: {ticket: 1}, staff: 1}
        third: {skills: {chat: 1}, staff: 1}
      """, promises: ["ticket done within 39min 90%", "chat within 30s 90%"])
    let ticket = try #require(audited["ticket"])
    #expect(ticket["offered"] as? Int == 1 && ticket["answeredInTime"] as? Int == 0)
    // Of ages 20, 15, 10 and 5 minutes; answered after 20, 25 and 30, and the last one gives up after 25.
    let chat = try #require(audited["chat"])
    #expect(chat["offered"] as? Int == 4 && chat["answered"] as? Int == 3 && chat["abandoned"] as? Int == 1)
    #expect(abs(try #require(chat["asa"] as? Double) - 25 * 60) < 1e-6)
  }

  /// The whole of each promise, by contact type, as an audit of a simulated day sees it.
  private func audited(_ scenario: String, promises: [String]) throws -> [String: [String: Any]] {
    var found: [String: [String: Any]] = [:]
    try Tool.withFolder { folder in
      let (file, log) = (folder.appendingPathComponent("day.yaml"), folder.appendingPathComponent("log.csv").path)
      try Data(scenario.utf8).write(to: file)
      let run = try Tool.run("simulate", file.path, "--replications", "1", "--log", log)
      try #require(run.status == 0, "\(run.errors)")
      let audit = try Tool.run(
        ["audit", log, "--mapping", "scenarios/waitline-mapping.yaml", "--format", "json"]
          + promises.flatMap { ["--promise", $0] })
      try #require(audit.status == 0, "\(audit.errors)")
      for promise in try #require(try Tool.json(audit.output)["promises"] as? [[String: Any]]) {
        let claim = try #require(promise["claim"] as? String)
        found[String(claim.prefix { $0 != " " })] = promise["whole"] as? [String: Any]
      }
    }
    return found
  }

  /// A wait of exactly the promise is within it, also where it is no number of whole seconds.
  @Test func exactlyAFractionOfASecond() throws {
    try Tool.withFolder { folder in
      let (log, mapping) = (folder.appendingPathComponent("log.csv"), folder.appendingPathComponent("mapping.yaml"))
      try Data(Self.mapping.utf8).write(to: mapping)
      let rows = (0..<10).map { tenth in
        "chat,2026-03-01 10:10:00.\(tenth),2026-03-01 10:10:\(tenth < 7 ? 30 : 31).\((tenth + 3) % 10),2026-03-01 11:00\n"
      }
      try Data(("kind,in,reply,out\n" + rows.joined()).utf8).write(to: log)
      for (promise, inTime) in [("30.3s", 10), ("30.299s", 0)] {
        let result = try Tool.run(
          "audit", log.path, "--mapping", mapping.path, "--promise", "chat within \(promise) 90%", "--format", "json")
        let audited = try #require((try Tool.json(result.output)["promises"] as? [[String: Any]])?.first)
        #expect((audited["whole"] as? [String: Any])?["answeredInTime"] as? Int == inTime)
      }
    }
  }

  @Test func anAuditAsAPage() throws {
    try folder { log, mapping, folder in
      let page = folder.appendingPathComponent("audit.html")
      let result = try Tool.run(
        "audit", log, "--mapping", mapping, "--promise", "chat within 30s 90%", "--html", page.path)
      #expect(result.status == 0)
      let html = try String(contentsOf: page, encoding: .utf8)
      #expect(html.contains("The claim by all four definitions"))
      #expect(html.contains("SL1 by hour"))
      #expect(!html.contains("<script"))
    }
  }

  /// A log that the tool made, fitted: the scenario is valid and simulated, and tables, JSON and page say the same.
  @Test func aFit() throws {
    try Tool.withFolder { folder in
      let log = folder.appendingPathComponent("log.csv").path
      let scenario = folder.appendingPathComponent("fitted.yaml").path
      let page = folder.appendingPathComponent("fit.html").path
      let made = try Tool.run(
        "simulate", "scenarios/card-platform.yaml", "--replications", "1", "--set", "calendar.days=14", "--log", log)
      #expect(made.status == 0, "\(made.errors)")
      #expect(made.output.hasSuffix(log + "\n"))
      let fit = ["fit", log, "--mapping", "scenarios/waitline-mapping.yaml", "-o", scenario, "--replications", "20"]
      let table = try Tool.run(fit + ["--html", page])
      #expect(table.status == 0, "\(table.errors)")
      #expect(table.output.contains("14 ordinary and 0 special days"))
      let checked = try Tool.run("validate", scenario)
      #expect(checked.status == 0, "\(checked.output)\(checked.errors)")
      let json = try Tool.json(Tool.run(fit + ["--format", "json"]).output)
      let types = try #require(json["types"] as? [[String: Any]])
      let chat = try #require(types.first { $0["name"] as? String == "chat.general" })
      let handling = try #require(chat["handling"] as? [String: Any])
      let mean = try #require(handling["mean"] as? Double)
      let error = try #require(handling["standardError"] as? Double)
      #expect(error > 0 && error < 0.1 * mean)
      let html = try String(contentsOf: URL(fileURLWithPath: page), encoding: .utf8)
      #expect(html.contains("May the model be trusted?"))
      let printed = try Tool.run(fit.dropLast(4) + ["-o", "-"])
      #expect(
        printed.output
          == (try String(contentsOf: URL(fileURLWithPath: scenario), encoding: .utf8))
          .replacing("replications: 20", with: "replications: 100"))
    }
  }

  /// A log of the whole centre: tickets through departments are found with their hand-offs, and those that social contacts became
  /// at once are not lost.
  @Test func aFitOfDepartments() throws {
    try Tool.withFolder { folder in
      func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
      let made = try Tool.run(
        "simulate", "scenarios/whole-centre.yaml", "--replications", "1", "--set", "calendar.days=7", "--log",
        path("log.csv"))
      #expect(made.status == 0, "\(made.errors)")
      let fit = [
        "fit", path("log.csv"), "--mapping", "scenarios/waitline-mapping.yaml", "-o", path("fitted.yaml"),
        "--return-window", "2d", "--replications", "2",
      ]
      let json = try Tool.json(Tool.run(fit + ["--format", "json", "--html", path("fit.html")]).output)
      let types = try #require(json["types"] as? [[String: Any]])
      func steps(_ name: String) throws -> [String] {
        let type = try #require(types.first { $0["name"] as? String == name })
        return (type["steps"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
      }
      #expect(try steps("ticket.quality") == ["intake", "examination", "approval"])
      #expect(try steps("refund") == ["verification", "payment"])
      #expect(try steps("ticket.urgent").isEmpty)
      #expect(try Tool.run("validate", path("fitted.yaml")).status == 0)
      let yaml = try String(contentsOfFile: path("fitted.yaml"), encoding: .utf8)
      #expect(yaml.contains("- {next: examination, share: 1}"))
      #expect(yaml.contains("as: ticket.urgent, share: 1, after: 0s"))
      #expect(try String(contentsOfFile: path("fit.html"), encoding: .utf8).contains("ticket.quality, approval"))
      let chinese = try Tool.run(fit + ["--language", "zh-Hans"])
      #expect(chinese.output.contains("转至 approval"))
      let audit = try Tool.run(
        "audit", path("log.csv"), "--mapping", "scenarios/waitline-mapping.yaml", "--promise",
        "ticket.quality done within 1d 90%", "--format", "json")
      let promise = try #require((try Tool.json(audit.output)["promises"] as? [[String: Any]])?.first)
      let whole = try #require(promise["whole"] as? [String: Any])
      let rows = try String(contentsOfFile: path("log.csv"), encoding: .utf8).split(whereSeparator: \.isNewline)
      let intakes = rows.count { $0.contains(",ticket.quality,intake,") }
      let offered = try #require(whole["offered"] as? Int)
      #expect(offered < intakes && offered > intakes / 2, "\(offered) tickets, \(intakes) intakes with rework")
    }
  }

  /// The table of the back-test in both languages, with the reasons of dirty rows; the forecasts are the same.
  @Test func aBacktestInBothLanguages() throws {
    try Tool.withFolder { folder in
      let mapping = folder.appendingPathComponent("mapping.yaml")
      try Data((Self.mapping + "\n").utf8).write(to: mapping)
      func log(_ name: String, month: Int, _ more: String = "") throws -> String {
        var text = "kind,in,reply,out\n"
        for index in 0..<600 {
          let minute = 60 * 8 + index % 300
          let day = 1 + index / 300
          func time(_ minute: Int, _ second: Int) -> String {
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            return "2026-0\(month)-\(two(day)) \(two(minute / 60)):\(two(minute % 60)):\(two(second))"
          }
          text += "chat,\(time(minute, 0)),\(time(minute, 1 + index * 7 % 50)),\(time(minute + 1 + index % 5, 0))\n"
        }
        let path = folder.appendingPathComponent(name)
        try Data((text + more).utf8).write(to: path)
        return path.path
      }
      let command = [
        "backtest", "--fit", try log("march.csv", month: 3), "--test", try log("april.csv", month: 4, "chat,soon,,\n"),
        try log("may.csv", month: 5), "--mapping", mapping.path, "--set-aside",
        folder.appendingPathComponent("dirty.csv").path,
      ]
      let english = try Tool.run(command)
      #expect(english.status == 0, "\(english.errors)")
      for words in [
        "Fitted on 600 callers", "learned, by month", "2026-04", "who joined, 0 abandoned", "unreadable time 1",
      ] {
        #expect(english.output.contains(words), "\(words)")
      }
      let predictions = folder.appendingPathComponent("predictions.csv").path
      let chinese = try Tool.run(command + ["--language", "zh-Hans", "--predictions", predictions])
      for words in ["以 600 位来电者拟合", "学习模型，按月", "2026-04", "其中 0 位放弃", "队首已等待时间", "时间无法识别 1"] {
        #expect(chinese.output.contains(words), "\(words)")
      }
      for words in ["learned", "callers", "head of line", "unreadable"] {
        #expect(!chinese.output.contains(words), "\(words)")
      }
      let rows = try String(contentsOfFile: predictions, encoding: .utf8).split(separator: "\n")
      #expect(rows.first == "file,row,mean,q05,q10,q25,q50,q75,q90,q95,pWithin30")
      #expect(rows.count == 1_201 && rows[1].hasPrefix("april.csv,1,") && rows[1_200].hasPrefix("may.csv,600,"))
      #expect(try Tool.run(command + ["--format", "csv"]).output == rows.map { $0 + "\n" }.joined())
    }
  }

  @Test func whatCannotBeRead() throws {
    try folder { log, mapping, folder in
      func refused(_ words: String, _ status: Int32, _ arguments: String...) throws {
        let result = try Tool.finish(Tool.start(arguments, in: folder))
        #expect(result.status == status, "\(result.errors)")
        #expect(result.errors.contains(words), "\(result.errors)")
        #expect(result.output == "")
      }
      let promise = "chat within 30s 90%"
      try refused("no such file", 65, "audit", "none.csv", "--mapping", mapping, "--promise", promise)
      try refused("is not a promise", 64, "audit", log, "--mapping", mapping, "--promise", "soon")
      try refused(
        "expected all or one of chat", 65, "audit", log, "--mapping", mapping, "--promise", "mail within 1h 9%")
      try refused("has no column “kind”", 65, "audit", mapping, "--mapping", mapping, "--promise", promise)
      try refused("columns.type is missing", 65, "audit", log, "--mapping", "empty.yaml", "--promise", promise)
      try refused("at least 200", 65, "backtest", "--fit", log, "--test", "again.csv", "--mapping", mapping)
      try refused("is given twice", 65, "backtest", "--fit", log, "--test", log, "--mapping", mapping)
      try refused("is given twice", 65, "audit", log, log, "--mapping", mapping, "--promise", promise)
      try refused("holds no contact", 65, "audit", "none-yet.csv", "--mapping", mapping, "--promise", promise)
      try refused("no contact asked", 65, "fit", "none-yet.csv", "--mapping", mapping, "-o", "x.yaml")
      try refused("no such file", 65, "fit", "none.csv", "--mapping", mapping, "-o", "x.yaml")
      try refused("Missing expected argument '--output", 64, "fit", log, "--mapping", mapping)
      try refused("divide an hour", 64, "fit", log, "--mapping", mapping, "-o", "x.yaml", "--period", "7min")
      try refused("columns.issue", 65, "fit", log, "--mapping", mapping, "-o", "x.yaml", "--return-window", "1d")
      try refused("is a folder", 1, "fit", log, "--mapping", mapping, "-o", ".")
      try refused("Missing expected argument '--fit", 64, "backtest", "--test", log, "--mapping", mapping)
      try refused("cannot be used", 65, "audit", "dirty.csv", "--mapping", mapping, "--promise", promise)
      let aside = try String(contentsOf: folder.appendingPathComponent("dirty-rows.csv"), encoding: .utf8)
      #expect(aside == "file,row,reason,content\n\"dirty.csv\",2,unreadable time,chat,later,,\n")
    } prepare: { folder in
      try Data("columns: {arrived: in}\n".utf8).write(to: folder.appendingPathComponent("empty.yaml"))
      try Data("kind,in,reply,out\n".utf8).write(to: folder.appendingPathComponent("none-yet.csv"))
      try FileManager.default.copyItem(
        at: folder.appendingPathComponent("log.csv"), to: folder.appendingPathComponent("again.csv"))
      try Data("kind,in,reply,out\nchat,2026-03-01 10:00,,\nchat,later,,\n".utf8)
        .write(to: folder.appendingPathComponent("dirty.csv"))
    }
  }

  private func folder(
    _ body: (_ log: String, _ mapping: String, URL) throws -> Void, prepare: (URL) throws -> Void
  ) throws {
    try folder { log, mapping, folder in
      try prepare(folder)
      try body(log, mapping, folder)
    }
  }
}

import Foundation
import Testing

/// `compare`, `staff` and `schedule`, as a planner would call them.
@Suite struct PlanningCommandTests {
  private static let day = """
    version: 1
    calendar: {days: 1, period: 1h}
    contactTypes:
      call:
        channel: phone
        arrivals: {perHour: {"00:00-01:00": 6, "01:00-02:00": 20, "02:00-03:00": 40}}
        handling: {exponential: {mean: 300s}}
        patience: {exponential: {mean: 240s}}
        promise: {answerWithin: 0s, target: 0.8}
    agentGroups:
      agents:
        skills: {call: 1}
        staff: 3
        costPerHour: 10
        patterns: [{name: to three, from: "00:00", to: "00:00", length: 3h}, {name: late, from: "01:00", length: 2h}]
    """

  private func withDay(_ text: String = day, _ body: (URL, String) throws -> Void) throws {
    try Tool.withFolder { folder in
      let file = folder.appendingPathComponent("day.yaml")
      try Data(text.utf8).write(to: file)
      try body(folder, file.path)
    }
  }

  @Test func `compare gives paired differences and a verdict`() throws {
    try withDay { _, file in
      let run = try Tool.run(
        "compare", file, "\(file)+agentGroups.agents.staff=4", "--replications", "200", "--format", "json")
      #expect(run.status == 0)
      let json = try Tool.json(run.output)
      let difference = try #require((json["differences"] as? [[String: Any]])?.first)
      #expect(try Tool.figure(difference, "contactTypes", "call", "serviceLevel", "SL1") > 0.05)
      #expect(abs(try Tool.figure(difference, "cost") - 240) < 5)
      #expect((difference["verdict"] as? String)?.contains("points more within 0 s for 2") == true)
    }
  }

  @Test func `compare writes tables, JSON and a page in both languages`() throws {
    try withDay { folder, file in
      for language in ["en", "zh-Hans"] {
        let output = folder.appendingPathComponent(language)
        let run = try Tool.run(
          "compare", file, "\(file)+agentGroups.agents.staff=4", "--replications", "20", "--output", output.path,
          "--language", language)
        #expect(run.status == 0 && run.output.contains("report.html"))
        let page = try String(contentsOf: output.appendingPathComponent("report.html"), encoding: .utf8)
        #expect(page.contains("<html lang=\"\(language)\">") && page.contains("class=\"gauge\""))
        let json = try String(contentsOf: output.appendingPathComponent("comparison.json"), encoding: .utf8)
        #expect(try Tool.json(json)["replications"] as? Int == 20)
        let csv = try String(contentsOf: output.appendingPathComponent("comparison.csv"), encoding: .utf8)
        #expect(csv.hasPrefix("contactType,figure,"))
      }
    }
  }

  @Test func `Ctrl-C in staff, capacity, advise and compare ends with 130, and with what there is or a word`() throws {
    let file = "scenarios/card-platform.yaml"
    for command in [["staff", file], ["capacity", file], ["advise", file], ["compare", file, file + "+promotion"]] {
      let started = try Tool.start(command + ["--replications", "20000"])
      Tool.interrupt(started.process, after: 1)
      let outcome = try Tool.finish(started)
      #expect(outcome.status == 130, "\(command): \(outcome.errors)")
      #expect(!outcome.output.isEmpty || outcome.errors.contains("stopped before"), "\(command): \(outcome.errors)")
    }
  }

  @Test func `compare explains what it cannot use`() throws {
    try withDay { _, file in
      #expect(try Tool.run("compare", file).status == 64)
      let overlay = try Tool.run("compare", file, "\(file)+none")
      #expect(overlay.status == 65 && overlay.errors.contains("there is no overlay “none”"))
      let path = try Tool.run("compare", file, "\(file)+agentGroups.agent.staff=4")
      #expect(path.status == 65 && path.errors.contains("agentGroups.agent.staff"))
    }
  }

  @Test func `staff writes a plan that can be simulated as it is`() throws {
    try withDay { folder, file in
      let output = folder.appendingPathComponent("plan").path
      let run = try Tool.run("staff", file, "--format", "json", "--output", output)
      #expect(run.status == 0)
      let json = try Tool.json(run.output)
      let groups = try #require(json["groups"] as? [String: Any])
      let periods = try #require((groups["agents"] as? [String: Any])?["periods"] as? [[String: Any]])
      #expect(json["feasible"] as? Bool == true)
      #expect(periods.prefix(3).allSatisfy { $0["agents"] is Int && $0["erlangC"] is Int && $0["erlangA"] is Int })
      let simulated = try Tool.run(
        "simulate", output + "/plan.yaml", "--replications", "4000", "--format", "json")
      let summary = try Tool.json(simulated.output)
      let types = try #require(summary["contactTypes"] as? [String: Any])
      let rows = try #require((types["call"] as? [String: Any])?["periods"] as? [[String: Any]])
      for row in rows.prefix(3) { #expect(try Tool.figure(row, "serviceLevel", "SL1") > 0.79) }
      let page = try String(contentsOfFile: output + "/report.html", encoding: .utf8)
      #expect(page.contains("SIPP Erlang A") && page.contains("class=\"stack p0\""))
    }
  }

  @Test func `staff explains what it cannot do`() throws {
    try withDay { _, file in
      let certain = try Tool.run("staff", file, "--set", "contactTypes.call.promise.target=1")
      #expect(certain.status == 65 && certain.errors.contains("call: its promise of 100 %"))
      let group = try Tool.run("staff", file, "--group", "nobody")
      #expect(group.status == 65 && group.errors.contains("there is no agent group “nobody”; expected one of agents"))
      #expect(try Tool.run("staff", file, "--aim", "sometimes").status == 64)
    }
  }

  @Test func `schedule writes shifts that can be simulated as they are`() throws {
    try withDay { folder, file in
      let output = folder.appendingPathComponent("plan").path
      let run = try Tool.run("schedule", file, "--aim", "day", "--format", "json", "--output", output)
      #expect(run.status == 0)
      let json = try Tool.json(run.output)
      #expect(json["proven"] as? Bool == true)
      let cost = try #require(json["cost"] as? Double)
      let simulated = try Tool.run("simulate", output + "/plan.yaml", "--replications", "2000", "--format", "json")
      let summary = try Tool.json(simulated.output)
      #expect(try Tool.figure(summary, "contactTypes", "call", "day", "serviceLevel", "SL1") > 0.79)
      let page = try String(contentsOfFile: output + "/report.html", encoding: .utf8)
      #expect(page.contains("Requirement") && page.contains("class=\"stack p0\""))
      // Paid beyond the plan is only the overtime of who finishes a call.
      let paid = try Tool.figure(summary, "agentGroups", "agents", "day", "cost")
      #expect(paid >= cost - 1e-6 && paid < cost + 10)
    }
  }

  @Test func `schedule writes a week with days off and a roster, and goes on from it`() throws {
    let week = Self.day
      .replacingOccurrences(of: "days: 1,", with: "start: \"2026-01-05\", days: 7,")
      .replacingOccurrences(of: "{name: late, from: \"01:00\", length: 2h}", with: "")
      .replacingOccurrences(
        of: "name: to three, from: \"00:00\", to: \"00:00\", length: 3h}, ]",
        with: "name: five days, from: \"00:00\", length: 3h, daysPerWeek: 5, daysOffTogether: true}]\n"
          + "    people: [Ann, Bo]")
    try withDay(week) { folder, file in
      let output = folder.appendingPathComponent("week").path
      let run = try Tool.run(
        "schedule", file, "--gap", "5%", "--format", "json", "--output", output, "--language", "zh-Hans")
      #expect(run.status == 0, "\(run.errors)")
      let json = try Tool.json(run.output)
      let cost = try #require(json["cost"] as? Double)
      let roster = try String(contentsOfFile: output + "/roster.csv", encoding: .utf8)
      let people = roster.split(whereSeparator: \.isNewline)
      #expect(people[0].hasPrefix("group,name,shift,breaks,hoursPerWeek,2026-01-05,"))
      #expect(people[1].hasPrefix("agents,Ann,five days,") && people[3].hasPrefix("agents,agents 3,"))
      #expect(people.dropFirst().allSatisfy { $0.components(separatedBy: "00:00-03:00").count - 1 == 5 })
      #expect(cost == Double((people.count - 1) * 5 * 3 * 10))
      // The page says who works when, and names days as its reader does.
      let page = try String(contentsOfFile: output + "/report.html", encoding: .utf8)
      #expect(page.contains("个人班表") && page.contains(">Ann<") && page.contains(">agents 3<"))
      #expect(page.contains("1月5日 周一") && page.contains("周一至周五") && !page.contains("mon-fri"))
      // The plan simulated as it is pays the same people, and does what was announced.
      let simulated = try Tool.json(
        try Tool.run("simulate", output + "/plan.yaml", "--replications", "1000", "--format", "json").output)
      let announced = try #require((json["contactTypes"] as? [String: Any])?["call"] as? [String: Any])
      let days = try #require(announced["serviceLevel"] as? [[String: Any]])
      let played = try #require(
        ((simulated["contactTypes"] as? [String: Any])?["call"] as? [String: Any])?["days"] as? [[String: Any]])
      for (plan, play) in zip(days, played) {
        let level = try #require(plan["mean"] as? Double)
        #expect(abs(level - (try Tool.figure(play, "serviceLevel", "SL1"))) < 0.02)
      }
      // From the plan a search begins with its shifts.
      let again = try Tool.run("schedule", output + "/plan.yaml", "--gap", "20%", "--format", "json")
      #expect(try #require(Tool.json(again.output)["cost"] as? Double) <= cost)
    }
    let wrong = try Tool.run("schedule", "scenarios/weekly-roster.yaml", "--gap", "much")
    #expect(wrong.status == 64 && wrong.errors.contains("expected a share from 0 and below 1"))
  }

  @Test func `without a promise there is nothing to plan, and the scenario is at fault`() throws {
    try withDay(Self.day.replacingOccurrences(of: "promise: {answerWithin: 0s, target: 0.8}", with: "")) { _, file in
      for command in ["staff", "schedule", "capacity", "advise"] {
        let run = try Tool.run(command, file)
        #expect(run.status == 65 && run.errors.contains("no contact type has a promise"), "\(command): \(run.errors)")
      }
      let recorded = try Tool.run("staff", file, "--set", "calendar.days=40")
      #expect(recorded.status == 65 && recorded.errors.contains("expected at most 31 days"))
    }
  }

  @Test func `a schedule with patterns that cost more is simulated at what it costs`() throws {
    let dearer = Self.day.replacingOccurrences(of: "length: 2h}]", with: "length: 2h, costPerHour: 10.5}]")
    try withDay(dearer) { folder, file in
      let output = folder.appendingPathComponent("plan").path
      let run = try Tool.run("schedule", file, "--output", output)
      #expect(run.status == 0)
      let json = try Tool.json(try String(contentsOfFile: output + "/schedule.json", encoding: .utf8))
      let cost = try #require(json["cost"] as? Double)
      let plan = try String(contentsOfFile: output + "/plan.yaml", encoding: .utf8)
      #expect(plan.contains("name: \"late\", start: \"01:00\", end: \"03:00\", breaks: [], costPerHour: 10.5, heads: "))
      let simulated = try Tool.run("simulate", output + "/plan.yaml", "--replications", "20000", "--format", "json")
      let paid = try Tool.figure(Tool.json(simulated.output), "agentGroups", "agents", "day", "cost")
      let hours = try Tool.figure(Tool.json(simulated.output), "agentGroups", "agents", "day", "paidHours")
      let groups = try #require(json["groups"] as? [String: Any])
      let shifts = try #require((groups["agents"] as? [String: Any])?["shifts"] as? [[String: Any]])
      let planned = shifts.reduce(0) { sum, shift in
        sum + (shift["heads"] as? Int ?? 0) * (shift["name"] as? String == "late" ? 2 : 3)
      }
      // Beyond the plan only the overtime of who finishes a call is paid, at what the group costs.
      #expect(abs(paid - (cost + 10 * (hours - Double(planned)))) < 1e-6)
    }
  }

  @Test func `schedule says that its cost is that of the whole run`() throws {
    let twoDays = Self.day.replacingOccurrences(of: "days: 1,", with: "days: 2,")
    try withDay(twoDays) { _, file in
      let run = try Tool.run("schedule", file)
      #expect(run.output.contains("Cost of the run of 2 days: "))
      let chinese = try Tool.run("schedule", file, "--language", "zh-Hans")
      #expect(chinese.output.contains("整个运行期（2 天）的成本："))
    }
  }

  @Test func `schedule explains what it cannot do`() throws {
    try withDay { _, file in
      let gap = try Tool.run("schedule", file, "--set", "agentGroups.agents.patterns=[{from: \"01:00\", length: 2h}]")
      #expect(gap.status == 1 && gap.errors.contains("agents: at 00:00"))
      let none = try Tool.run("schedule", file, "--set", "agentGroups.agents.patterns=[]")
      #expect(none.status == 65 && none.errors.contains("no group has “patterns”"))
      let wrong = try Tool.run(
        "schedule", file, "--set", "agentGroups.agents.patterns=[{from: \"09:00\", to: \"08:00\", length: 2h}]")
      #expect(wrong.status == 65 && wrong.errors.contains("lies before “from”"))
    }
  }

  @Test func `capacity gives a factor for each promise, a price list and a page`() throws {
    try withDay { folder, file in
      let output = folder.appendingPathComponent("capacity").path
      let run = try Tool.run(
        "capacity", file, "--levels", "0.6,0.9", "--replications", "200", "--format", "json", "--output", output)
      #expect(run.status == 0)
      let json = try Tool.json(run.output)
      let promise = try #require((json["promises"] as? [[String: Any]])?.first)
      let factor = try #require(promise["factor"] as? [String: Any])
      let (lower, estimate) = (try #require(factor["lower"] as? Double), try #require(factor["estimate"] as? Double))
      #expect(lower < estimate)
      let points = try #require((json["prices"] as? [String: Any])?["points"] as? [[String: Any]])
      #expect(try Tool.figure(points[0], "price") < Tool.figure(points[1], "price"))
      let page = try String(contentsOfFile: output + "/report.html", encoding: .utf8)
      #expect(page.contains("<svg") && page.contains("What service costs: call"))
      let chinese = try Tool.run("capacity", file, "--no-prices", "--replications", "50", "--language", "zh-Hans")
      #expect(chinese.output.contains("现有人员"))
      #expect(try Tool.run("capacity", file, "--levels", "80").status == 64)
      let other = try Tool.run("capacity", file, "--price-of", "chat", "--replications", "50")
      #expect(other.status == 65 && other.errors.contains("“chat” has no promise to price; expected one of call"))
    }
  }

  @Test func `advise ranks changes and writes a page`() throws {
    try withDay { folder, file in
      let output = folder.appendingPathComponent("advice").path
      let run = try Tool.run("advise", file, "--replications", "100", "--format", "json", "--output", output)
      #expect(run.status == 0)
      let json = try Tool.json(run.output)
      let change = try #require((json["changes"] as? [[String: Any]])?.first { $0["kind"] as? String == "addAgents" })
      #expect(change["text"] as? String == "agents: one more agent 00:00–04:00")
      #expect(abs(try Tool.figure(change, "cost") - 40) < 1)
      #expect(try Tool.figure(change, "points") > 0.02)
      let page = try String(contentsOfFile: output + "/report.html", encoding: .utf8)
      #expect(page.contains("agents: one more agent 00:00–04:00"))
      let chinese = try Tool.run("advise", file, "--replications", "50", "--language", "zh-Hans")
      #expect(chinese.output.contains("增加 1 名坐席"))
      #expect(try Tool.run("advise", file, "--most", "0").status == 64)
    }
  }
}

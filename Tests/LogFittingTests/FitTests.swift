import ContactCentre
import Foundation
import LogFitting
import Randomness
import Simulation
import Testing

/// What a fit finds in hand-made logs.
@Suite struct FitTests {
  private func fit(_ rows: [String], _ options: FitOptions = FitOptions()) throws -> LogFit {
    try Logs.withFolder { folder in
      let path = try Logs.write(Logs.header + rows.joined(separator: "\n"), "log.csv", in: folder)
      return try LogFit(paths: [path], mapping: Logs.parsed(), options: options)
    }
  }

  private func call(_ day: Int, _ at: Int, wait: Int = 0, talk: Int = 100, agent: String = "A", type: String = "chat")
    -> String
  {
    let date = LogClock.dateText(day: LogClock.day(year: 2026, month: 3, day: 2) + day)
    let (left, end) = (at + wait, at + wait + talk)
    return
      "\(date),\(type),1,\(at),\(wait > 0 ? "\(at)" : ""),\(wait > 0 ? "\(left)" : ""),\(left),\(end),served,\(agent)"
  }

  /// From 10:00:00 on agent A: 100 s of work, 200 s idle, 100 s of work; an hour away; 100 s of work. A caller of 10:00:50
  /// waits for B, who comes with that contact: then 40 s of wrap-up, as the next caller already waits, and 100 s of work.
  @Test func whoIsOnDuty() throws {
    let one = try fit([
      call(0, 36_000), call(0, 36_300), call(0, 40_000), call(0, 36_050, wait: 20, agent: "B"),
      call(0, 36_100, wait: 110, agent: "B"),
    ])
    let group = try #require(one.groups.first)
    #expect(one.groups.count == 1)
    #expect(group.agents == 2)
    let monday = try #require(group.onDuty[0])
    // A from 36 000 to 36 400: whom B takes after 110 s may have waited for the end of a wrap-up of A's; B from 36 070 to 36 310.
    #expect(abs(monday[20].value - 640.0 / 1800) < 1e-9)
    #expect(abs(monday[22].value - 100.0 / 1800) < 1e-9)
    #expect(abs(monday.reduce(0) { $0 + $1.value } * 1800 - 740) < 1e-9)
    #expect(group.onDuty[1] == nil, "there is no Tuesday")
  }

  /// Between two contacts 15 minutes apart somebody waits for ten minutes: the agent was on a break.
  @Test func whoLetsOthersWaitIsOnABreak() throws {
    let one = try fit([
      call(0, 36_000), call(0, 36_200, wait: 600, agent: "B"), call(0, 37_000),
    ])
    let monday = try #require(one.groups[0].onDuty[0])
    #expect(abs(monday.reduce(0) { $0 + $1.value } * 1800 - 300) < 1e-6)
    let idle = try fit([call(0, 36_000), call(0, 37_000)])
    #expect(abs((idle.groups[0].onDuty[0] ?? []).reduce(0) { $0 + $1.value } * 1800 - 1100) < 1e-6)
  }

  @Test func aRecordOfTwoContactsIsNothingToCompareWith() throws {
    let one = try fit([call(0, 36_000), call(1, 36_000)])
    #expect(try FitCheck(one, threads: 1).verdict == .tooLittle)
  }

  @Test func withoutNamesTheBusyOnesAreCounted() throws {
    // Two at once for a minute; then one, while somebody waits for two minutes.
    let one = try fit([
      call(0, 36_000, talk: 60, agent: ""), call(0, 36_000, talk: 60, agent: ""), call(0, 39_600, talk: 300, agent: ""),
      call(0, 39_780, wait: 120, talk: 60, agent: ""),
    ])
    #expect(!one.namesAgents)
    let monday = try #require(one.groups[0].onDuty[0])
    #expect(monday[20].value == 2)
    #expect(abs(monday[22].value - 1) < 1e-9)
    #expect(one.yaml.contains("the log names none"))
  }

  @Test func teamsAreToldApart() throws {
    var rows: [String] = []
    for index in 0..<300 {
      rows.append(call(index / 60, 36_000 + 100 * (index % 60), agent: "P\(index % 3)", type: "phone"))
      rows.append(call(index / 60, 36_000 + 100 * (index % 60), agent: "C\(index % 3)", type: "chat"))
      if index % 3 == 0 {
        rows.append(call(index / 60, 36_050 + 100 * (index % 60), agent: "X", type: index % 2 == 0 ? "chat" : "phone"))
      }
    }
    let one = try fit(rows)
    #expect(Set(one.groups.map(\.name)) == ["all-types", "only-phone", "only-chat"])
    for group in one.groups {
      #expect(group.skills.allSatisfy { $0.rank == (group.skills.count == 1 ? 1 : 2) }, "\(group.name)")
      #expect(group.agents == (group.skills.count == 1 ? 3 : 1))
    }
  }

  /// Eight weeks of 40 contacts a day; one Wednesday has three times as many after noon.
  @Test func aSpecialDayIsAnOverlay() throws {
    var rows: [String] = []
    for day in 0..<56 {
      for index in 0..<40 + day % 3 { rows.append(call(day, 32_400 + 900 * index + day, talk: 60 + 7 * index)) }
    }
    for index in 0..<80 { rows.append(call(23, 46_000 + 300 * index, talk: 90, agent: "B")) }
    let one = try fit(rows)
    let special = try #require(one.specialDays.first)
    #expect(one.specialDays.count == 1)
    #expect(special.date == "2026-03-25")
    #expect(special.offered == 122)
    #expect(abs(special.factor - 122.0 / 41) < 0.1)
    #expect(Set(special.changes.compactMap(\.between)) == ["06:00-12:00", "12:00-18:00", "18:00-24:00"])
    #expect(one.ordinaryDays == [8, 8, 7, 8, 8, 8, 8])
    // 40, 41 and 42 contacts in turn are less different than chance would make them.
    #expect(one.types[0].dayFactor?.value == 0)
    #expect(one.groups[0].absence.value < 0.05)
    let scenario = try one.scenario(overlays: ["day-2026-03-25"])
    #expect(scenario.calendar.days == 1)
    #expect(scenario.calendar.start == LocalDate(year: 2026, month: 3, day: 25))
    let rates = try #require(scenario.contactTypes[0].arrivals?.perHour)
    let contacts = (0..<48).reduce(0.0) { $0 + rates.value(day: 0, period: $1) / 2 }
    #expect(abs(contacts - 122) < 2)
  }

  /// Returns by hand: three issues settled, one came back after an hour, one after two days, which is beyond the window.
  @Test func returnsWithinTheWindow() throws {
    let mapping = """
      columns: {type: kind, arrived: in, answered: reply, ended: out, issue: customer}
      """
    var text = "kind,in,reply,out,customer\n"
    func add(_ day: Int, _ clock: String, _ customer: String, _ kind: String = "chat") {
      text +=
        "\(kind),2026-03-0\(day) \(clock):00,2026-03-0\(day) \(clock):00,2026-03-0\(day) \(clock):50,\(customer)\n"
    }
    for customer in ["a", "b", "c", "d", "e"] { add(2, "10:00", customer) }
    add(2, "11:00", "a", "mail")
    add(4, "11:00", "b")
    add(9, "10:00", "z")
    var options = FitOptions()
    options.returnWindow = 86_400
    let one = try Logs.withFolder { folder in
      try LogFit(
        paths: [Logs.write(text, "log.csv", in: folder)], mapping: Logs.parsed(mapping), options: options)
    }
    let chat = try #require(one.types.first { $0.name == "chat" })
    #expect(chat.followed == 6, "that of z has no day behind it")
    #expect(chat.firstContact?.value == 5.0 / 6)
    #expect(chat.returnsAs.map(\.name) == ["mail"])
    // The mail is a return and in no rate; that of b after two days is new.
    #expect(
      one.types.first { $0.name == "mail" }?.rates.allSatisfy { $0?.allSatisfy { $0.value == 0 } ?? true } == true)
  }

  /// Chats alone and two at once: hand-worked from time at risk and ends.
  @Test func chatsSlowEachOtherDown() throws {
    var rows: [String] = []
    for index in 0..<60 {
      // 100 s alone; then two at once, each 200 s.
      rows.append(call(0, 30_000 + 600 * index, talk: 100))
      rows.append(call(0, 30_200 + 600 * index, talk: 200))
      rows.append(call(0, 30_200 + 600 * index, talk: 201))
    }
    let chat = try #require(try fit(rows).types.first)
    #expect(chat.slowdown.count == 2)
    // Alone 101 s for two ends (one of them the second chat, alone in its last second), both 400 s for one.
    let alone = 2.0 / 101
    let together = 1.0 / 400
    #expect(abs(chat.slowdown[1].value - alone / together) < 1e-9)
  }

  /// A ticket of half an hour with a call of five minutes in the middle is 25 minutes of work; a ticket that is over on the next
  /// day tells nothing of the work.
  @Test func callsInTheMiddleOfATicketAreNotTheTicket() throws {
    var rows: [String] = []
    for day in 0..<10 {
      rows.append(call(day, 36_000, talk: 1_800, type: "ticket"))
      rows.append(call(day, 36_600, talk: 300, type: "phone"))
    }
    rows.append(call(3, 64_000, talk: 60_000, type: "ticket"))
    let one = try fit(rows)
    let ticket = try #require(one.types.first { $0.name == "ticket" })
    #expect(ticket.channel == .ticket)
    #expect(ticket.handlingMean.value == 1_500)
    #expect(one.liveInterrupts)
    #expect(try one.scenario().routing.liveInterruptsDeferred)
    // On duty half an hour a day, not the night.
    #expect((one.groups[0].onDuty[3] ?? []).reduce(0) { $0 + $1.value } * 1800 == 1_800)
    #expect(!one.notes.contains { if case .openForLong = $0 { true } else { false } })
    let apart = try fit((0..<10).map { call($0, 36_000 + 600 * ($0 % 2), type: $0 % 2 == 0 ? "ticket" : "phone") })
    #expect(!apart.liveInterrupts)
  }

  /// Two tickets open side by side all day: how long the work takes is not in the log, and the fit says so.
  @Test func whatTheLogsDoNotTellIsSaid() throws {
    let rows = (0..<10).flatMap { day in
      [call(day, 36_000, talk: 20_000, type: "ticket"), call(day, 36_100, talk: 20_000, type: "ticket")]
    }
    let one = try fit(rows)
    #expect(one.notes.contains(.openForLong(type: "ticket", atOnce: 2, mean: 20_000)))
    #expect(one.notes.contains(.noIssues))
    #expect(one.yaml.contains("how long the work takes"))
  }

  /// Calls of the morning take about 100 s, those of the afternoon 200 s: one law and a factor by the hour. Twice as many of
  /// another type in the afternoon are no such thing, whatever it takes; and what only looks like it is chance.
  @Test func handlingThatVariesWithTheHour() throws {
    func rows(_ afternoon: String, talk: Int = 195) -> [String] {
      var rows: [String] = []
      for day in 0..<20 {
        for index in 0..<8 {
          rows.append(call(day, 36_000 + 300 * index, talk: 95 + index, type: "call"))
          rows.append(call(day, 54_000 + 300 * index, talk: talk + index, type: afternoon))
        }
      }
      return rows
    }
    let varied = try fit(rows("call"))
    #expect(varied.handlingSpells.map(\.hours) == ["10:00-11:00", "15:00-16:00"])
    let factors = varied.handlingSpells.map(\.factor.value)
    try #require(factors.count == 2)
    #expect(abs(factors[0] - 98.5 / 148.5) < 1e-9 && abs(factors[1] - 198.5 / 148.5) < 1e-9)
    // The load is the one observed, the law is that of what the hours do not explain.
    let type = try #require(try varied.scenario().contactTypes.first)
    #expect(abs(varied.types[0].handlingMean.value - 148.5) < 1e-9)
    #expect(abs(type.handling.mean - 148.5) < 0.1)
    #expect(varied.types[0].handlingDeviation < 3, "twenty days of the same eight calls")
    #expect(abs((type.handlingFactor?.value(day: 0, period: 30) ?? 0) - 198.5 / 148.5) < 0.001)
    #expect(type.handlingFactor?.value(day: 0, period: 24) == 1)
    #expect(try fit(rows("mixed")).handlingSpells.isEmpty)
    #expect(try fit(rows("call", talk: 95)).handlingSpells.isEmpty)
    // Chats slow each other down: how long they are in hand says nothing of the hour.
    let chats = try fit(rows("chat").map { $0.replacingOccurrences(of: ",call,", with: ",chat,") })
    #expect(chats.handlingSpells.isEmpty)
  }

  /// In each half hour two of eight calls find an agent free, and three of four call-backs do.
  @Test func whatComesWhenAgentsAreFreeIsSaid() throws {
    var rows: [String] = []
    for day in 0..<30 {
      for index in 0..<8 { rows.append(call(day, 36_000 + 120 * index, wait: index < 2 ? 0 : 50)) }
      for index in 0..<4 {
        rows.append(call(day, 36_060 + 120 * index, wait: index < 3 ? 0 : 50, agent: "B", type: "callback"))
      }
    }
    let one = try fit(rows)
    let note = FitNote.comesWhenFree(type: "callback", share: 0.75, others: 0.25)
    #expect(one.notes.contains(note), "\(one.notes)")
    #expect(one.notes.count { if case .comesWhenFree = $0 { true } else { false } } == 1)
    #expect(note.text.contains("75 % went straight to an agent"))
  }

  /// Customers who gave up and tried again: three of six, after 100, 200 and 300 s; one comes as another type, which is new.
  @Test func redialsByHand() throws {
    let mapping =
      "columns: {type: kind, arrived: in, queued: in, dequeued: left, answered: reply, ended: out, issue: customer}"
    var text = "kind,in,left,reply,out,customer\n"
    func time(_ seconds: Int) -> String {
      func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      return "2026-03-02 \(two(10 + seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }
    for (index, customer) in ["a", "b", "c", "d", "e", "f"].enumerated() {
      text += "call,\(time(10 * index)),\(time(10 * index + 60)),,\(time(10 * index + 60)),\(customer)\n"
    }
    for (index, customer) in ["a", "b", "c"].enumerated() {
      let at = 10 * index + 60 + 100 * (index + 1)
      text += "call,\(time(at)),\(time(at)),\(time(at)),\(time(at + 30)),\(customer)\n"
    }
    text += "chat,\(time(900)),\(time(900)),\(time(900)),\(time(950)),d\n"
    text += "call,\(time(9_000)),\(time(9_000)),\(time(9_000)),\(time(9_050)),z\n"
    var options = FitOptions()
    options.returnWindow = 3_600
    let one = try Logs.withFolder { folder in
      try LogFit(
        paths: [Logs.write(text, "log.csv", in: folder)], mapping: Logs.parsed(mapping), options: options)
    }
    let call = try #require(one.types.first { $0.name == "call" })
    #expect(call.missed == 6)
    #expect(call.redial?.value == 0.5)
    let contacts = call.rates.reduce(0.0) { $0 + ($1 ?? []).reduce(0) { $0 + $1.value / 2 } }
    #expect(abs(contacts - 7) < 1e-9, "the three redials are in no rate")
    let chats = one.types.first { $0.name == "chat" }?.rates.reduce(0.0) {
      $0 + ($1 ?? []).reduce(0) { $0 + $1.value / 2 }
    }
    #expect(abs((chats ?? 0) - 1) < 1e-9)
  }

  @Test func namesBecomeThoseOfScenarios() throws {
    let one = try fit([call(0, 36_000, type: "a: b#"), call(0, 36_000, agent: "B", type: "a: b"), call(0, 36_500)])
    #expect(Set(one.types.map(\.name)) == ["a--b-", "a--b", "chat"])
    #expect(throws: Never.self) { try one.scenario() }
  }

  @Test func logsThatSayNothing() throws {
    let nobody = #expect(throws: LogError.self) { try fit(["2026-03-02,chat,1,100,,,,,abandoned,"]) }
    #expect(nobody?.message.contains("asked for an agent") == true)
    let unanswered = #expect(throws: LogError.self) { try fit(["2026-03-02,chat,1,100,100,130,,,abandoned,"]) }
    #expect(unanswered?.message.contains("no answered contact") == true)
    var options = FitOptions()
    options.returnWindow = 60
    let noIssue = #expect(throws: LogError.self) { try fit([call(0, 100)], options) }
    #expect(noIssue?.message.contains("columns.issue") == true)
  }

  /// The order of the rows, and of the files, makes no difference.
  @Test func theOrderOfTheRowsIsOfNoConcern() throws {
    let calls = InventedCentre.days(2...9, agents: 5)
    let whole = calls.map { $0.row.trimmingCharacters(in: .newlines) }
    let one = try fit(whole)
    let other = try fit(whole.reversed())
    // The row numbers decide between contacts of the same second only.
    #expect(one.types.map(\.handlingMean) == other.types.map(\.handlingMean))
    #expect(one.types.map { $0.patience } == other.types.map { $0.patience })
    #expect(one.observed.all == other.observed.all)
    #expect(one.yaml == other.yaml)
  }
}

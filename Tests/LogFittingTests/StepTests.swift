import ContactCentre
import Foundation
import LogFitting
import Randomness
import Simulation
import Testing

/// Tickets that pass through departments, a row for each step.
@Suite struct StepTests {
  private static let mapping = """
    times: unixSeconds
    columns: {id: ticket, type: kind, step: department, arrived: in, answered: begun, ended: done, agent: who, issue: customer}
    """
  private static let header = "ticket,kind,department,in,begun,done,who,customer\n"
  private static let midnight = LogClock.day(year: 2026, month: 3, day: 2) * 86_400

  private func fit(_ rows: [String], _ mapping: String = mapping, window: Double? = nil) throws -> LogFit {
    try Logs.withFolder { folder in
      var options = FitOptions()
      options.returnWindow = window
      let path = try Logs.write(Self.header + rows.joined(separator: "\n"), "log.csv", in: folder)
      return try LogFit(paths: [path], mapping: Logs.parsed(mapping), options: options)
    }
  }

  private func row(
    _ ticket: String, _ department: String, _ from: Int, _ begun: Int?, _ done: Int?, _ who: String,
    customer: String = ""
  ) -> String {
    func text(_ time: Int?) -> String { time.map { String(Self.midnight + $0) } ?? "" }
    return "\(ticket),ticket,\(department),\(text(from)),\(text(begun)),\(text(done)),\(who),\(customer)"
  }

  /// Ten tickets of a day, ten minutes apart: 100 s at the desk; eight go on at once to the experts (200 s), of which two come back
  /// to the desk; one is approved by the head half an hour later (300 s).
  private func tickets() -> [String] {
    (0..<10).flatMap { (index: Int) -> [String] in
      let start = 36_000 + 600 * index
      var rows = [row("t\(index)", "desk", start, start, start + 100, "A\(index % 2)")]
      guard index < 8 else { return rows }
      rows.append(row("t\(index)", "experts", start + 100, start + 110, start + 310, "B"))
      if index < 2 { rows.append(row("t\(index)", "desk", start + 310, start + 310, start + 410, "A0")) }
      if index == 4 { rows.append(row("t\(index)", "head", start + 310 + 1800, start + 2200, start + 2500, "C")) }
      return rows
    }
  }

  @Test func handOffsByHand() throws {
    // The order of the rows is of no concern.
    for rows in [tickets(), tickets().reversed()] {
      let one = try fit(rows)
      let type = try #require(one.types.first)
      #expect(type.channel == .ticket)
      #expect(type.offered == 10, "a hand-off is no new ticket")
      #expect(type.steps.map(\.name) == ["desk", "experts", "head"])
      #expect(type.steps.map(\.visits) == [12, 8, 1])
      #expect(type.steps.map(\.handlingMean.value) == [100, 200, 300])
      #expect(type.handlingMean.value == 310, "12 × 100 s, 8 × 200 s and 300 s over ten tickets")
      func routes(_ step: Int) -> [String: Double] {
        Dictionary(uniqueKeysWithValues: type.steps[step].next.map { ($0.step ?? "done", $0.share.value) })
      }
      // Of twelve times at the desk eight went on; of eight at the experts two back, one to the head.
      let expected: [[String: Double]] = [
        ["experts": 8.0 / 12, "done": 4.0 / 12], ["desk": 0.25, "head": 0.125, "done": 0.625], ["done": 1],
      ]
      #expect((0..<3).map(routes) == expected)
      let error: Double = type.steps[0].next[0].share.standardError ?? 0
      let binomial: Double = (2.0 / 3 * (1.0 / 3) / 12).squareRoot()
      #expect(abs(error - binomial) < 1e-12)
      // The wait of a ticket is that of its first step.
      #expect(one.observed.all.answered == 10 && one.observed.all.waits == 0)
      let scenario = try one.scenario()
      #expect(scenario.contactTypes[0].steps.map(\.name) == ["desk", "experts", "head"])
      #expect(scenario.contactTypes[0].steps[1].next.count == 2)
    }
  }

  /// What a group alone does keeps it apart, however rare it is; where all do everything no group is named.
  @Test func departmentsAreGroups() throws {
    let one = try fit(tickets())
    #expect(Set(one.groups.map(\.name)) == ["only-ticket.desk", "only-ticket.experts", "only-ticket.head"])
    #expect(one.groups.map(\.agents).sorted() == [1, 1, 2])
    #expect(one.types[0].steps.map(\.group) == ["only-ticket.desk", "only-ticket.experts", "only-ticket.head"])
    let together = try fit(
      tickets().map {
        var fields = $0.components(separatedBy: ",")
        fields[6] = "A"
        return fields.joined(separator: ",")
      })
    // The head, who also does what the experts do, is one of two groups with experts' work, and not the larger one.
    let helping = try fit(
      tickets() + (0..<4).map { row("h\($0)", "experts", 60_000 + 600 * $0, 60_000 + 600 * $0, 60_100 + 600 * $0, "C") }
        + (0..<9).map { row("i\($0)", "experts", 70_000 + 600 * $0, 70_000 + 600 * $0, 70_100 + 600 * $0, "D") })
    let experts = try #require(helping.types[0].steps.first { $0.name == "experts" })
    #expect(experts.group == "only-ticket.experts")
    #expect(experts.otherGroups.count == 1)
    #expect(helping.yaml.contains("group: only-ticket.experts   # also done by \(experts.otherGroups[0])"))
    #expect(together.groups.count == 1)
    #expect(together.types[0].steps.allSatisfy { $0.group == nil })
  }

  /// A customer who writes again an hour after the last step is back within the window, though two hours after the first.
  @Test func aTicketIsOverWithItsLastStep() throws {
    var rows = [
      row("t1", "desk", 36_000, 36_000, 36_100, "A", customer: "ann"),
      row("t1", "experts", 36_100, 39_000, 39_600, "B", customer: "ann"),
      row("t2", "desk", 43_200, 43_200, 43_300, "A", customer: "ann"),
    ]
    rows.append(row("t3", "desk", 80_000, 80_000, 80_100, "A", customer: "zoe"))
    let one = try fit(rows, window: 3_600)
    let type = try #require(one.types.first)
    #expect(type.followed == 2, "that of zoe has no hour behind it")
    #expect(type.firstContact?.value == 0.5)
    let monday = try #require(type.rates[0])
    let new: Double = monday.reduce(0) { $0 + $1.value / 2 }
    #expect(abs(new - 2) < 1e-9, "one return, one hand-off")
  }

  @Test func anAuditTakesTheStepsTogether() throws {
    let rows = tickets() + [row("t10", "desk", 50_000, 50_000, 50_050, "A0"), row("t10", "head", 50_050, nil, nil, "")]
    func audit(_ promise: String) throws -> ComplianceCounts {
      try Logs.withFolder { folder in
        let path = try Logs.write(Self.header + rows.joined(separator: "\n"), "log.csv", in: folder)
        let audit = try LogAudit(
          paths: [path], mapping: Logs.parsed(Self.mapping), promises: [#require(ServicePromise(promise))],
          definition: .SL1)
        return try #require(audit.promises.first).whole.counts
      }
    }
    // Done after 100 s (two), 310 s (five), 410 s (two), 2 500 s (one); one still open, its ten seconds are over.
    let done = try audit("ticket done within 10s 95%")
    #expect(done.offered == 11 && done.answered == 10)
    #expect(done.waits == 5_070, "2 × 100 s, 5 × 310 s, 2 × 410 s and 2 500 s")
    let later = try audit("ticket done within 310s 95%")
    #expect(later.offered == 10 && later.answeredInTime == 7, "the open one was within its time when the log ended")
    #expect(try audit("ticket within 0s 95%").answeredInTime == 11)
  }

  @Test func whatIsWrongWithStepsIsSaid() throws {
    let noID = #expect(throws: LogError.self) {
      try Logs.parsed("columns: {type: a, arrived: b, answered: c, step: d}")
    }
    #expect(noID?.message.contains("columns.id") == true)
    let byPhone = Self.mapping.replacing("issue: customer", with: "channel: customer")
    let phone = #expect(throws: LogError.self) {
      try fit(tickets().map { $0 + "phone" }, byPhone)
    }
    #expect(phone?.message.contains("comes by phone") == true)
    // Tickets that begin elsewhere are told; rows without a department are tickets of one step.
    var rows = tickets()
    for index in 0..<5 {
      rows.append(row("u\(index)", "experts", 60_000 + 600 * index, 60_000 + 600 * index, 60_100 + 600 * index, "B"))
      rows.append(row("v\(index)", "", 70_000 + 600 * index, 70_000 + 600 * index, 70_300 + 600 * index, "D"))
    }
    let one = try fit(rows)
    #expect(one.types[0].offered == 20)
    #expect(one.types[0].steps.map(\.name) == ["desk", "experts", "ticket", "head"])
    #expect(one.notes.contains(.otherFirstSteps(type: "ticket", share: 0.5, step: "desk")))
    #expect(one.yaml.contains("50 % began with another one"))
    #expect(throws: Never.self) { try one.scenario() }
  }

  // MARK: Simulated departments

  private static let truth = (
    desk: (mean: 240.0, cv: 1.0), experts: (mean: 540.0, cv: 0.8), heads: 180.0, back: 0.15, approved: 0.25,
    delay: 3_600.0
  )

  /// Round the clock, so that no idle time before the first and after the last ticket of a day is missed.
  private static func scenario(days: Int) -> Scenario {
    func always(_ value: Double) -> PeriodProfile {
      PeriodProfile(values: Array(repeating: value, count: 24), periodsPerDay: 24)
    }
    let type = ContactType(
      name: "ticket", channel: .ticket, arrivals: Arrivals(perHour: always(24)), handling: .constant(0),
      steps: [
        WorkStep(
          name: "desk", group: "desk", handling: .lognormal(mean: truth.desk.mean, cv: truth.desk.cv),
          next: [StepRoute(step: "experts")]),
        WorkStep(
          name: "experts", group: "experts", handling: .gamma(mean: truth.experts.mean, cv: truth.experts.cv),
          next: [StepRoute(step: "desk", share: truth.back), StepRoute(step: "heads", share: truth.approved)]),
        WorkStep(
          name: "heads", group: "heads", handling: .exponential(mean: truth.heads),
          delay: .exponential(mean: truth.delay)),
      ])
    func group(_ name: String, _ heads: Double) -> AgentGroup {
      AgentGroup(name: name, skills: [Skill(contactType: "ticket")], heads: always(heads))
    }
    return Scenario(
      name: "known",
      calendar: ServiceCalendar(start: LocalDate(year: 2026, month: 3, day: 2), days: days, periodSeconds: 3600),
      contactTypes: [type], agentGroups: [group("desk", 3), group("experts", 6), group("heads", 1)],
      experiment: Experiment(seed: 23, minimumReplications: 1))
  }

  private static func fit(_ replication: Int, _ simulator: Simulator) throws -> LogFit {
    // As `waitline simulate --log` writes it.
    var text = "issue,contact,contactType,step,arrived,queued,answered,ended,outcome,agent\n"
    for one in ContactRecord.all(of: simulator.trace(replication: replication)) {
      text +=
        "\(one.issue),\(one.contact),\(one.contactType),\(one.step ?? ""),\(one.arrived),\(one.queued ?? ""),"
        + "\(one.answered ?? ""),\(one.ended ?? ""),\(one.outcome.rawValue),\(one.agent ?? "")\n"
    }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    var options = FitOptions()
    options.periodSeconds = 3600
    options.replications = 20
    return try Logs.withFolder { folder in
      try LogFit(
        paths: [Logs.write(text, "log.csv", in: folder)],
        mapping: LogMapping.load(path: root.path + "/scenarios/waitline-mapping.yaml"), options: options)
    }
  }

  /// In the log every step of a contact begins when the one before is over, and later ones are as frequent as the routes say.
  @Test func theSimulatedLogHasTheSteps() throws {
    let simulator = try Simulator(Self.scenario(days: 10))
    let records = ContactRecord.all(of: simulator.trace(replication: 0))
    var last: [Int: ContactRecord] = [:]
    for record in records {
      if let before = last[record.contact] {
        let ended = try #require(before.ended)
        #expect(record.arrived >= ended)
        #expect(record.issue == before.issue)
        let move = "\(before.step ?? "") to \(record.step ?? "")"
        #expect(["desk to experts", "experts to desk", "experts to heads"].contains(move), "\(move)")
        if record.step != "heads" { #expect(record.arrived == ended) }
      } else {
        #expect(record.step == "desk" || record.outcome == .unfinished)
      }
      last[record.contact] = record
    }
    let experts = Double(records.count { $0.step == "experts" && $0.ended != nil })
    #expect(experts > 5_000)
    let approved = Double(records.count { $0.step == "heads" }) / experts
    let error = (Self.truth.approved * (1 - Self.truth.approved) / experts).squareRoot()
    #expect(abs(approved - Self.truth.approved) < 4 * error, "\(approved)")
  }

  @Test func intervalsHoldTheStepsAsOftenAsTheySay() throws {
    let logs = 24
    let simulator = try Simulator(Self.scenario(days: 7))
    var held = (desk: 0, experts: 0, cv: 0, heads: 0, back: 0, approved: 0, delay: 0)
    for replication in 0..<logs {
      let type = try #require(try Self.fit(replication, simulator).types.first)
      #expect(type.steps.map(\.name) == ["desk", "experts", "heads"])
      func holds(_ estimate: Estimate?, _ truth: Double, factor: Double) -> Int {
        guard let estimate, let error = estimate.standardError else { return 0 }
        return abs(estimate.value - truth) <= factor * error ? 1 : 0
      }
      // Student's t with six degrees of freedom: 7 days.
      held.desk += holds(type.steps[0].handlingMean, Self.truth.desk.mean, factor: 2.447)
      held.experts += holds(type.steps[1].handlingMean, Self.truth.experts.mean, factor: 2.447)
      held.heads += holds(type.steps[2].handlingMean, Self.truth.heads, factor: 2.447)
      let gamma = try #require(type.steps[1].handling.first { $0.family == .gamma })
      held.cv += holds(Estimate(gamma.shape ?? 0, gamma.shapeError), Self.truth.experts.cv, factor: 1.96)
      let routes = type.steps[1].next
      held.back += holds(routes.first { $0.step == "desk" }?.share, Self.truth.back, factor: 1.96)
      held.approved += holds(routes.first { $0.step == "heads" }?.share, Self.truth.approved, factor: 1.96)
      let delay = try #require(type.steps[2].delay.first { $0.family == .exponential })
      held.delay += holds(Estimate(delay.law.mean, delay.meanError), Self.truth.delay, factor: 1.96)
      #expect(type.steps[0].delay.isEmpty && type.steps[1].delay.isEmpty)
    }
    // Of 24 intervals that hold with 95 %, fewer than 19 do with probability 0.1 %.
    #expect(
      [held.desk, held.experts, held.cv, held.heads, held.back, held.approved, held.delay].allSatisfy { $0 >= 19 },
      "\(held)")
  }

  /// The fitted scenario, simulated, waits as the record did, and each department is as large and as busy.
  @Test func fittedDepartmentsBehaveLikeTheRealOnes() throws {
    let one = try Self.fit(0, Simulator(Self.scenario(days: 42)))
    let check = try FitCheck(one, threads: 2)
    let simulated = try #require(check.all.simulatedLevels[0])
    let observed = check.all.observedLevels[0]
    #expect(abs(simulated - (observed.share ?? 0)) <= (observed.halfWidth ?? 0), "\(simulated) for \(observed)")
    let wait = try #require(check.all.simulatedWait)
    let seen = check.all.observedWait
    #expect(abs(wait - (seen.share ?? 0)) <= (seen.halfWidth ?? 0), "\(wait) for \(seen)")
    #expect(check.verdict == .agrees)
    for (name, truth) in [("desk", 3.0), ("experts", 6), ("heads", 1)] {
      let group = try #require(one.groups.first { $0.name == "only-ticket.\(name)" })
      let wednesday = try #require(group.onDuty[2])
      let heads: Double = wednesday.reduce(0) { $0 + $1.value } / 24
      #expect(abs(heads / truth - 1) < 0.1, "\(name): \(heads)")
    }
  }
}

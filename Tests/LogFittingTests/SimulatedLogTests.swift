import ContactCentre
import LogFitting
import Simulation
import Testing

/// What `waitline simulate --log` writes is what an audit measures.
@Suite struct SimulatedLogTests {
  /// A ticket of 20:00 on the eve of a change of the clocks is begun at 9:00: 12 hours later in spring, 14 in autumn.
  @Test(arguments: [((3, 28), 12.0), ((10, 24), 14), ((6, 6), 13)])
  func theSimulatedLogIsReadRightOverAChangeOfTheClocks(date: (month: Int, day: Int), hours: Double) throws {
    let ticket = ContactType(
      name: "ticket", channel: .ticket,
      arrivals: Arrivals(
        perHour: PeriodProfile(constant: 0, periodsPerDay: 24), trace: [TraceTime(day: 0, clock: 20 * 3600)]),
      handling: .constant(600))
    let morning = Shift(name: "morning", time: ClockRange(start: 9 * 3600, end: 12 * 3600), heads: 1)
    let scenario = Scenario(
      name: "eve",
      calendar: ServiceCalendar(
        timeZone: "Europe/Berlin", start: LocalDate(year: 2026, month: date.month, day: date.day), days: 2,
        periodSeconds: 3600),
      contactTypes: [ticket],
      agentGroups: [AgentGroup(name: "agents", skills: [Skill(contactType: "ticket")], shifts: [morning])],
      experiment: Experiment(minimumReplications: 1))
    let records = try ContactRecord.all(of: Simulator(scenario).trace(replication: 0))
    #expect(records.count == 1)
    let rows = records.map { "\($0.contactType),\($0.arrived),\($0.answered ?? ""),\($0.ended ?? "")\n" }
    let mapping = "columns: {type: type, arrived: arrived, answered: answered, ended: ended}"
    try Logs.withFolder { folder in
      let path = try Logs.write("type,arrived,answered,ended\n" + rows.joined(), "log.csv", in: folder)
      let audit = try LogAudit(
        paths: [path], mapping: Logs.parsed(mapping),
        promises: [
          try #require(ServicePromise("ticket within \(Int(hours))h 90%")),
          // From 20:00 to midnight and from midnight to 9:00: 13 hours on the clock, whatever it did at night.
          try #require(ServicePromise("ticket within 13h business 00:00-24:00 90%")),
        ], definition: .SL1)
      #expect(audit.promises[0].whole.counts.meanWait == hours * 3600)
      #expect(audit.promises.map(\.whole.counts.answeredInTime) == [1, 1])
    }
  }
}

import LogFitting
import Testing

/// Wrap-ups of which only some are seen to their end.
@Suite struct WrapUpTests {
  private func fit(_ rows: String) throws -> LogFit {
    try Logs.withFolder { folder in
      try LogFit(paths: [Logs.write(Logs.header + rows, "log.csv", in: folder)], mapping: Logs.parsed())
    }
  }

  /// Five agents and a wrap-up of 30 s on average. Often a colleague takes the last who waits before a wrap-up is over: such long
  /// ones are censored. Forgotten, they would leave two thirds of the mean.
  ///
  /// With a mean of 50 s one in eleven lasts longer than two minutes and is taken for a break. Forgotten, these would leave 42 s.
  @Test(arguments: [3, 4], [(agents: 5, mean: 30.0), (agents: 6, mean: 50)])
  func longOnesCount(seed: UInt64, centre: (agents: Int, mean: Double)) throws {
    let calls = InventedCentre.days(1...28, agents: centre.agents, seed: seed, wrapUp: centre.mean)
    let fitted = try fit(calls.map(\.row).joined())
    for type in fitted.types {
      let wrapUp = try #require(type.wrapUp)
      let error = try #require(wrapUp.mean.standardError)
      #expect(error < centre.mean / 20)
      // Drawn in whole seconds, and at least one.
      #expect(
        abs(wrapUp.mean.value - centre.mean) < 3 * error + 0.5, "\(type.name): \(wrapUp.mean.value) ± \(error)")
    }
    #expect(!fitted.notes.contains { if case .wrapUpTooLong = $0 { true } else { false } })
  }

  /// As many wrap-ups of nearly two minutes as of short ones: how many are longer cannot be told, and that is said.
  @Test func whereTheMeanIsUnknownThatIsSaid() throws {
    let rows = (0..<60).map { (index: Int) -> String in
      let date = LogClock.dateText(day: LogClock.day(year: 2026, month: 3, day: 2) + index % 6)
      let (start, wrapUp) = (36_000 + 2_000 * (index / 6), 2 * index + 1)
      let next = start + 100 + wrapUp
      // The next one waits since before the end of the first, and no one else is there.
      return "\(date),chat,1,\(start),,,\(start),\(start + 100),served,A\n"
        + "\(date),chat,1,\(start + 90),\(start + 90),\(next),\(next),\(next + 100),served,A\n"
    }
    let one = try fit(rows.joined())
    #expect(one.types[0].wrapUp?.mean.standardError == 120)
    #expect(one.notes.contains(.wrapUpTooLong(type: "chat", limit: 120)))
  }
}

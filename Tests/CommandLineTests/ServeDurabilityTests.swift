import Foundation
import Testing

/// What was acknowledged is never lost, and nothing counts twice, however the server ends.
@Suite(.serialized) struct ServeDurabilityTests {
  /// All that can be asked without saying when.
  private func answers(_ server: RunningServer) async throws -> [String] {
    var texts = [try await server.get("/v1/queues").text, try await server.get("/v1/compliance").text]
    for position in 1...15 {
      texts.append(try await server.get("/v1/queues/calls/estimate?position=\(position)").text)
    }
    return texts
  }

  /// Kills the server again and again while it takes events; `WAITLINE_KILLS` says how often.
  @Test func killedUnderLoad() async throws {
    let kills = ProcessInfo.processInfo.environment["WAITLINE_KILLS"].flatMap { Int($0) } ?? 10
    let events = EventText.morning(contacts: 100 * kills)
    let batches = stride(from: 0, to: events.count, by: 5).map { Array(events[$0..<min($0 + 5, events.count)]) }
    try await ServerFolder.with { folder in
      var next = 0
      var duplicates = 0
      var killed = 0
      while next < batches.count {
        let server = try RunningServer(
          "--data", folder.data, "--clock", "events", "--snapshot-every", "50", "--retention", "1h",
          scenario: folder.scenario)
        // What the dead one had acknowledged is there.
        let version = try await server.get("/ready").number("stateVersion") ?? -1
        #expect(version >= Double(batches[..<next].reduce(0) { $0 + $1.count }))
        let from = next
        let last = killed < kills ? min(batches.count, next + batches.count / kills) : batches.count
        let killer = killed < kills && last < batches.count
        // The kill falls somewhere into a request.
        let delay = UInt32.random(in: 2000...90_000)
        let death = Task.detached {
          guard killer else { return }
          usleep(delay)
          server.killNow()
        }
        do {
          while next < last || killer {
            guard next < batches.count else { break }
            let answer = try await server.report(batches[next])
            #expect(answer.status == 200)
            duplicates += Int(answer.number("duplicates") ?? 0)
            #expect(Int(answer.number("accepted") ?? 0) + Int(answer.number("duplicates") ?? 0) == batches[next].count)
            next += 1
          }
        } catch {
          // It is dead: the same batch is sent to the next one.
        }
        await death.value
        killed += killer ? 1 : 0
        #expect(next >= from)
        if !killer { #expect(server.stop() == 0) }
      }
      let recovered = try RunningServer("--data", folder.data, "--clock", "events", scenario: folder.scenario)
      // Each event changed the state once.
      #expect(try await recovered.get("/ready").number("stateVersion") == Double(events.count))
      let never = try RunningServer("--clock", "events", scenario: folder.scenario)
      for batch in batches { _ = try await never.report(batch) }
      let (first, second) = (try await answers(recovered), try await answers(never))
      #expect(first == second)
      // The comparison has something to compare: corrected estimates, and promises.
      #expect(first.last?.contains("\"observed\"") == true)
      #expect(first[1].contains("\"offered\": 0, \"answered\": 0, \"answeredInTime\": 0") == false)
      print("killed \(killed) times, \(events.count) events, \(duplicates) sent again that were on disk already")
      #expect(killed >= max(1, kills * 9 / 10))
    }
  }

  /// Four reporters at once, each with customers of its own, and a server that is killed under them.
  @Test func killedWhileManyReport() async throws {
    let all = EventText.morning(contacts: 150)
    let plans = (0..<4).map { reporter in
      // All but the first leave out the staff plan.
      (reporter == 0 ? all : Array(all.dropFirst())).map { event in
        event.replacing(#/c([0-9]+)"/#) { "r\(reporter)c\($0.output.1)\"" }
      }
    }
    try await ServerFolder.with { folder in
      var next = [0, 0, 0, 0]
      var kills = 0
      while zip(next, plans).contains(where: { $0 < $1.count }) {
        let server = try RunningServer(
          "--data", folder.data, "--clock", "events", "--window", "24h", "--snapshot-every", "200",
          scenario: folder.scenario)
        let isToDie = kills < 5
        let death = Task.detached {
          guard isToDie else { return }
          usleep(UInt32.random(in: 20_000...150_000))
          server.killNow()
        }
        next = await withTaskGroup(of: (Int, Int).self) { group in
          for (reporter, from) in next.enumerated() {
            group.addTask {
              var from = from
              while from < plans[reporter].count {
                let to = min(from + 3, plans[reporter].count)
                guard let answer = try? await server.report(Array(plans[reporter][from..<to])) else { break }
                #expect(answer.number("accepted").map { $0 + (answer.number("duplicates") ?? 0) } == Double(to - from))
                from = to
              }
              return (reporter, from)
            }
          }
          var reached = next
          for await (reporter, to) in group { reached[reporter] = to }
          return reached
        }
        await death.value
        kills += isToDie ? 1 : 0
      }
      let recovered = try RunningServer("--data", folder.data, "--clock", "events", scenario: folder.scenario)
      #expect(try await recovered.get("/ready").number("stateVersion") == Double(plans.map(\.count).reduce(0, +)))
      #expect(kills >= 3)
    }
  }

  @Test func twoServersOnOneFolder() async throws {
    try await ServerFolder.with { folder in
      let first = try RunningServer("--data", folder.data, scenario: folder.scenario)
      let second = try Tool.run("serve", folder.scenario.path, "--port", "0", "--data", folder.data)
      #expect(second.status == 1)
      #expect(second.errors.contains("is in use by another server"))
      #expect(try await first.get("/health").status == 200)
      #expect(first.stop() == 0)
    }
  }

  @Test func aDamagedJournalIsNotTouched() async throws {
    try await ServerFolder.with { folder in
      let server = try RunningServer("--data", folder.data, "--clock", "events", scenario: folder.scenario)
      for batch in 0..<20 {
        let events = (0..<50).map { EventText.event("enqueued", "c\(batch)-\($0)", Double(batch)) }
        #expect(try await server.report(events).status == 200)
      }
      #expect(server.stop() == 0)
      let file = URL(fileURLWithPath: folder.data + "/journal.sqlite")
      let good = try Data(contentsOf: file)
      #expect(good.count > 40_000)
      // In the middle of the tables; then not a database at all.
      for place in [4096..<20_480, 0..<64] {
        var bad = good
        bad.replaceSubrange(place, with: repeatElement(0xA5, count: place.count))
        try bad.write(to: file)
        let outcome = try Tool.run("serve", folder.scenario.path, "--port", "0", "--data", folder.data)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("is damaged") && outcome.errors.contains("nothing was changed"))
        #expect(try Data(contentsOf: file) == bad)
      }
      try good.write(to: file)
      let again = try RunningServer("--data", folder.data, "--clock", "events", scenario: folder.scenario)
      #expect(try await again.get("/ready").number("stateVersion") == 1000)
    }
  }

  @Test func aMissingTailIsNoticed() async throws {
    try await ServerFolder.with { folder in
      let server = try RunningServer("--data", folder.data, "--clock", "events", scenario: folder.scenario)
      #expect(try await server.report([EventText.event("enqueued", "c1", 1)]).status == 200)
      server.killNow()
      // Cut the end of the write-ahead log off, as a broken disk would: SQLite itself would go on without a word.
      let log = URL(fileURLWithPath: folder.data + "/journal.sqlite-wal")
      let whole = try Data(contentsOf: log)
      try whole.prefix(whole.count - 100).write(to: log)
      let outcome = try Tool.run("serve", folder.scenario.path, "--port", "0", "--data", folder.data)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("ends at event 0, but 1 were acknowledged"))
      // A cut in what was never acknowledged is nothing.
      try (whole + Data(repeating: 7, count: 500)).write(to: log)
      let again = try RunningServer("--data", folder.data, "--clock", "events", scenario: folder.scenario)
      #expect(try await again.get("/ready").number("stateVersion") == 1)
    }
  }

  @Test func aFullDiskRefusesAndForgetsNothing() async throws {
    try await ServerFolder.with { folder in
      let server = try RunningServer(
        "--data", folder.data, "--clock", "events", "--journal-limit", "1", scenario: folder.scenario)
      var accepted = 0
      var refused: RunningServer.Answer?
      for batch in 0..<100 where refused == nil {
        let events = (0..<100).map { EventText.event("enqueued", "c\(batch)-\($0)", Double(batch)) }
        let answer = try await server.report(events)
        if answer.status == 200 { accepted += 100 } else { refused = answer }
      }
      #expect(accepted > 0)
      #expect(refused?.status == 507)
      #expect(refused?.headers["content-type"] == "application/problem+json")
      #expect(try await server.get("/ready").status == 503)
      // Questions are answered all the same.
      #expect(try await server.get("/v1/queues/calls/estimate").status == 200)
      #expect(server.log.contains("there is no room for more events"))
      server.killNow()
      let again = try RunningServer("--data", folder.data, "--clock", "events", scenario: folder.scenario)
      #expect(try await again.get("/ready").number("stateVersion") == Double(accepted))
    }
  }

  @Test func aFolderThatCannotBeWritten() async throws {
    let outcome = try Tool.run("serve", "scenarios/erlang-a.yaml", "--port", "0", "--data", "/proc/none")
    #expect(outcome.status == 1 && outcome.errors.contains("/proc/none cannot be used"))
  }
}

import Foundation
import Testing

/// Tokens, limits and slow clients.
@Suite(.serialized) struct ServeSafetyTests {
  @Test func tokens() async throws {
    try await ServerFolder.with { folder in
      let file = folder.folder.appendingPathComponent("tokens").path
      func make(_ scope: String) throws -> String {
        let made = try Tool.run("serve", "--new-token", scope, "--tokens", file)
        #expect(made.status == 0)
        return made.output.trimmingCharacters(in: .whitespacesAndNewlines)
      }
      let read = try make("read")
      // Listening elsewhere takes tokens for both.
      let half = try Tool.run("serve", folder.scenario.path, "--host", "0.0.0.0", "--port", "0", "--tokens", file)
      #expect(half.status == 1 && half.errors.contains("no token for “events”"))
      let events = try make("events")
      #expect(read.count == 64 && events != read)
      // Only hashes are kept.
      let kept = try String(contentsOfFile: file, encoding: .utf8)
      #expect(!kept.contains(read) && !kept.contains(events) && kept.split(separator: "\n").count == 2)
      let server = try RunningServer("--tokens", file, "--clock", "events", scenario: folder.scenario)
      func status(_ token: String?, _ path: String) async throws -> Int {
        server.token = token
        return try await server.get(path).status
      }
      for path in ["/v1/queues", "/v1/queues/calls/estimate", "/v1/compliance", "/metrics", "/v1/contacts/1/stream"] {
        #expect(try await status(nil, path) == 401)
        #expect(try await status(String(read.dropLast()) + "x", path) == 401)
        #expect(try await status(events, path) == 403)
        #expect(try await status(read, path) == (path.hasSuffix("stream") ? 404 : 200))
      }
      for path in ["/health", "/ready", "/openapi.json"] { #expect(try await status(nil, path) == 200) }
      server.token = read
      #expect(try await server.report([]).status == 403)
      server.token = nil
      #expect(try await server.report([]).headers["www-authenticate"] == "Bearer")
      server.token = events
      #expect(try await server.report([EventText.event("enqueued", "secret-contact", 1)]).status == 200)
      // No ids and no tokens in the log.
      #expect(server.stop() == 0)
      for word in ["secret-contact", read, events] { #expect(!server.log.contains(word)) }
      try "read 123\n".write(toFile: file, atomically: true, encoding: .utf8)
      let bad = try Tool.run("serve", folder.scenario.path, "--port", "0", "--tokens", file)
      #expect(bad.status == 1 && bad.errors.contains(":1: expected “read”, “events” or “display”"))
    }
  }

  @Test func limits() async throws {
    try await ServerFolder.with { folder in
      let server = try RunningServer("--clock", "events", scenario: folder.scenario)
      let many = (0...1000).map { EventText.event("enqueued", "\($0)", 1) }
      #expect(try await server.report(many).status == 400)
      #expect(try await server.report(Array(many.dropLast())).status == 200)
      let large = try await server.post("/v1/events", String(repeating: " ", count: (1 << 20) + 1))
      #expect(large.status == 413)
      #expect(try await server.post("/v1/events", "{}", headers: ["Content-Type": "text/plain"]).status == 415)
      let long = String(repeating: "x", count: 129)
      #expect(try await server.report([EventText.event("enqueued", long, 1)]).status == 400)
      #expect(try await server.get("/v1/queues/calls/estimate?position=10001").status == 400)
      #expect(try await server.get("/v1/queues/calls/estimate?position=0").status == 400)
      #expect(try await server.get("/v1/queues/calls/estimate?place=1").status == 400)
      #expect(try await server.get("/v1/queues/fax/estimate").status == 404)
      #expect(try await server.get("/v1/none").status == 404)
      let wrong = try await server.get("/v1/events")
      #expect(wrong.status == 405 && wrong.headers["allow"] == "POST")
      // Another name for this machine is not answered without tokens.
      #expect(try await server.get("/v1/queues", headers: ["Host": "attacker.example"]).status == 421)
    }
  }

  /// What comes back over a plain connection until it is closed, and how long that took.
  private func talk(_ server: RunningServer, _ parts: [String], every pause: Double) throws -> (String, Double) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(server.port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    #expect(connected == 0)
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let start = Date()
    for part in parts {
      guard send(descriptor, part, part.utf8.count, Int32(MSG_NOSIGNAL)) == part.utf8.count else { break }
      usleep(UInt32(pause * 1e6))
    }
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      text += String(decoding: buffer[..<count], as: UTF8.self)
    }
    return (text, Date().timeIntervalSince(start))
  }

  @Test func slowClientsTimeOut() async throws {
    try await ServerFolder.with { folder in
      let server = try RunningServer("--timeout", "1s", "--clock", "events", scenario: folder.scenario)
      // Nothing at all; half a head; a head drop by drop; a body drop by drop.
      let silent = try talk(server, [], every: 0)
      #expect(silent.0.isEmpty && silent.1 < 5)
      let half = try talk(server, ["GET /health HTTP/1.1\r\nHos"], every: 0)
      #expect(half.1 < 5)
      let drops = try talk(server, "GET /health HTTP/1.1\r\nHost: localhost\r\n".map { String($0) }, every: 0.1)
      #expect(drops.1 < 8)
      let head =
        "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
      let body = try talk(server, [head] + Array(repeating: " ", count: 40), every: 0.1)
      #expect(body.0.hasPrefix("HTTP/1.1 408"))
      #expect(try await server.get("/health").status == 200)
    }
  }

  @Test func everyAddressIsDescribedAndAnswersAsDescribed() async throws {
    try await ServerFolder.with { folder in
      let server = try RunningServer("--clock", "events", scenario: folder.scenario)
      _ = try await server.report([EventText.plan(2), EventText.event("enqueued", "1", 1)])
      let document = try await server.get("/openapi.json").json
      #expect(document["openapi"] as? String == "3.1.0")
      let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
      #expect(paths.count == 23)
      let state = #"{"state": {"time": "2026-01-05T10:00:00Z", "groups": {}}}"#
      // The planner's page asks questions of its own: see PlannerServiceTests.
      for (path, methods) in paths where !path.hasPrefix("/v1/planner/") {
        for (method, operation) in methods {
          if path.hasSuffix("/stream") { continue }
          let address = path.replacingOccurrences(of: "{type}", with: "calls")
          let answer =
            try await method == "get"
            ? server.get(address) : server.post(address, path.hasSuffix("events") ? #"{"events": []}"# : state)
          let responses = try #require(operation["responses"] as? [String: [String: Any]])
          let content = try #require(responses["\(answer.status)"]?["content"] as? [String: Any], "\(path)")
          let type = String(answer.headers["content-type"]?.prefix { $0 != ";" } ?? "")
          #expect(content.keys.contains(type), "\(path) answers \(type)")
          #expect(answer.status == 200)
          // Another method is refused as told.
          #expect(try await server.get(address, method: "DELETE").status == 405)
        }
      }
    }
  }
}

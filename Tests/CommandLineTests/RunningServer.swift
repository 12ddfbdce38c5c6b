import Foundation
import Synchronization
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// `waitline serve` as a process of its own, and a client of it.
final class RunningServer: Sendable {
  let process: Process
  let port: Int
  private let err: URL
  private let session: URLSession
  private let held = Mutex<String?>(nil)
  /// The token that is sent; `nil` sends none.
  var token: String? {
    get { held.withLock { $0 } }
    set { held.withLock { $0 = newValue } }
  }

  struct Answer {
    var status: Int
    var text: String
    var headers: [String: String]

    var json: [String: Any] {
      (try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]) ?? [:]
    }
    func number(_ key: String) -> Double? { (json[key] as? NSNumber)?.doubleValue }
  }

  struct DidNotStart: Error {
    var errors: String
  }

  /// Starts it at a free port and waits until it listens.
  init(_ arguments: String..., scenario: URL) throws {
    let started = try Tool.start(["serve", scenario.path, "--port", "0"] + arguments)
    (process, err) = (started.process, started.err)
    session = URLSession(configuration: .ephemeral)
    var port: Int?
    let deadline = Date().addingTimeInterval(30)
    while port == nil, process.isRunning, Date() < deadline {
      usleep(5000)
      let text = (try? String(contentsOf: err, encoding: .utf8)) ?? ""
      port = text.firstMatch(of: /Listening at http:\/\/[^ ]*:([0-9]+)\n/).flatMap { Int($0.1) }
    }
    guard let port else {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      throw DidNotStart(errors: (try? String(contentsOf: err, encoding: .utf8)) ?? "")
    }
    self.port = port
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  /// What it has written to standard error.
  var log: String { (try? String(contentsOf: err, encoding: .utf8)) ?? "" }

  /// Ends it at once, without warning.
  func killNow() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Ends it as a service manager does; returns its exit status.
  func stop() -> Int32 {
    process.terminate()
    process.waitUntilExit()
    return process.terminationStatus
  }

  func get(_ path: String, method: String = "GET", headers: [String: String] = [:]) async throws -> Answer {
    try await send(method, path, body: nil, headers: headers)
  }

  func post(_ path: String, _ body: String, headers: [String: String] = ["Content-Type": "application/json"])
    async throws -> Answer
  {
    try await send("POST", path, body: Data(body.utf8), headers: headers)
  }

  func report(_ events: [String]) async throws -> Answer {
    try await post("/v1/events", #"{"events": ["# + events.joined(separator: ", ") + "]}")
  }

  private func send(_ method: String, _ path: String, body: Data?, headers: [String: String]) async throws -> Answer {
    var request = URLRequest(url: URL(string: "http://127.0.0.1:\(port)\(path)")!)
    request.httpMethod = method
    request.httpBody = body
    request.timeoutInterval = 30
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
    let (data, response) = try await session.data(for: request)
    let http = try #require(response as? HTTPURLResponse)
    var fields: [String: String] = [:]
    for (name, value) in http.allHeaderFields { fields["\(name)".lowercased()] = "\(value)" }
    return Answer(status: http.statusCode, text: String(decoding: data, as: UTF8.self), headers: fields)
  }
}

/// A folder with a scenario, for servers.
struct ServerFolder {
  let folder: URL
  var scenario: URL { folder.appendingPathComponent("scenario.yaml") }
  var data: String { folder.appendingPathComponent("data").path }

  static let text = """
    version: 1
    calendar: {start: "2026-01-05", days: 7}
    contactTypes:
      calls:
        channel: phone
        arrivals: {perHour: 100}
        handling: {exponential: {mean: 2min}}
        patience: {exponential: {mean: 4min}}
        promise: {answerWithin: 20s, target: 0.8, definition: SL1}
    agentGroups:
      agents: {skills: {calls: 1}, staff: 3}
    """

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Self.text.write(to: scenario, atomically: true, encoding: .utf8)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  static func with(_ body: (ServerFolder) async throws -> Void) async throws {
    let folder = try ServerFolder()
    defer { folder.remove() }
    try await body(folder)
  }
}

/// Events as text, at seconds after 10:00 on Monday 5 January 2026.
enum EventText {
  static func moment(_ second: Double) -> String {
    let formatter = ISO8601DateFormatter()
    return formatter.string(from: Date(timeIntervalSince1970: 1_767_607_200 + second.rounded(.down)))
      .replacingOccurrences(of: "Z", with: String(format: ".%03dZ", Int((second * 1000).rounded()) % 1000))
  }

  static func event(_ type: String, _ contact: String, _ second: Double, agent: String? = nil, id: String? = nil)
    -> String
  {
    var text = #"{"id": "\#(id ?? "\(type)-\(contact)")", "type": "\#(type)", "time": "\#(moment(second))", "#
    text += #""contact": "\#(contact)""#
    if type == "enqueued" { text += #", "contactType": "calls""# }
    if let agent { text += #", "agent": "\#(agent)""# }
    return text + "}"
  }

  static func plan(_ agents: Int) -> String {
    #"{"id": "plan", "type": "staffPlan", "time": "\#(moment(0))", "group": "agents", "#
      + #""plan": [{"from": "\#(moment(0))", "onDuty": \#(agents)}]}"#
  }

  /// A morning of a queue with three agents, first come first served, that always runs the same way: the events in order.
  static func morning(contacts: Int) -> [String] {
    var state: UInt64 = 7
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    var events: [(Double, Int, String)] = [(0, 0, plan(3))]
    var free = [1.0, 1, 1]
    var now = 1.0
    for contact in 1...contacts {
      now += -37 * log(1 - random())
      let patience = -240 * log(1 - random())
      let agent = free.indices.min { free[$0] < free[$1] } ?? 0
      let start = max(now, free[agent])
      events.append((now, events.count, event("enqueued", "c\(contact)", now)))
      if start - now > patience {
        events.append((now + patience, events.count, event("abandoned", "c\(contact)", now + patience)))
      } else {
        let end = start - 120 * log(1 - random())
        free[agent] = end
        events.append((start, events.count, event("answered", "c\(contact)", start, agent: "agent\(agent)")))
        events.append((end, events.count, event("completed", "c\(contact)", end, agent: "agent\(agent)")))
      }
    }
    return events.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }
}

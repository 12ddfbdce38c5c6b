import Foundation
import LogFitting

/// Logs for tests: written to a folder of their own, read as users' logs are.
enum Logs {
  static let mapping = """
    version: 1
    times: secondsOfDay
    columns: {date: date, type: type, priority: priority, arrived: arrived, queued: queued, dequeued: left,
              answered: answered, ended: ended, outcome: outcome, agent: agent}
    outcomes: {answered: [served], abandoned: [abandoned]}
    priorityCredit: {"2": 90s}
    """
  static let header = "date,type,priority,arrived,queued,left,answered,ended,outcome,agent\n"

  static func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  static func write(_ text: String, _ name: String, in folder: URL) throws -> String {
    let file = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  static func parsed(_ text: String = mapping) throws -> LogMapping { try LogMapping.parse(text, file: "mapping.yaml") }
}

/// A call of an invented day.
struct Call: Equatable {
  var day: Int
  var type: String
  var priority: Int
  var arrived: Int
  var left: Int?
  var answered: Int?
  var ended: Int?
  var agent: String

  var row: String {
    func text(_ value: Int?) -> String { value.map(String.init) ?? "" }
    let date = "2026-03-\(day < 10 ? "0" : "")\(day)"
    return "\(date),\(type),\(priority),\(arrived),\(arrived),\(text(left)),\(text(answered)),\(text(ended)),"
      + "\(answered == nil ? "abandoned" : "served"),\(agent)\n"
  }
}

/// A line with priority credit, played second by second with a fixed generator: the log of a small centre.
enum InventedCentre {
  /// - Parameter isSplit: whether, on a day, the first three agents take plain calls only and the others stock calls only;
  ///   otherwise everybody takes everything.
  /// - Parameter wrapUp: mean of the exponential time after a contact, whole seconds; `nil` is three seconds each time.
  static func days(
    _ days: ClosedRange<Int>, agents: Int, seed: UInt64 = 7, wrapUp: Double? = nil,
    isSplit: (Int) -> Bool = { _ in false }
  ) -> [Call] {
    var state = seed
    func unit() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Double(state >> 33) + 0.5) / Double(1 << 31)
    }
    func exponential(_ mean: Double) -> Int { max(1, Int((-log(unit()) * mean).rounded())) }
    var calls: [Call] = []
    for day in days {
      var waiting: [(call: Call, patience: Int)] = []
      var free = [Int](repeating: 0, count: agents)
      var next = 28_800 + exponential(40)
      for second in 28_800..<64_800 {
        waiting.removeAll { one in
          guard second - one.call.arrived >= one.patience else { return false }
          var gone = one.call
          gone.left = second
          calls.append(gone)
          return true
        }
        while next == second {
          let call = Call(
            day: day, type: unit() < 0.2 ? "stock" : "plain", priority: unit() < 0.5 ? 2 : 1, arrived: second, agent: ""
          )
          waiting.append((call, exponential(500)))
          next = second < 57_600 ? second + exponential(45) : -1
        }
        for agent in free.indices where free[agent] <= second && !waiting.isEmpty {
          let able = waiting.indices.filter {
            !isSplit(day) || (waiting[$0].call.type == "plain") == (agent < 3)
          }
          let first = able.min {
            credit(waiting[$0].call) < credit(waiting[$1].call)
          }
          guard let first else { continue }
          var call = waiting.remove(at: first).call
          call.left = second
          call.answered = second
          call.ended = second + exponential(call.type == "stock" ? 260 : 150)
          call.agent = "A\(agent)"
          free[agent] = (call.ended ?? second) + (wrapUp.map(exponential) ?? 3)
          calls.append(call)
        }
      }
    }
    return calls.sorted { ($0.day, $0.arrived, $0.left ?? 0, $0.agent) < ($1.day, $1.arrived, $1.left ?? 0, $1.agent) }
  }

  private static func credit(_ call: Call) -> Int { call.arrived - (call.priority == 2 ? 90 : 0) }
}

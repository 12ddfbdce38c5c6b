import Synchronization

/// Counts what the service does, as Prometheus reads it. No label holds an id.
final class Metrics: Sendable {
  private struct Key: Hashable {
    var route: String
    var status: Int
  }
  private struct Times {
    var buckets = [Int](repeating: 0, count: Metrics.edges.count)
    var sum = 0.0
    var count = 0
  }
  private struct Counts {
    var requests: [Key: Int] = [:]
    var times: [String: Times] = [:]
    var events: [String: Int] = [:]
    var reloads = (good: 0, bad: 0)
    var streams = 0
  }

  private static let edges = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5]
  private let counts = Mutex(Counts())

  func request(_ route: String, status: Int, seconds: Double) {
    counts.withLock { counts in
      counts.requests[Key(route: route, status: status), default: 0] += 1
      counts.times[route, default: Times()].count += 1
      counts.times[route, default: Times()].sum += seconds
      if let index = Self.edges.firstIndex(where: { seconds <= $0 }) {
        counts.times[route, default: Times()].buckets[index] += 1
      }
    }
  }

  func events(_ outcome: EventIntake.Outcome) {
    counts.withLock { counts in
      counts.events["accepted", default: 0] += outcome.accepted
      counts.events["duplicate", default: 0] += outcome.duplicates
      for rejected in outcome.rejected { counts.events[rejected.objection.code, default: 0] += 1 }
    }
  }

  func reload(isGood: Bool) {
    counts.withLock { if isGood { $0.reloads.good += 1 } else { $0.reloads.bad += 1 } }
  }

  /// Begins a stream, unless there are too many.
  func beginStream(most: Int) -> Bool {
    counts.withLock { counts in
      guard counts.streams < most else { return false }
      counts.streams += 1
      return true
    }
  }

  func endStream() { counts.withLock { $0.streams -= 1 } }

  /// All figures as text.
  func text(_ intake: EventIntake) -> String {
    var lines: [String] = []
    func family(_ name: String, _ type: String, _ help: String, _ rows: [(String, String)]) {
      guard !rows.isEmpty else { return }
      lines.append("# HELP \(name) \(help)")
      lines.append("# TYPE \(name) \(type)")
      lines += rows.map { "\(name)\($0.0) \($0.1)" }
    }
    let view = intake.centre.view()
    let now = intake.centre.now
    family(
      "waitline_waiting", "gauge", "Customers waiting.",
      intake.centre.scenario.contactTypes.map {
        ("{contact_type=\"\(Self.label($0.name))\"}", String(view.live.waiting($0.name)))
      })
    family(
      "waitline_agents_on_duty", "gauge", "Agents on duty.",
      view.live.groups.map { ("{group=\"\(Self.label($0.name))\"}", String($0.onDuty)) })
    family(
      "waitline_agents_busy", "gauge", "Agents with a contact in hand.",
      view.live.groups.map { ("{group=\"\(Self.label($0.name))\"}", String($0.busy)) })
    if view.live.time > 0 {
      family(
        "waitline_state_age_seconds", "gauge", "Since the reporter was heard of.",
        [("", "\(max(0, now - view.live.time))")])
    }
    family("waitline_state_version", "counter", "Events that changed the state.", [("", String(view.version))])
    family("waitline_ready", "gauge", "Whether events can be taken.", [("", intake.trouble == nil ? "1" : "0")])
    family("waitline_clock_jumps_total", "counter", "How often the clock was set.", [("", String(intake.clockJumps))])
    let cache = intake.centre.cacheCounts
    family(
      "waitline_answers_total", "counter", "Estimates by whether they were worked out.",
      [("{from=\"cache\"}", String(cache.found)), ("{from=\"model\"}", String(cache.missed))])
    counts.withLock { counts in
      family(
        "waitline_events_total", "counter", "Events by what became of them.",
        counts.events.sorted { $0.key < $1.key }.map { ("{result=\"\($0.key)\"}", String($0.value)) })
      family("waitline_streams", "gauge", "Open streams.", [("", String(counts.streams))])
      family(
        "waitline_reloads_total", "counter", "Reloads of the scenario.",
        [("{result=\"taken\"}", String(counts.reloads.good)), ("{result=\"refused\"}", String(counts.reloads.bad))])
      family(
        "waitline_http_requests_total", "counter", "Requests.",
        counts.requests.sorted { ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status) }.map {
          ("{route=\"\($0.key.route)\",status=\"\($0.key.status)\"}", String($0.value))
        })
      let name = "waitline_http_request_seconds"
      guard !counts.times.isEmpty else { return }
      lines.append("# HELP \(name) Time to the answer.")
      lines.append("# TYPE \(name) histogram")
      for (route, times) in counts.times.sorted(by: { $0.key < $1.key }) {
        var sum = 0
        for (edge, count) in zip(Self.edges, times.buckets) {
          sum += count
          lines.append("\(name)_bucket{route=\"\(route)\",le=\"\(edge)\"} \(sum)")
        }
        lines.append("\(name)_bucket{route=\"\(route)\",le=\"+Inf\"} \(times.count)")
        lines.append("\(name)_sum{route=\"\(route)\"} \(times.sum)")
        lines.append("\(name)_count{route=\"\(route)\"} \(times.count)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func label(_ text: String) -> String {
    text.reduce(into: "") { text, character in
      switch character {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.append(character)
      }
    }
  }
}

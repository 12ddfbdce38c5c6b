import Foundation
import HTTPTypes

/// The addresses that are answered. The OpenAPI file and the metrics name the same ones.
enum Route: Sendable, Hashable {
  case events
  case estimate(contactType: String)
  case estimates
  case stream(contact: String)
  case queues
  case compliance
  case displayState(contactType: String)
  case displayStream(contactType: String)
  case display(contactType: String)
  case typeCompliance(contactType: String)
  case compliancePage
  case file(name: String)
  case health
  case ready
  case metrics
  case openAPI

  /// Finds the address of a path; `nil` for one that is not answered.
  init?(path: String) {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst()
    func text(_ index: Int) -> String {
      let part = Substring(parts[parts.startIndex + index])
      return part.utf8.contains(UInt8(ascii: "%")) ? part.removingPercentEncoding ?? String(part) : String(part)
    }
    switch (parts.count, parts.first.map { String(Substring($0)) }) {
    case (1, "health"): self = .health
    case (1, "ready"): self = .ready
    case (1, "metrics"): self = .metrics
    case (1, "openapi.json"): self = .openAPI
    case (2, "v1") where text(1) == "events": self = .events
    case (2, "v1") where text(1) == "estimates": self = .estimates
    case (2, "v1") where text(1) == "queues": self = .queues
    case (2, "v1") where text(1) == "compliance": self = .compliance
    case (1, "waitline-wait.js"): self = .file(name: "waitline-wait.js")
    case (2, "pages"): self = .file(name: text(1))
    case (1, "compliance"): self = .compliancePage
    case (4, "v1") where text(1) == "queues" && text(3) == "compliance": self = .typeCompliance(contactType: text(2))
    case (2, "display"): self = .display(contactType: text(1))
    case (4, "v1") where text(1) == "queues" && text(3) == "display": self = .displayState(contactType: text(2))
    case (5, "v1") where text(1) == "queues" && text(3) == "display" && text(4) == "stream":
      self = .displayStream(contactType: text(2))
    case (4, "v1") where text(1) == "queues" && text(3) == "estimate": self = .estimate(contactType: text(2))
    case (4, "v1") where text(1) == "contacts" && text(3) == "stream": self = .stream(contact: text(2))
    default: return nil
    }
  }

  /// The one method it answers to; GET ones answer HEAD too.
  var method: HTTPRequest.Method {
    switch self {
    case .events, .estimates: .post
    default: .get
    }
  }

  /// What a token must allow; `nil` is open to all.
  var scope: TokenBook.Scope? {
    switch self {
    case .events: .events
    case .estimate, .estimates, .stream, .queues, .compliance, .typeCompliance, .metrics: .read
    case .displayState, .displayStream: .display
    // Pages tell nothing that the files of the program do not: what they show they ask for.
    // The one with figures asks for a token itself, in words.
    case .display, .compliancePage, .file, .health, .ready, .openAPI: nil
    }
  }

  /// Whether pages of other sites may ask, if their origin is allowed.
  var isShared: Bool {
    switch self {
    case .displayState, .displayStream: true
    default: false
    }
  }

  /// The path with its parameters' names: without ids, for metrics.
  var template: String {
    switch self {
    case .events: "/v1/events"
    case .estimate: "/v1/queues/{type}/estimate"
    case .estimates: "/v1/estimates"
    case .stream: "/v1/contacts/{id}/stream"
    case .queues: "/v1/queues"
    case .compliance: "/v1/compliance"
    case .displayState: "/v1/queues/{type}/display"
    case .displayStream: "/v1/queues/{type}/display/stream"
    case .display: "/display/{type}"
    case .typeCompliance: "/v1/queues/{type}/compliance"
    case .compliancePage: "/compliance"
    case .file: "/pages/{name}"
    case .health: "/health"
    case .ready: "/ready"
    case .metrics: "/metrics"
    case .openAPI: "/openapi.json"
    }
  }
}

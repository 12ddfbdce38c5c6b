import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Reporting
import Synchronization

/// Set once, when the server is to stop.
final class StopFlag: Sendable {
  private let flag = Atomic(false)
  var isSet: Bool { flag.load(ordering: .relaxed) }
  func set() { flag.store(true, ordering: .relaxed) }
}

// The live countdown of a waiting contact.
extension Responder {
  /// How often a stream looks for something new.
  private static let step: Duration = .milliseconds(250)
  /// Something is sent at least so often, in steps, so that what lies between does not close the connection.
  private static let mostSilence = 60

  /// Server-sent events: `wait` with the place and what is announced, whenever that changes; then `end`, and no more.
  func stream(_ contact: String, isHead: Bool) throws -> Response {
    guard case .waiting = centre.read({ state, _ in state.place(ofContact: contact) }) else {
      throw Problem(.notFound, "contact", "This contact does not wait.")
    }
    return try eventStream(isHead: isHead) {
      switch centre.read({ state, _ in state.place(ofContact: contact) }) {
      case .waiting(let type, let position, _):
        let answer = centre.answer(contactType: type, position: min(position, Self.mostPosition))
        let range = centre.announcement(contact: contact, answer: answer, version: centre.version)
        return StreamStep("wait", AnnouncementJSON.value(answer, range))
      case .inService: return .end("answered")
      case .gone, .unknown: return .end("gone")
      }
    } whenOver: {
      centre.forgetAnnouncement(contact)
    }
  }

  /// What a stream has to say at a moment.
  struct StreamStep: Sendable {
    var name: String
    var value: JSONValue
    /// Why it is over after this; `nil` goes on.
    var outcome: String?

    init(_ name: String, _ value: JSONValue, outcome: String? = nil) {
      (self.name, self.value, self.outcome) = (name, value, outcome)
    }

    /// It is over, with nothing more to show.
    static func end(_ outcome: String) -> StreamStep { StreamStep("end", outcomeValue(outcome)) }

    static func outcomeValue(_ outcome: String) -> JSONValue { .object([.init("outcome", .string(outcome))]) }
  }

  /// Server-sent events: what a step says whenever that changes, until one is over, or the server stops.
  func eventStream(
    isHead: Bool, _ step: @escaping @Sendable () -> StreamStep, whenOver: @escaping @Sendable () -> Void
  ) throws -> Response {
    var headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
    // A proxy in between should pass each event on at once.
    if let name = HTTPField.Name("X-Accel-Buffering") { headers[name] = "no" }
    guard !isHead else { return Response(status: .ok, headers: headers) }
    guard metrics.beginStream(most: options.mostStreams) else {
      throw Problem(
        .serviceUnavailable, "streams", "There are too many streams; ask without one instead.",
        headers: [.retryAfter: "5"])
    }
    let body = ResponseBody(contentLength: nil) { (writer: inout any ResponseBodyWriter) async throws -> Void in
      defer {
        metrics.endStream()
        whenOver()
      }
      var last: JSONValue?
      var silence = 0
      while !stopping.isSet {
        let now = step()
        silence += 1
        if now.value != last {
          try await writer.write(Self.event(now.name, now.value))
          (last, silence) = (now.value, 0)
        } else if silence >= Self.mostSilence {
          try await writer.write(ByteBuffer(string: ": still there\n\n"))
          silence = 0
        }
        if let outcome = now.outcome {
          try await writer.write(Self.event("end", StreamStep.outcomeValue(outcome)))
        }
        if now.outcome != nil || now.name == "end" { break }
        try await Task.sleep(for: Self.step)
      }
      try await writer.finish(nil)
    }
    return Response(status: .ok, headers: headers, body: body)
  }

  private static func event(_ name: String, _ value: JSONValue) -> ByteBuffer {
    ByteBuffer(string: "event: \(name)\ndata: " + JSONValue.compact(value).text + "\n")
  }
}

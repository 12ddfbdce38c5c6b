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
    var headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
    // A proxy in between should pass each event on at once.
    if let name = HTTPField.Name("X-Accel-Buffering") { headers[name] = "no" }
    guard !isHead else { return Response(status: .ok, headers: headers) }
    guard metrics.beginStream(most: options.mostStreams) else {
      throw Problem(
        .serviceUnavailable, "streams", "There are too many streams; ask for the estimate instead.",
        headers: [.retryAfter: "5"])
    }
    let body = ResponseBody(contentLength: nil) { (writer: inout any ResponseBodyWriter) async throws -> Void in
      defer {
        metrics.endStream()
        centre.forgetAnnouncement(contact)
      }
      var last: JSONValue?
      var silence = 0
      loop: while true {
        switch centre.read({ state, _ in state.place(ofContact: contact) }) {
        case .waiting(let type, let position, _):
          let answer = centre.answer(contactType: type, position: min(position, Self.mostPosition))
          let range = centre.announcement(contact: contact, answer: answer, version: centre.version)
          let value = AnnouncementJSON.value(answer, range)
          silence += 1
          if value != last {
            try await writer.write(Self.event("wait", value))
            (last, silence) = (value, 0)
          } else if silence >= Self.mostSilence {
            try await writer.write(ByteBuffer(string: ": still there\n\n"))
            silence = 0
          }
        case .inService:
          try await writer.write(Self.event("end", .object([.init("outcome", .string("answered"))])))
          break loop
        case .gone, .unknown:
          try await writer.write(Self.event("end", .object([.init("outcome", .string("gone"))])))
          break loop
        }
        if stopping.isSet { break }
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

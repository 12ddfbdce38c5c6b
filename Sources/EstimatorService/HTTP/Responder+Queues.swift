import ContactCentre
import Foundation
import Hummingbird
import Reporting

// What is asked about the queues and about those who wait.
extension Responder {
  func estimate(_ type: String, _ request: Request) throws -> Response {
    try checkType(type)
    let query = try Query(request.uri.query, allowed: ["position", "contact"])
    let (position, contact) = (query["position"], query["contact"])
    guard position == nil || contact == nil else {
      throw Problem(.badRequest, "query", "Give a position or a contact, not both.")
    }
    if let contact { return try estimate(type, contact: contact) }
    guard let position else {
      return response(centre.answer(contactType: type, position: nil).body, type: "application/json")
    }
    guard let place = Int(position), (1...Self.mostPosition).contains(place) else {
      throw Problem(
        .badRequest, "query", "position: expected a whole number from 1 to \(Self.mostPosition); 1 is next.")
    }
    return response(centre.answer(contactType: type, position: place).body, type: "application/json")
  }

  /// The last place that is estimated.
  static let mostPosition = 10_000

  func checkType(_ type: String) throws {
    guard centre.rules.contactTypes.contains(type) else {
      throw Problem(.notFound, "contact-type", "The scenario has no such contact type; /v1/queues lists them.")
    }
  }

  func estimate(_ type: String, contact: String) throws -> Response {
    guard
      case .waiting(let waitsFor, let position, let since) = centre.read({ state, _ in state.place(ofContact: contact) }
      )
    else { throw Problem(.notFound, "contact", "This contact does not wait.") }
    guard waitsFor == type else { throw Problem(.notFound, "contact", "This contact waits for another type.") }
    let answer = centre.answer(contactType: type, position: min(position, Self.mostPosition))
    let range = centre.announcement(contact: contact, answer: answer, version: centre.version)
    let waited = max(0, centre.now - since)
    return json(
      .object(
        [.init("version", .integer(1))] + answer.members + [
          .init("waited", .number(waited)), .init("announcement", AnnouncementJSON.value(answer, range)),
        ]))
  }

  func queues() -> JSONValue {
    let view = centre.view()
    let types = centre.scenario.contactTypes
    return .object([
      .init("version", .integer(1)), .init("time", .string(view.report.moment(view.live.time))),
      .init("stateVersion", .integer(view.version)),
      .init("age", .number(max(0, centre.now - view.live.time))),
      .init(
        "queues",
        .array(
          types.map { type in
            let queue = view.live.queues.first { $0.contactType == type.name }
            let recent = centre.read { state, _ in state.recentWaits(type.name) }
            return .object([
              .init("contactType", .string(type.name)), .init("channel", .string(type.channel.rawValue)),
              .init("waiting", .integer(queue?.waiting ?? 0)),
              .init("longestWait", .optional(queue?.waitingFor.first)),
              .init("lastWait", .optional(recent.first)),
              .init("meanOfLast10", .optional(recent.count < 10 ? nil : recent.prefix(10).reduce(0, +) / 10)),
            ])
          })),
      .init(
        "groups",
        .array(
          view.live.groups.map { group in
            .object([
              .init("name", .string(group.name)), .init("onDuty", .integer(group.onDuty)),
              .init("busy", .integer(group.busy)),
              .init("contactsInHand", .integer(group.servingFor.count)),
            ])
          })),
    ])
  }

  func estimates(_ request: Request) async throws -> Response {
    let question = try StatelessQuestion(
      try await body(of: request), scenario: centre.scenario, most: options.mostBatch)
    return json(try question.answer(estimator: centre.estimator(at: question.state.time)))
  }
}

import ContactCentre
import Foundation
import ScenarioFormat

/// Why a request cannot be taken as it is.
public struct BadEvents: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, where, and what was expected; one entry a mistake.
  public var mistakes: [String]

  /// All of them.
  public var description: String { mistakes.joined(separator: "; ") }
}

/// Reads a batch of events, as JSON:
///
/// ```json
/// {"events": [{"id": "e1", "type": "enqueued", "time": "2026-01-05T10:00:00Z", "contact": "c1", "contactType": "calls"}]}
/// ```
public struct EventReader: Sendable {
  /// The longest id or name, characters.
  public static let longestName = 128
  /// The longest staff plan, steps.
  public static let longestPlan = 1000

  /// The most events in a batch.
  public let most: Int

  /// Creates a reader.
  public init(most: Int = 1000) { self.most = most }

  /// An event as it is written; what is missing or wrong is found out later, so that the message can say where.
  private struct Form: Decodable {
    struct Step: Decodable {
      var from: String
      var onDuty: Int
    }
    var id: String
    var type: String
    var time: String
    var contact: String?
    var contactType: String?
    var agent: String?
    var group: String?
    var plan: [Step]?
  }

  private struct Batch: Decodable {
    var events: [Form]
  }

  /// Reads a batch. An empty one is fine: it says that the reporter is alive and nothing happened.
  /// - Throws: ``BadEvents`` with all mistakes; a batch with one is not taken in part.
  public func read(_ data: Data) throws -> [QueueEvent] {
    let batch: Batch
    do {
      batch = try JSONDecoder().decode(Batch.self, from: data)
    } catch let error as DecodingError {
      throw BadEvents(mistakes: [JSONComplaint.text(error, of: data)])
    }
    guard batch.events.count <= most else {
      throw BadEvents(mistakes: ["events: found \(batch.events.count); expected at most \(most) in one batch"])
    }
    var mistakes: [String] = []
    let events = batch.events.enumerated().compactMap { index, form in
      event(form, at: "events[\(index)]", &mistakes)
    }
    guard mistakes.isEmpty else { throw BadEvents(mistakes: Array(mistakes.prefix(20))) }
    return events
  }

  private func event(_ form: Form, at place: String, _ mistakes: inout [String]) -> QueueEvent? {
    let before = mistakes.count
    guard let kind = QueueEvent.Kind(rawValue: form.type) else {
      let known = QueueEvent.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      mistakes.append("\(place).type: found “\(form.type.prefix(40))”; expected one of \(known)")
      return nil
    }
    let names = [
      ("id", form.id as String?), ("contact", form.contact), ("contactType", form.contactType), ("agent", form.agent),
      ("group", form.group),
    ]
    for (key, text) in names {
      if let text, !Self.isName(text) {
        mistakes.append(
          "\(place).\(key): expected 1 to \(Self.longestName) characters of text without control characters")
      }
    }
    let needed: [(String, Bool)] =
      switch kind {
      case .enqueued, .transferred: [("contact", form.contact != nil), ("contactType", form.contactType != nil)]
      case .answered, .abandoned, .completed: [("contact", form.contact != nil)]
      case .agentSignedIn, .agentSignedOut, .agentPaused: [("agent", form.agent != nil)]
      case .staffPlan: [("group", form.group != nil), ("plan", form.plan != nil)]
      }
    for (key, isThere) in needed where !isThere {
      mistakes.append("\(place).\(key): is missing; “\(kind.rawValue)” needs it")
    }
    let time = moment(form.time, at: "\(place).time", &mistakes)
    let steps = form.plan ?? []
    if steps.count > Self.longestPlan {
      mistakes.append("\(place).plan: found \(steps.count) steps; expected at most \(Self.longestPlan)")
      return nil
    }
    let plan = steps.enumerated().compactMap { index, step -> QueueEvent.PlannedStaff? in
      guard let from = moment(step.from, at: "\(place).plan[\(index)].from", &mistakes) else { return nil }
      guard (0...100_000).contains(step.onDuty) else {
        mistakes.append("\(place).plan[\(index)].onDuty: found \(step.onDuty); expected 0 to 100000 agents")
        return nil
      }
      return QueueEvent.PlannedStaff(from: from, onDuty: step.onDuty)
    }
    guard let time, mistakes.count == before else { return nil }
    return QueueEvent(
      kind, id: form.id, time: time, contact: form.contact, contactType: form.contactType, agent: form.agent,
      group: form.group, plan: plan)
  }

  private func moment(_ text: String, at place: String, _ mistakes: inout [String]) -> Seconds? {
    if let seconds = TimeStamp.seconds(text) { return seconds }
    mistakes.append(
      "\(place): found “\(text.prefix(40))”; expected a moment with its offset from UTC such as \"2026-01-05T10:00:00Z\""
    )
    return nil
  }

  static func isName(_ text: String) -> Bool {
    (1...longestName).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }
}

/// What to say of JSON that cannot be read.
enum JSONComplaint {
  static func text(_ error: DecodingError, of data: Data) -> String {
    switch error {
    case .keyNotFound(let key, let context): "\(path(context.codingPath + [key])): is missing"
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      "\(path(context.codingPath)): expected \(name(type))"
    case .dataCorrupted(let context) where context.codingPath.isEmpty: whole(data)
    case .dataCorrupted(let context): "\(path(context.codingPath)): cannot be read"
    @unknown default: "the body cannot be read"
    }
  }

  /// What is wrong with a body as a whole.
  private static func whole(_ data: Data) -> String {
    if data.isEmpty { return "the body is empty; expected JSON" }
    if String(data: data, encoding: .utf8) == nil { return "the body is not text in UTF-8; expected JSON" }
    let isJSON = (try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)) != nil
    return isJSON
      ? "a number in the body is too large, or no whole number where one is expected" : "the body is not JSON"
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    let text = keys.reduce("") { path, key in
      if let index = key.intValue { return path + "[\(index)]" }
      return path.isEmpty ? String(key.stringValue.prefix(40)) : path + "." + key.stringValue.prefix(40)
    }
    return text.isEmpty ? "the body" : text
  }

  private static func name(_ type: any Any.Type) -> String {
    switch type {
    case is String.Type: "text"
    case is Int.Type: "a whole number"
    case is Double.Type: "a number"
    case is Bool.Type: "true or false"
    case is any Collection.Type: "a list or an object"
    default: "an object"
    }
  }
}

import ContactCentre
import Foundation
import Reporting
import ScenarioFormat
import WaitEstimation

/// A question that brings its state along: `{"state": {…}, "customers": [{"contactType": "calls", "position": 3}]}`.
///
/// The state is as for `waitline estimate`. Without customers the answer is for one who arrives now, of each type.
struct StatelessQuestion {
  private struct Form: Decodable {
    struct Customer: Decodable {
      var contactType: String
      var position: Int?
    }
    var customers: [Customer]?
  }

  let state: LiveState
  private let customers: [Form.Customer]

  init(_ body: Data, scenario: Scenario, most: Int) throws {
    func bad(_ mistakes: [String]) -> Problem {
      Problem(
        .badRequest, "bad-question", "The question was not understood.",
        more: [.init("mistakes", .array(mistakes.prefix(20).map { .string($0) }))])
    }
    let form: Form
    do {
      form = try JSONDecoder().decode(Form.self, from: body)
    } catch let error as DecodingError {
      throw bad([JSONComplaint.text(error, of: body)])
    }
    guard let object = try? JSONSerialization.jsonObject(with: body) as? [String: Any],
      let part = object["state"] as? [String: Any],
      let text = try? JSONSerialization.data(withJSONObject: part, options: .sortedKeys)
    else { throw bad(["state: expected an object with time, groups and queues"]) }
    if let other = object.keys.sorted().first(where: { $0 != "state" && $0 != "customers" }) {
      throw bad(["\(other.prefix(40)): is not known; expected state and customers"])
    }
    let loader = LiveStateLoader(scenario)
    do {
      state = try loader.load(text: String(decoding: text, as: UTF8.self), fileName: "state")
    } catch let errors as ScenarioErrors {
      throw bad(errors.mistakes.map { ($0.path.isEmpty ? "state" : "state." + $0.path) + ": " + $0.message })
    }
    let customers = form.customers ?? scenario.contactTypes.map { Form.Customer(contactType: $0.name) }
    guard customers.count <= most else {
      throw bad(["customers: found \(customers.count); expected at most \(most)"])
    }
    let known = Set(scenario.contactTypes.map(\.name))
    var mistakes: [String] = []
    for (index, customer) in customers.enumerated() {
      if !known.contains(customer.contactType) {
        mistakes.append("customers[\(index)].contactType: \(loader.complaint(contactType: customer.contactType))")
      }
      // One who arrives now stands behind all who may wait.
      let last = customer.position == nil ? Responder.mostPosition + 1 : Responder.mostPosition
      let position = customer.position ?? state.waiting(customer.contactType) + 1
      if !(1...last).contains(position) {
        mistakes.append("customers[\(index)].position: found \(position); expected 1 to \(Responder.mostPosition)")
      }
    }
    guard mistakes.isEmpty else { throw bad(mistakes) }
    self.customers = customers
  }

  /// One answer for each customer; the same question twice is worked out once.
  func answer(estimator: (WaitEstimator, EstimateReport)) throws -> JSONValue {
    struct Key: Hashable {
      var type: String
      var position: Int?
    }
    var known: [Key: JSONValue] = [:]
    let memo = ForwardMemo()
    var answers: [JSONValue] = []
    for customer in customers {
      try Task.checkCancellation()
      let key = Key(type: customer.contactType, position: customer.position)
      let value: JSONValue
      if let found = known[key] {
        value = found
      } else {
        value = .object(
          estimator.1.members(
            of: try estimator.0.estimate(
              state, contactType: customer.contactType, position: customer.position, memo: memo)))
        known[key] = value
      }
      answers.append(value)
    }
    return .object([.init("version", .integer(1)), .init("estimates", .array(answers))])
  }
}

import ContactCentre
import HTTPTypes
import Hummingbird
import Reporting

// What customers are shown, for the element `<waitline-wait>`, and the page that has nothing but it.
extension Responder {
  /// What is shown of a queue now; with `?contact=` to that contact.
  func displayState(_ type: String, _ request: Request) throws -> Response {
    let contact = try displayed(type, request)
    guard let display = display(type, contact) else {
      throw Problem(.notFound, "contact", "This contact does not wait.")
    }
    return json(value(display))
  }

  /// The same as server-sent events: `display` whenever something of it changes, and `end` when the contact waits no more.
  func displayStream(_ type: String, _ request: Request) throws -> Response {
    let contact = try displayed(type, request)
    guard display(type, contact) != nil else { throw Problem(.notFound, "contact", "This contact does not wait.") }
    return try eventStream(isHead: request.method == .head) {
      guard let display = display(type, contact) else { return .end("gone") }
      let isOver = display.status == .answered || display.status == .gone
      return StreamStep("display", value(display), outcome: isOver ? display.status.rawValue : nil)
    } whenOver: {
    }
  }

  /// The contact that is asked about, after both names were checked.
  private func displayed(_ type: String, _ request: Request) throws -> String? {
    try checkType(type)
    return try Query(request.uri.query, allowed: ["contact"])["contact"]
  }

  private func display(_ type: String, _ contact: String?) -> WaitDisplay? {
    contact.map { centre.display(contact: $0, type: type) } ?? centre.display(contactType: type)
  }

  private func value(_ display: WaitDisplay) -> JSONValue {
    let report = centre.view().report
    return display.value(today: String(report.moment(centre.now).prefix(10))) { report.moment($0) }
  }

  /// The page for a screen, or a link: one queue, nothing else.
  func displayPage(_ type: String, _ request: Request) throws -> Response {
    let asked = PageRequest(request)
    let isKnown = centre.rules.contactTypes.contains(type)
    let page = DisplayPage(
      contactType: isKnown ? type : nil, contact: asked["contact"], language: asked.language)
    return PageContent(page: page.markup).response(
      to: request, status: isKnown ? .ok : .notFound, varies: PageRequest.varies)
  }
}

import HTTPTypes
import Hummingbird
import Reporting
import WaitEstimation

// The page on promises kept and on the estimates themselves.
extension Responder {
  /// `?type=` chooses whose details are shown, `?window=` over which time: hour, day or month.
  func compliancePage(_ request: Request) -> Response {
    let asked = PageRequest(request)
    do {
      try checkToken(request, .read)
    } catch {
      let status = (error as? Problem)?.status ?? .unauthorized
      let page = CompliancePage.asksForToken(isWrong: request.headers[.authorization] != nil, language: asked.language)
      var response = PageContent(page: page).response(to: request, status: status, varies: PageRequest.varies)
      response.headers[.wwwAuthenticate] = "Bearer"
      return response
    }
    let types = centre.rules.contactTypes
    let chosen = asked["type"].flatMap { name in types.first { $0 == name } }
    let window = asked["window"].flatMap { ScoreBook.Window(rawValue: $0) } ?? .day
    // Unless asked otherwise the busiest type.
    let now = centre.now
    let offered = types.map { name in centre.read { state, _ in state.promiseCount(name, window, at: now).offered } }
    let busiest = offered.max().flatMap { most in offered.firstIndex(of: most) }.map { types[$0] }
    let shown = chosen ?? busiest ?? ""
    let page = CompliancePage(
      report: ComplianceReport(centre, trendOf: shown), name: centre.scenario.name, shown: shown, window: window,
      language: asked.language)
    return PageContent(page: page.markup).response(to: request, varies: PageRequest.varies + ", Authorization")
  }
}

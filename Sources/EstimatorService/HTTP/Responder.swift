import ContactCentre
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Reporting
import ScenarioFormat
import WaitEstimation

/// What each request carries through.
struct ServiceContext: RequestContext {
  var coreContext: CoreRequestContextStorage

  init(source: ApplicationRequestContextSource) { coreContext = .init(source: source) }
}

/// Answers requests: finds the address, checks who asks, and turns errors into problem details.
struct Responder: HTTPResponder {
  let intake: EventIntake
  let options: ServiceOptions
  let metrics: Metrics
  let logger: Logger
  let stopping: StopFlag
  /// `nil` where the planner's page is off.
  var planner: PlannerDesk?

  var centre: LiveCentre { intake.centre }
  private var crossOrigin: CrossOrigin { CrossOrigin(allowed: options.allowedOrigins) }

  func respond(to request: Request, context: ServiceContext) async throws -> Response {
    let start = ContinuousClock.now
    let route = Route(path: request.uri.path)
    var response: Response
    do {
      response = try await answer(request, route)
    } catch let problem as Problem {
      response = problem.response
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      // What it was may hold what was asked: the log gets its kind only.
      logger.error("a request failed: \(type(of: error))")
      response = Problem(.internalServerError, "internal", "Something went wrong here.").response
    }
    if route?.isShared == true { crossOrigin.allow(&response, for: request) }
    metrics.request(
      route?.template ?? "other", status: response.status.code, seconds: (ContinuousClock.now - start) / .seconds(1))
    return request.method == .head ? response.createHeadResponse() : response
  }

  private func answer(_ request: Request, _ route: Route?) async throws -> Response {
    try checkHost(request)
    guard let route else { throw Problem(.notFound, "not-found", "There is nothing at this path; see /openapi.json.") }
    if route.isShared, let preflight = crossOrigin.preflight(request) { return preflight }
    guard request.method == route.method || (request.method == .head && route.method == .get) else {
      throw Problem(
        .methodNotAllowed, "method", "This path answers \(route.method.rawValue).",
        headers: [.allow: route.method == .get ? "GET, HEAD" : route.method.rawValue])
    }
    try checkToken(request, route.scope)
    switch route {
    case .health: return json(.object([.init("status", .string("ok"))]))
    case .ready: return try ready()
    case .openAPI:
      let rules = centre.rules
      let text = OpenAPI.text(
        contactTypes: rules.contactTypes, groups: rules.groups, scenarios: planner?.folder.files ?? [])
      return response(ByteBuffer(string: text), type: "application/json")
    case .metrics:
      return response(ByteBuffer(string: metrics.text(intake)), type: "text/plain; version=0.0.4; charset=utf-8")
    case .queues: return json(queues())
    case .compliance: return json(ComplianceReport(centre).value)
    case .estimate(let type): return try estimate(type, request)
    case .events: return try await events(request)
    case .estimates: return try await estimates(request)
    case .stream(let contact): return try stream(contact, isHead: request.method == .head)
    case .displayState(let type): return try displayState(type, request)
    case .displayStream(let type): return try displayStream(type, request)
    case .display(let type): return try displayPage(type, request)
    case .planner(let route): return try await planner(route, request)
    case .page(let page): return self.page(page, request)
    case .typeCompliance(let type):
      try checkType(type)
      return json(ComplianceReport(centre, trendOf: type).value(of: type) ?? .null)
    case .compliancePage: return compliancePage(request)
    case .file(let name):
      guard let file = PageFile.all[name] else { throw Problem(.notFound, "not-found", "There is no such file.") }
      return file.content.response(to: request, isShared: file.isShared)
    }
  }

  // MARK: who asks

  /// Without tokens the server answers only who addresses this machine by a loopback name: no page that a browser on it shows
  /// can reach the server through a name of its own (DNS rebinding).
  private func checkHost(_ request: Request) throws {
    guard options.tokens == nil, let authority = request.head.authority else { return }
    let host =
      authority.hasPrefix("[")
      ? String(authority.prefix { $0 != "]" }) + "]" : String(authority.prefix { $0 != ":" })
    guard ServiceOptions.isLoopback(host) else {
      throw Problem(
        .misdirectedRequest, "host", "Without tokens this server answers only to localhost, 127.0.0.1 and [::1].")
    }
  }

  func checkToken(_ request: Request, _ scope: TokenBook.Scope?) throws {
    guard let tokens = options.tokens, let scope else { return }
    let challenge: HTTPFields = [.wwwAuthenticate: "Bearer"]
    guard let field = request.headers[.authorization] else {
      throw Problem(.unauthorized, "token", "A bearer token is needed.", headers: challenge)
    }
    let words = field.split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "bearer", words[1].utf8.count <= 512 else {
      throw Problem(.unauthorized, "token", "A bearer token is needed.", headers: challenge)
    }
    guard !tokens.allows(words[1], scope) else { return }
    guard TokenBook.Scope.allCases.contains(where: { tokens.allows(words[1], $0) }) else {
      throw Problem(.unauthorized, "token", "This token is not known.", headers: challenge)
    }
    throw Problem(.forbidden, "scope", "This token does not allow “\(scope.rawValue)”.")
  }

  // MARK: bodies

  /// The body of a request, if it is not too large and comes in time.
  func body(of request: Request) async throws -> Data {
    let type = request.headers[.contentType]?.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
    guard type == "application/json" else {
      throw Problem(.unsupportedMediaType, "media-type", "Expected a body of type application/json.")
    }
    let tooLarge = Problem(
      .contentTooLarge, "too-large", "The body is larger than \(options.mostBodyBytes) bytes.",
      headers: [.connection: "close"])
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > options.mostBodyBytes {
      throw tooLarge
    }
    let (most, timeout) = (options.mostBodyBytes, options.idleTimeout)
    return try await withThrowingTaskGroup(of: Data?.self) { group in
      group.addTask {
        var data = Data()
        for try await part in request.body {
          guard data.count + part.readableBytes <= most else { throw tooLarge }
          data.append(contentsOf: part.readableBytesView)
        }
        return data
      }
      group.addTask {
        try await Task.sleep(for: .seconds(timeout))
        return nil
      }
      defer { group.cancelAll() }
      guard let data = try await group.next() ?? nil else {
        throw Problem(
          .requestTimeout, "timeout", "The body did not come within \(Int(timeout)) s.",
          headers: [.connection: "close"])
      }
      return data
    }
  }

  func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
    response(ByteBuffer(string: JSONValue.compact(value).text), type: "application/json", status: status)
  }

  func response(_ body: ByteBuffer, type: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: type, .cacheControl: "no-store"], body: ResponseBody(byteBuffer: body))
  }

  // MARK: answers

  private func ready() throws -> Response {
    if stopping.isSet { throw Problem(.serviceUnavailable, "stopping", "The server is shutting down.") }
    if let trouble = intake.trouble { throw Problem(.serviceUnavailable, "not-ready", trouble) }
    return json(
      .object([
        .init("status", .string("ready")), .init("durable", .boolean(options.data != nil)),
        .init("stateVersion", .integer(centre.version)),
      ]))
  }

  private func events(_ request: Request) async throws -> Response {
    let data = try await body(of: request)
    let events: [QueueEvent]
    do {
      events = try EventReader(most: options.mostBatch).read(data)
    } catch let bad as BadEvents {
      throw Problem(
        .badRequest, "bad-events", "The batch was not taken.",
        more: [.init("mistakes", .strings(bad.mistakes))])
    }
    let outcome: EventIntake.Outcome
    do {
      outcome = try await intake.take(events)
    } catch is EventIntake.Crowded {
      throw Problem(
        .init(code: 507, reasonPhrase: "Insufficient Storage"), "crowded",
        "Nothing of the batch was taken: more than \(options.mostTracked) contacts and agents are open; report their ends."
      )
    } catch is GroupCommit.Overloaded {
      throw Problem(
        .serviceUnavailable, "overloaded", "More events come in than can be written; send the batch again.",
        headers: [.retryAfter: "1"])
    } catch let error as JournalError {
      if case .full = error {
        throw Problem(
          .init(code: 507, reasonPhrase: "Insufficient Storage"), "full",
          "Nothing of the batch was taken: there is no room for more events.")
      }
      throw Problem(.serviceUnavailable, "journal", "Nothing of the batch was taken: the journal cannot be written.")
    }
    metrics.events(outcome)
    let rejected = JSONValue.array(
      outcome.rejected.map { index, objection in
        .object([
          .init("index", .integer(index)), .init("id", .string(events[index].id)),
          .init("code", .string(objection.code)), .init("reason", .string(objection.description)),
        ])
      })
    return json(
      .object([
        .init("accepted", .integer(outcome.accepted)), .init("duplicates", .integer(outcome.duplicates)),
        .init("rejected", rejected), .init("stateVersion", .integer(centre.version)),
      ]))
  }
}

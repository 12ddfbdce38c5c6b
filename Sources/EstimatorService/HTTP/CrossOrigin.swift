import HTTPTypes
import Hummingbird

/// Lets pages of allowed origins read what customers are shown (CORS), and nothing else.
struct CrossOrigin {
  let allowed: [String]

  private func origin(of request: Request) -> String? {
    guard let origin = request.headers[.origin], allowed.contains("*") || allowed.contains(origin) else { return nil }
    return origin
  }

  /// The answer to a browser that asks whether it may ask; `nil` when it is no such question, or the origin is not allowed.
  func preflight(_ request: Request) -> Response? {
    guard request.method == .options, origin(of: request) != nil, request.headers[.accessControlRequestMethod] != nil
    else { return nil }
    return Response(
      status: .noContent,
      headers: [
        .accessControlAllowMethods: "GET", .accessControlAllowHeaders: "Authorization", .accessControlMaxAge: "600",
      ])
  }

  /// Lets the page that asked read an answer, also one that says no.
  func allow(_ response: inout Response, for request: Request) {
    guard !allowed.isEmpty else { return }
    response.headers[.vary] = "Origin"
    guard let origin = origin(of: request) else { return }
    response.headers[.accessControlAllowOrigin] = allowed.contains("*") ? "*" : origin
    response.headers[.accessControlExposeHeaders] = "Retry-After"
  }
}

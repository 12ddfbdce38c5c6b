import HTTPTypes
import Hummingbird
import NIOCore
import Reporting

/// What is sent to a browser: a page, a script or a style sheet, with the tag by which it knows that nothing changed.
struct PageContent: Sendable {
  let body: ByteBuffer
  let type: String
  /// An entity tag of the content.
  let tag: String

  init(_ body: ByteBuffer, type: String) {
    self.body = body
    self.type = type
    let digits = SHA256.hash(body.readableBytesView).prefix(12).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    tag = "\"" + digits.joined() + "\""
  }

  /// A page.
  init(page: Markup) { self.init(ByteBuffer(string: page.source), type: "text/html; charset=utf-8") }

  /// What a page may do: load what this server has, ask this server, and nothing else. Nothing in the page itself is run.
  private static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  /// The answer to a request: the content, or that the browser has it already.
  /// - Parameters:
  ///   - isShared: whether pages of other sites may load it.
  ///   - varies: what of the request decides the content.
  func response(
    to request: Request, status: HTTPResponse.Status = .ok, isShared: Bool = false, varies: String? = nil
  ) -> Response {
    var headers: HTTPFields = [
      .contentType: type, .eTag: tag, .cacheControl: "no-cache", .contentSecurityPolicy: Self.policy,
      .xContentTypeOptions: "nosniff",
    ]
    func set(_ name: String, _ value: String) { if let name = HTTPField.Name(name) { headers[name] = value } }
    set("Referrer-Policy", "no-referrer")
    set("Cross-Origin-Resource-Policy", isShared ? "cross-origin" : "same-origin")
    if let varies { headers[.vary] = varies }
    let known = request.headers[values: .ifNoneMatch].flatMap { $0.split(separator: ",") }
      .map { $0.drop { $0 == " " }.replacing("W/", with: "", maxReplacements: 1) }
    if status == .ok, known.contains(where: { $0 == tag || $0 == "*" }) {
      return Response(status: .notModified, headers: headers)
    }
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
  }
}

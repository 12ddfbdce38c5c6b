import HTTPTypes
import Hummingbird
import Reporting

/// What went wrong, as RFC 9457 has it.
struct Problem: Error, Sendable {
  var status: HTTPResponse.Status
  /// A word for programs; the last part of `type`.
  var code: String
  var detail: String
  var more: [JSONValue.Member] = []
  var headers: HTTPFields = [:]

  init(
    _ status: HTTPResponse.Status, _ code: String, _ detail: String, more: [JSONValue.Member] = [],
    headers: HTTPFields = [:]
  ) {
    (self.status, self.code, self.detail, self.more, self.headers) = (status, code, detail, more, headers)
  }

  var response: Response {
    var headers = headers
    headers[.contentType] = "application/problem+json"
    headers[.cacheControl] = "no-store"
    let value = JSONValue.object(
      [
        .init("type", .string("urn:waitline:problem:" + code)), .init("title", .string(status.reasonPhrase)),
        .init("status", .integer(status.code)), .init("detail", .string(detail)),
      ] + more)
    return Response(
      status: status, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: JSONValue.compact(value).text)))
  }
}

import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Reporting

// What the planner's page and the replay ask.
extension Responder {
  /// The desk, when the server was started with a folder of scenarios.
  private func desk() throws -> PlannerDesk {
    guard let planner else {
      throw Problem(
        .notFound, "planner", "The planner's page is off; start the server with --scenarios and a folder.")
    }
    return planner
  }

  /// Answers an address of the planner.
  func planner(_ route: Route.Planner, _ request: Request) async throws -> Response {
    let desk = try desk()
    func question() async throws -> PlannerQuestion {
      try PlannerQuestion(try await body(of: request), folder: desk.folder)
    }
    switch route {
    case .scenarios: return json(desk.scenarios)
    case .controls: return json(try await desk.controls(question()))
    case .picture: return json(try await desk.picture(question()))
    case .trace: return json(try await desk.trace(question()))
    case .jobs: return json(try desk.jobs.start(try await question()), status: .accepted)
    case .job(let id): return json(try desk.jobs.value(id))
    case .cancel(let id): return json(try desk.jobs.cancel(id))
    case .file:
      let file = try await desk.file(question())
      // Only to be saved: shown here it would run with this server's rights.
      return Response(
        status: .ok,
        headers: [
          .contentType: file.type, .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
          .contentDisposition: "attachment",
        ], body: ResponseBody(byteBuffer: ByteBuffer(string: file.text)))
    }
  }
}

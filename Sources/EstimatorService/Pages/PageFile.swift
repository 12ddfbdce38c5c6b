import Hummingbird
import NIOCore
import Reporting

/// A file that browsers load beside a page: a script or a style sheet.
///
/// The files stand in `Pages/Files` and become part of the program, so that it stays one file and works without a network.
struct PageFile: Sendable {
  let content: PageContent
  /// Whether pages of other sites may load it.
  let isShared: Bool

  private init(_ bytes: [UInt8], _ type: String, isShared: Bool = false) {
    self.init(ByteBuffer(bytes: bytes), type, isShared: isShared)
  }

  private init(_ body: ByteBuffer, _ type: String, isShared: Bool = false) {
    content = PageContent(body, type: type)
    self.isShared = isShared
  }

  private static let script = "text/javascript; charset=utf-8"
  private static let style = "text/css; charset=utf-8"

  /// All of them, by name. A new file needs a line here.
  static let all: [String: PageFile] = [
    "waitline-wait.js": PageFile(PackageResources.waitline_wait_js, script, isShared: true),
    "display.js": PageFile(PackageResources.display_js, script),
    "display.css": PageFile(PackageResources.display_css, style),
    "planner.js": PageFile(PackageResources.planner_js, script),
    "staff.js": PageFile(PackageResources.staff_js, script),
    "planner.css": PageFile(PackageResources.planner_css, style),
    "charts.css": PageFile(
      ByteBuffer(string: StyleSheet.charts.source + StyleSheet.page.source + HeatMap.style.source), style),
    "replay.js": PageFile(PackageResources.replay_js, script),
    "compliance.js": PageFile(PackageResources.compliance_js, script),
    "compliance.css": PageFile(PackageResources.compliance_css, style),
  ]
}

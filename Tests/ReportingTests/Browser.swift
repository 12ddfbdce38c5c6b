import Foundation
import Testing

/// A headless Chromium, for tests that look at a page as a reader does.
struct Browser {
  /// Where Chromium is installed; `nil` when it is not, which is said aloud.
  static let path: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    for name in ["chromium", "chromium-browser", "google-chrome"] {
      for folder in folders where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)") {
        return "\(folder)/\(name)"
      }
    }
    let notice =
      "\n*** SKIPPED: the tests of the report in a browser. They need Chromium: apt-get install chromium ***\n\n"
    FileHandle.standardError.write(Data(notice.utf8))
    return nil
  }()

  /// What came of a visit.
  struct Visit {
    /// A look for each width, the narrowest first.
    var looks: [Look]
    /// Lines on the console: errors, and requests that were refused.
    var console: [Substring]
  }

  /// What a page said of itself at a width.
  struct Look: Decodable {
    /// Width of the window.
    var width: Int
    /// Width that the content takes; more than `width` scrolls sideways.
    var scrollWidth: Int
    /// Charts with labels on the axis below.
    var charts: Int
    /// Labels of an axis that touch their neighbour.
    var touching: [String]
    /// Texts with a contrast below 4.5 : 1.
    var faint: [String]
    /// Whether the page is shown on a dark ground.
    var isDark: Bool
  }

  /// Opens a page in frames of these widths and asks for its look in each.
  ///
  /// The page is a copy with a script and with a policy that refuses all requests.
  static func visit(_ page: String, widths: [Int], dark: Bool = false) throws -> Visit {
    let browser = try #require(path)
    let folder = FileManager.default.temporaryDirectory.appending(path: "waitline-browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
    let head = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\"><script>\(script)</script>"
    let copy = page.replacing("<head>", with: head, maxReplacements: 1)
    try Data(copy.utf8).write(to: folder.appending(path: "report.html"))
    let frames = widths.map {
      "<iframe src=\"report.html\" style=\"border:0;width:\($0)px;height:800px\"></iframe>"
    }
    try Data(
      """
      <!DOCTYPE html><meta charset="utf-8"><meta name="color-scheme" content="light dark">
      <script>addEventListener("message", e => document.querySelector("pre").append(e.data + "\\n"))</script>
      <pre></pre>\(frames.joined())
      """.utf8
    ).write(to: folder.appending(path: "frames.html"))

    let run = Process()
    run.executableURL = URL(filePath: browser)
    run.arguments = [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
      "--disable-background-networking", "--hide-scrollbars", "--enable-logging=stderr",
      "--user-data-dir=\(folder.path)/profile", "--blink-settings=preferredColorScheme=\(dark ? 0 : 1)",
      "--virtual-time-budget=20000", "--dump-dom", folder.appending(path: "frames.html").absoluteString,
    ]
    // Files, not pipes: nobody has to empty them while the browser runs.
    let (output, log) = (folder.appending(path: "dom"), folder.appending(path: "log"))
    for file in [output, log] { try Data().write(to: file) }
    run.standardOutput = try FileHandle(forWritingTo: output)
    run.standardError = try FileHandle(forWritingTo: log)
    try run.run()
    let deadline = Date(timeIntervalSinceNow: 120)
    while run.isRunning, Date() < deadline { Thread.sleep(forTimeInterval: 0.05) }
    if run.isRunning {
      run.terminate()
      Issue.record("the browser did not end within two minutes")
    }
    run.waitUntilExit()

    let said = String(decoding: try Data(contentsOf: log), as: UTF8.self)
    let dom = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    let lines = try #require(dom.firstMatch(of: /<pre>([^<]*)<\/pre>/), "no answer from the page: \(said)").1
    let looks = try lines.split(separator: "\n").map {
      try JSONDecoder().decode(Look.self, from: Data($0.replacing("&amp;", with: "&").utf8))
    }
    try #require(looks.count == widths.count, "\(looks.count) of \(widths.count) frames answered: \(said)")
    return Visit(
      looks: looks.sorted { $0.width < $1.width },
      console: said.split(separator: "\n").filter { $0.contains(":CONSOLE") })
  }

  /// Runs in the page: opens all that is folded, measures, and tells the page around it.
  private static let script = #"""
    addEventListener("load", () => {
      document.querySelectorAll("details").forEach(d => d.open = true);
      const visible = e => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0; };
      const touching = [];
      const charts = [...document.querySelectorAll("svg.chart")].filter(c => c.querySelector("text.x"));
      for (const chart of charts) {
        const rows = {};
        for (const text of [...chart.querySelectorAll("text.x")].filter(visible))
          (rows[text.getAttribute("y")] ??= []).push(text);
        for (const row of Object.values(rows)) {
          const labels = row.map(text => [text.getBoundingClientRect(), text.textContent])
            .sort((a, b) => a[0].left - b[0].left);
          for (let i = 1; i < labels.length; i++)
            if (labels[i][0].left < labels[i - 1][0].right + 2)
              touching.push(chart.getAttribute("aria-label") + ": " + labels[i - 1][1] + " | " + labels[i][1]);
        }
      }
      const rgb = c => (c.match(/[\d.]+/g) ?? []).map(Number);
      const luminance = c => rgb(c).slice(0, 3).map(v => v / 255)
        .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
      const ground = e => {
        for (; e; e = e.parentElement) {
          const c = getComputedStyle(e).backgroundColor;
          if (rgb(c).length === 3 || rgb(c)[3] > 0) return c;
        }
        return "rgb(255, 255, 255)";
      };
      const faint = new Set();
      for (const e of document.body.querySelectorAll("*")) {
        if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !visible(e)) continue;
        const style = getComputedStyle(e), a = luminance(e.closest("svg") ? style.fill : style.color), b = luminance(ground(e));
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (contrast < 4.5) faint.add(e.tagName + "." + e.getAttribute("class") + " " + contrast.toFixed(2));
      }
      parent.postMessage(JSON.stringify({
        width: innerWidth, scrollWidth: document.documentElement.scrollWidth, charts: charts.length, touching,
        faint: [...faint], isDark: luminance(ground(document.body)) < 0.2
      }).replaceAll("<", "\\u003c"), "*");
    });
    """#
}

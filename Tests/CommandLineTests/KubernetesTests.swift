import Foundation
import Testing
import Yams

/// The manifest for Kubernetes does what it says: each index plays its shard, and the merged run is that of one machine.
@Suite struct KubernetesTests {
  private func documents() throws -> [[String: Any]] {
    let text = try String(
      contentsOf: Tool.root.appendingPathComponent("scenarios/cluster/kubernetes-job.yaml"), encoding: .utf8)
    return try Yams.load_all(yaml: text).compactMap { $0 as? [String: Any] }
  }

  /// The value at a path of keys and places.
  private func value(_ document: Any, _ path: Any...) -> Any? {
    path.reduce(Optional(document)) { node, step in
      if let key = step as? String { return (node as? [String: Any])?[key] }
      guard let place = step as? Int, let list = node as? [Any], place < list.count else { return nil }
      return list[place]
    }
  }

  private func job(_ name: String) throws -> [String: Any] {
    try #require(
      try documents().first {
        value($0, "kind") as? String == "Job" && value($0, "metadata", "name") as? String == name
      })
  }

  /// Runs a container's command here: what it has mounted lies elsewhere, the rest is as in the cluster.
  private func run(_ job: [String: Any], index: Int?, output: URL) throws -> Tool.Outcome {
    let container = try #require(value(job, "spec", "template", "spec", "containers", 0))
    let command = try #require(value(container, "command") as? [String])
    let mounts = try #require(value(container, "volumeMounts") as? [[String: Any]])
    let places = ["scenarios": Tool.root.appendingPathComponent("scenarios").path, "output": output.path]
    let words = try command.map { word in
      try mounts.reduce(word) { text, mount in
        let path = try #require(mount["mountPath"] as? String)
        let name = try #require(mount["name"] as? String)
        let place = try #require(places[name])
        return text.replacingOccurrences(of: path, with: place)
      }
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = Tool.program.deletingLastPathComponent().path + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
    environment["JOB_COMPLETION_INDEX"] = index.map(String.init)
    process.environment = environment
    let errors = output.appendingPathExtension("err")
    try Data().write(to: errors)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    defer { try? FileManager.default.removeItem(at: errors) }
    return Tool.Outcome(
      status: process.terminationStatus, output: "", errors: try String(contentsOf: errors, encoding: .utf8))
  }

  @Test func indexedJobPlaysTheShardsOfOneRun() throws {
    let shards = try job("waitline-shards")
    #expect(value(shards, "apiVersion") as? String == "batch/v1")
    #expect(value(shards, "spec", "completionMode") as? String == "Indexed")
    let completions = try #require(value(shards, "spec", "completions") as? Int)
    let command = try #require(
      value(shards, "spec", "template", "spec", "containers", 0, "command", 2) as? String)
    #expect(command.contains("/\(completions)\""))
    // Every mount is of a volume that the pod has.
    for document in [shards, try job("waitline-merge")] {
      let volumes = try #require(value(document, "spec", "template", "spec", "volumes") as? [[String: Any]])
      let mounts = try #require(
        value(document, "spec", "template", "spec", "containers", 0, "volumeMounts") as? [[String: Any]])
      #expect(
        Set(mounts.compactMap { $0["name"] as? String }).isSubset(of: volumes.compactMap { $0["name"] as? String }))
    }
    try Tool.withFolder { folder in
      let (parts, whole) = (folder.appendingPathComponent("parts"), folder.appendingPathComponent("whole"))
      for index in 0..<completions where index != 5 {
        let played = try run(shards, index: index, output: parts)
        #expect(played.status == 0, "\(played.errors)")
      }
      // A pod that never came through is named.
      let incomplete = try run(job("waitline-merge"), index: nil, output: parts)
      #expect(incomplete.status == 65)
      #expect(incomplete.errors == "error: shard 6/8 is missing\n")
      #expect(try run(shards, index: 5, output: parts).status == 0)
      #expect(try run(job("waitline-merge"), index: nil, output: parts).status == 0)
      let one = try Tool.run(
        "simulate", "scenarios/erlang-a.yaml", "--replications", "1000", "--output", whole.path)
      #expect(one.status == 0)
      for file in ["summary.json", "periods.csv", "announcements.json", "report.html"] {
        #expect(
          try Data(contentsOf: parts.appendingPathComponent(file))
            == Data(contentsOf: whole.appendingPathComponent(file)))
      }
    }
  }
}

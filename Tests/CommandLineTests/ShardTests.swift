import Foundation
import Testing

/// Runs cut into shards and put together again, and sweeps, through the program.
@Suite struct ShardTests {
  /// Every file of a folder and below, by its path.
  private func files(_ folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where !path.contains("shard-") {
      let file = folder.appendingPathComponent(path)
      if (try? file.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == false {
        files[path] = try Data(contentsOf: file)
      }
    }
    return files
  }

  /// Also of a run that stops on precision: where it stops is found from the shards.
  @Test(arguments: [
    ("erlang-a", ["--replications", "9"]), ("whole-centre", ["--replications", "7"]),
    ("card-platform", ["--overlay", "promotion"]), ("anonymous-bank-1999", ["--replications", "1"]),
  ])
  func mergedIsTheSameAsWhole(name: String, options: [String]) throws {
    try Tool.withFolder { folder in
      let scenario = ["scenarios/\(name).yaml"] + options
      let (whole, parts) = (folder.appendingPathComponent("whole"), folder.appendingPathComponent("parts"))
      #expect(try Tool.run(["simulate"] + scenario + ["--output", whole.path]).status == 0)
      for shard in 1...4 {
        let run = try Tool.run(
          ["simulate"] + scenario + ["--shard", "\(shard)/4", "--threads", "\(shard)", "--output", parts.path])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output == "\(parts.path)/shard-\(shard)-of-4.waitline\n")
      }
      let merged = try Tool.run("merge", parts.path, "--output", parts.path)
      #expect(merged.status == 0, "\(merged.errors)")
      #expect(try files(whole) == files(parts))
      #expect(try files(whole).count == 4)
    }
  }

  @Test func whatIsWrongWithShardsIsSaid() throws {
    try Tool.withFolder { folder in
      let parts = folder.path
      for shard in [1, 3, 4] {
        _ = try Tool.run(
          "simulate", "scenarios/erlang-a.yaml", "--replications", "4", "--shard", "\(shard)/5", "--output", parts)
      }
      let missing = try Tool.run("merge", parts)
      #expect(missing.status == 65)
      #expect(missing.errors == "error: 2 shards are missing: 2/5, 5/5\n")
      _ = try Tool.run(
        "simulate", "scenarios/erlang-a.yaml", "--replications", "5", "--shard", "2/5", "--output", parts)
      #expect(try Tool.run("merge", parts).errors == "error: shard 2/5 is not of the same run as shard 1/5\n")

      let file = folder.appendingPathComponent("shard-1-of-5.waitline")
      let whole = try Data(contentsOf: file)
      for damaged in [whole.dropLast(3), whole.prefix(10), whole.prefix(1000) + [9] + whole.dropFirst(1001)] {
        try damaged.write(to: file)
        let run = try Tool.run("merge", parts)
        #expect(run.status == 65)
        #expect(
          run.errors.contains("shard-1-of-5.waitline"), "\(run.errors)")
      }
      #expect(try Tool.run("merge", "scenarios").errors == "error: there are no shards in “scenarios”\n")
      #expect(try Tool.run("merge", parts + "/nowhere").status == 65)
      #expect(try Tool.run("simulate", "scenarios/erlang-a.yaml", "--shard", "1/2").status == 64)
      let taken = try Tool.run("simulate", "scenarios/erlang-a.yaml", "--shard", "1/2", "--output", "README.md")
      #expect(taken.status == 1)
      #expect(taken.errors == "error: “README.md” is a file, not a folder: give another --output or move it away\n")
      for wrong in ["0/2", "3/2", "1", "1/2/3", "a/b", "1/0"] {
        let run = try Tool.run("simulate", "scenarios/erlang-a.yaml", "--shard", wrong, "--output", parts)
        #expect(run.status == 64, "\(wrong)")
      }
    }
  }

  /// What was killed while it wrote leaves the beginning of a file: never taken for a shard, and gone after the next attempt.
  @Test func whatAKilledShardLeftIsReplaced() throws {
    try Tool.withFolder { folder in
      let left = folder.appendingPathComponent(".shard-1-of-1.waitline.unfinished")
      try Data("half".utf8).write(to: left)
      #expect(try Tool.run("merge", folder.path).errors == "error: there are no shards in “\(folder.path)”\n")
      let run = try Tool.run(
        "simulate", "scenarios/erlang-a.yaml", "--replications", "4", "--shard", "1/1", "--output", folder.path)
      #expect(run.status == 0, "\(run.errors)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["shard-1-of-1.waitline"])
      #expect(try Tool.run("merge", folder.path).status == 0)
    }
  }

  /// A pipe receives the file as it is written.
  @Test func aTraceGoesIntoAPipe() throws {
    try Tool.withFolder { folder in
      let trace = ["simulate", "scenarios/erlang-a.yaml", "--replications", "1", "--format", "csv", "--trace"]
      let file = folder.appendingPathComponent("trace.csv")
      let written = try Tool.run(trace + [file.path])
      let piped = try Tool.run(trace + ["/dev/stdout"])
      #expect(piped.status == 0, "\(piped.errors)")
      #expect(piped.output.contains(try String(contentsOf: file, encoding: .utf8)))
      #expect(written.status == 0)
    }
  }

  @Test func aSweepRunsEveryCombination() throws {
    try Tool.withFolder { folder in
      let (whole, parts) = (folder.appendingPathComponent("whole"), folder.appendingPathComponent("parts"))
      let sweep = [
        "sweep", "scenarios/erlang-a.yaml", "--over", "agentGroups.agents.staff=10,12", "--over", "experiment.seed=1,2",
        "--replications", "6",
      ]
      let listed = try Tool.run(sweep + ["--list"])
      #expect(listed.output.split(separator: "\n").count == 4)
      #expect(listed.output.hasPrefix("1\tagentGroups.agents.staff=10\texperiment.seed=1\n"))
      let run = try Tool.run(sweep + ["--output", whole.path, "--format", "csv"])
      #expect(run.status == 0, "\(run.errors)")
      let rows = run.output.split(separator: "\r\n")
      #expect(rows.count == 5)
      #expect(rows[0].hasPrefix("cell,agentGroups.agents.staff,experiment.seed,contactType,replications,offered,"))
      #expect(rows[3].hasPrefix("3,12,1,call,6,"))
      // A cell is what simulate gives for its values.
      let alone = folder.appendingPathComponent("alone")
      _ = try Tool.run(
        "simulate", "scenarios/erlang-a.yaml", "--set", "agentGroups.agents.staff=12", "--set", "experiment.seed=2",
        "--replications", "6", "--output", alone.path)
      #expect(try files(alone) == files(whole.appendingPathComponent("cell-4")))

      for shard in ["2/2", "1/2"] {
        #expect(try Tool.run(sweep + ["--shard", shard, "--output", parts.path]).status == 0)
      }
      // What is there is not run again.
      #expect(try Tool.run(sweep + ["--shard", "1/2", "--output", parts.path]).output == "")
      #expect(try Tool.run(sweep + ["--merge", "--output", parts.path]).status == 0)
      #expect(try files(whole) == files(parts))

      let other = try Tool.run(
        "sweep", "scenarios/erlang-a.yaml", "--over", "agentGroups.agents.staff=10,13", "--output", parts.path)
      #expect(other.status == 1)
      #expect(other.errors.contains("holds another sweep"))
    }
  }

  @Test func mistakesInASweepAreSaid() throws {
    func run(_ over: String) throws -> Tool.Outcome {
      try Tool.run("sweep", "scenarios/erlang-a.yaml", "--over", over, "--list")
    }
    #expect(try run("agentGroups.agents.staff").errors.contains("expected path=value,value"))
    #expect(try run("agentGroups.agents.staff=1,,2").errors.contains("empty value"))
    #expect(try run("agentGroups.agents.staff=[1,2],\"3,4\"").output.split(separator: "\n").count == 2)
    try Tool.withFolder { folder in
      let wrong = try Tool.run(
        "sweep", "scenarios/erlang-a.yaml", "--over", "agentGroups.agents.staff=10,x", "--output", folder.path)
      #expect(wrong.status == 65)
      #expect(wrong.errors.contains("found “x”; expected whole heads"))
      // Nothing was begun.
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
    #expect(try Tool.run("sweep", "scenarios/erlang-a.yaml", "--output", "x").status == 64)
  }
}

import Foundation
import Testing

/// A replication takes no memory of its own: all buffers are there after the first ones.
///
/// Every call of malloc and its like is counted, by a library that stands before the one of the system.
@Suite struct AllocationTests {
  private static let counter = """
    #include <stdatomic.h>
    #include <stdio.h>
    #include <stdlib.h>
    void *__libc_malloc(size_t);
    void *__libc_calloc(size_t, size_t);
    void *__libc_realloc(void *, size_t);
    void *__libc_memalign(size_t, size_t);
    static atomic_long taken;
    void *malloc(size_t size) { taken++; return __libc_malloc(size); }
    void *calloc(size_t count, size_t size) { taken++; return __libc_calloc(count, size); }
    void *realloc(void *memory, size_t size) { taken++; return __libc_realloc(memory, size); }
    void *aligned_alloc(size_t alignment, size_t size) { taken++; return __libc_memalign(alignment, size); }
    int posix_memalign(void **memory, size_t alignment, size_t size) {
      taken++;
      *memory = __libc_memalign(alignment, size);
      return *memory ? 0 : 12;
    }
    __attribute__((destructor)) static void report(void) {
      const char *path = getenv("ALLOCATIONS_FILE");
      FILE *file = path ? fopen(path, "w") : NULL;
      if (!file) return;
      fprintf(file, "%ld", atomic_load(&taken));
      fclose(file);
    }
    """

  /// How often a run asks for memory; as a shard, so that no report is written.
  private func allocations(replications: Int, scenario: [String], in folder: URL) throws -> Int {
    let count = folder.appendingPathComponent("count-\(replications)")
    let process = Process()
    process.executableURL = Tool.program
    process.arguments =
      ["simulate"] + scenario + [
        "--replications", "\(replications)", "--threads", "1", "--shard", "1/1", "--output",
        folder.appendingPathComponent("shard-\(replications)").path,
      ]
    process.currentDirectoryURL = Tool.root
    process.environment = ProcessInfo.processInfo.environment.merging([
      "LD_PRELOAD": folder.appendingPathComponent("counter.so").path, "ALLOCATIONS_FILE": count.path,
    ]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return try #require(Int(String(contentsOf: count, encoding: .utf8)))
  }

  @Test(arguments: [
    ["scenarios/whole-centre.yaml", "--overlay", "promotion"],
    ["scenarios/card-platform.yaml", "--overlay", "promotion"],
    ["scenarios/erlang-a.yaml"],
  ])
  func aReplicationAllocatesNothing(scenario: [String]) throws {
    try Tool.withFolder { folder in
      let source = folder.appendingPathComponent("counter.c")
      try Self.counter.write(to: source, atomically: true, encoding: .utf8)
      let compiler = Process()
      compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      compiler.arguments = [
        "clang", "-O2", "-shared", "-fPIC", "-o", folder.appendingPathComponent("counter.so").path, source.path,
      ]
      try compiler.run()
      compiler.waitUntilExit()
      try #require(compiler.terminationStatus == 0)
      let few = try allocations(replications: 50, scenario: scenario, in: folder)
      let many = try allocations(replications: 250, scenario: scenario, in: folder)
      #expect(few > 1000, "the counter counts")
      // Measured: 2 to 7. One or two are a queue that has to double for the longest it has ever been; the others are the
      // text of the shard, whose larger sums take more bytes. One allocation in each replication would be 200.
      #expect(many - few < 15, "\(many - few) allocations in 200 replications")
    }
  }
}

import Statistics

// The sums of a shard as bytes.
extension Accumulator {
  func write(to writer: inout ByteWriter) {
    writer.write(replications)
    writer.write(offered)
    for moments in [contacts, groups, loops, issues, groupTimes, daysMet, [costPerResolved]] {
      writer.write(moments.count)
      for pair in moments { pair.write(to: &writer) }
    }
    writer.write(sectionTotals.count)
    for total in sectionTotals { writer.write(total) }
    if let reduction {
      for pair in reduction.single { pair.write(to: &writer) }
      for figure in reduction.figures {
        for pair in figure.moments { pair.write(to: &writer) }
        for sum in figure.sums { writer.write(sum) }
      }
    }
  }

  /// Adds what a shard summed.
  mutating func merge(_ reader: inout ByteReader) throws {
    replications += try reader.read(Int.self)
    offered += try reader.read(Int64.self)
    func add(to moments: inout [RatioMoments]) throws {
      guard try reader.read(Int.self) == moments.count else { throw ByteReader.Damaged() }
      for index in moments.indices { moments[index].merge(try RatioMoments(&reader)) }
    }
    try add(to: &contacts)
    try add(to: &groups)
    try add(to: &loops)
    try add(to: &issues)
    try add(to: &groupTimes)
    try add(to: &daysMet)
    var cost = [costPerResolved]
    try add(to: &cost)
    costPerResolved = cost[0]
    guard try reader.read(Int.self) == sectionTotals.count else { throw ByteReader.Damaged() }
    for index in sectionTotals.indices { sectionTotals[index] += try reader.read(Int64.self) }
    guard var reduction else { return }
    for index in reduction.single.indices { reduction.single[index].merge(try RatioMoments(&reader)) }
    for index in reduction.figures.indices {
      let figure = reduction.figures[index]
      reduction.figures[index].merge(
        ControlledRatio(
          controls: figure.controls, moments: try figure.moments.map { _ in try RatioMoments(&reader) },
          sums: try figure.sums.map { _ in try reader.read() }))
    }
    self.reduction = reduction
  }
}

extension RatioMoments {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(count)
    for sum in [sumX, sumY, sumXX, sumYY, sumXY] { writer.write(sum) }
  }

  fileprivate init(_ reader: inout ByteReader) throws {
    try self.init(
      count: reader.read(Int.self), sumX: reader.read(), sumY: reader.read(), sumXX: reader.read(),
      sumYY: reader.read(), sumXY: reader.read())
  }
}

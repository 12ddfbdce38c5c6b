/// Features cut into bins by quantiles: a byte a value, one column behind the other, as histograms of trees need them.
struct BinnedTable: Sendable {
  /// Most bins of a feature.
  static let mostBins = 64

  /// Upper limits of the bins of each feature, ascending; a value belongs to the first bin whose limit is not below it.
  let limits: [[Float]]
  /// Rows.
  private(set) var count: Int
  /// The bins, `columns[feature][row]`.
  private(set) var columns: [[UInt8]]

  /// Cuts rows into bins.
  /// - Parameter rows: the features of all rows, one row behind the other.
  init(rows: [Float], features: Int) {
    let total = features == 0 ? 0 : rows.count / features
    // Quantiles of some ten thousand rows are as good as those of all.
    let step = max(1, total / 20_000)
    var limits: [[Float]] = []
    for feature in 0..<features {
      var values: [Float] = []
      values.reserveCapacity(total / step + 1)
      for row in stride(from: 0, to: total, by: step) { values.append(rows[row * features + feature]) }
      limits.append(Self.limits(of: values))
    }
    self.limits = limits
    count = total
    columns = limits.indices.map { feature in
      let own = limits[feature]
      return [UInt8](unsafeUninitializedCapacity: total) { buffer, initialized in
        for row in 0..<total { buffer[row] = Self.bin(rows[row * features + feature], own) }
        initialized = total
      }
    }
  }

  /// Bins of about equal counts, never between equal values.
  private static func limits(of values: [Float]) -> [Float] {
    let sorted = values.sorted()
    guard let last = sorted.last else { return [] }
    var limits: [Float] = []
    for bin in 1..<mostBins {
      let limit = sorted[min(sorted.count - 1, sorted.count * bin / mostBins)]
      if limit < last, limits.last.map({ limit > $0 }) ?? true { limits.append(limit) }
    }
    return limits
  }

  @inline(__always)
  static func bin(_ value: Float, _ limits: [Float]) -> UInt8 {
    var low = 0
    var high = limits.count
    while low < high {
      let middle = (low + high) / 2
      if limits[middle] < value { low = middle + 1 } else { high = middle }
    }
    return UInt8(low)
  }
}

import Foundation

/// Gradient boosting of regression trees for the squared error, on binned features.
///
/// Leaf-wise growth as in Ke et al., "LightGBM: a highly efficient gradient boosting decision tree" (NIPS 2017): the leaf
/// with the largest gain is split next; the histogram of the larger child is the parent's less the smaller one's. Rows and
/// features are sampled for each tree. The same data and seed give the same trees.
struct BoostedTrees: Sendable {
  /// How trees are grown.
  struct Settings: Sendable {
    var trees = 100
    var leaves = 24
    var rate = 0.08
    var leastRows = 60
    /// Added to the weight of a leaf: pulls its value to 0.
    var ridge = 5.0
    var rowShare = 0.6
    var featureShare = 0.5
    var seed: UInt64 = 1
  }

  /// A node; a leaf has `feature` -1.
  struct Node: Sendable {
    var feature: Int32 = -1
    /// Values up to it go left.
    var limit: Float = 0
    var bin: UInt8 = 0
    var left: Int32 = 0
    var right: Int32 = 0
    var value = 0.0
  }

  private(set) var start = 0.0
  private(set) var trees: [[Node]] = []

  /// Fits trees.
  /// - Parameters:
  ///   - table: the features.
  ///   - rows: which rows of the table to learn from.
  ///   - target: a value for each row of the table.
  ///   - weight: a weight for each row of the table.
  init(_ table: BinnedTable, rows: [Int32], target: [Double], weight: [Double], settings: Settings) {
    var sum = 0.0
    var total = 0.0
    for row in rows {
      sum += target[Int(row)] * weight[Int(row)]
      total += weight[Int(row)]
    }
    start = total > 0 ? sum / total : 0
    guard rows.count >= 2 * settings.leastRows, total > 0 else { return }
    var grower = TreeGrower(table: table, settings: settings, meanWeight: total / Double(rows.count))
    var random = SplitMix(state: settings.seed)
    var residual = [Double](repeating: 0, count: table.count)
    for row in rows { residual[Int(row)] = target[Int(row)] - start }
    for _ in 0..<settings.trees {
      let sample = rows.filter { _ in random.unit() < settings.rowShare }
      var features = (0..<table.columns.count).filter { _ in random.unit() < settings.featureShare }
      if features.isEmpty { features = [Int(random.unit() * Double(table.columns.count))] }
      let tree = grower.grow(sample, residual: residual, weight: weight, features: features)
      if tree.count == 1 { continue }
      table.subtract(tree, from: &residual, rows: rows)
      trees.append(tree)
    }
  }

  /// The prediction for a row of features.
  func predict(_ row: [Float]) -> Double {
    row.withUnsafeBufferPointer { predict($0) }
  }

  /// The prediction for a row of features.
  func predict(_ row: ArraySlice<Float>) -> Double {
    row.withUnsafeBufferPointer { predict($0) }
  }

  /// The prediction for a row of features.
  private func predict(_ row: UnsafeBufferPointer<Float>) -> Double {
    var sum = start
    for tree in trees {
      var node = 0
      while tree[node].feature >= 0 {
        node = Int(row[Int(tree[node].feature)] <= tree[node].limit ? tree[node].left : tree[node].right)
      }
      sum += tree[node].value
    }
    return sum
  }
}

/// A small generator for samples of rows; its stream is part of the model, so it must never change.
struct SplitMix: Sendable {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}

extension BinnedTable {
  /// Takes the values of a tree from the residuals of rows.
  fileprivate func subtract(_ tree: [BoostedTrees.Node], from residual: inout [Double], rows: [Int32]) {
    for row in rows {
      var node = 0
      while tree[node].feature >= 0 {
        let feature = Int(tree[node].feature)
        node = Int(columns[feature][Int(row)] <= tree[node].bin ? tree[node].left : tree[node].right)
      }
      residual[Int(row)] -= tree[node].value
    }
  }
}

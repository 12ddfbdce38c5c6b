/// Grows one tree after the other on the same table, with buffers that are used again.
///
/// A bin of a histogram is one vector: weight, weight × residual, rows, nothing. One vector addition a row and feature is
/// what the time goes into; the rows' own vectors are gathered once a leaf, so that only the column is read out of order.
struct TreeGrower {
  private typealias Bin = SIMD4<Float>

  private struct Leaf {
    var node: Int
    var from: Int
    var to: Int
    var bins: [Bin]
    var weight: Double
    var sum: Double
    var split: Split?
  }

  private struct Split {
    var gain: Double
    var feature: Int
    var bin: Int
  }

  let table: BinnedTable
  let settings: BoostedTrees.Settings
  /// Weights are scaled to a mean of 1, so that `ridge` means the same for all data.
  let meanWeight: Double
  private static let stride = BinnedTable.mostBins

  init(table: BinnedTable, settings: BoostedTrees.Settings, meanWeight: Double) {
    self.table = table
    self.settings = settings
    self.meanWeight = meanWeight
  }

  /// A tree for residuals on some rows and features.
  mutating func grow(
    _ sample: [Int32], residual: [Double], weight: [Double], features: [Int]
  ) -> [BoostedTrees.Node] {
    var order = sample
    var scratch = [Int32](repeating: 0, count: sample.count)
    var nodes = [BoostedTrees.Node()]
    let scale = Float(1 / meanWeight)
    var gathered = [Bin](repeating: .zero, count: sample.count)

    func histogram(_ from: Int, _ to: Int) -> [Bin] {
      var bins = [Bin](repeating: .zero, count: features.count * Self.stride)
      bins.withUnsafeMutableBufferPointer { bins in
        gathered.withUnsafeMutableBufferPointer { gathered in
          order.withUnsafeBufferPointer { order in
            for index in from..<to {
              let row = Int(order[index])
              let own = Float(weight[row]) * scale
              gathered[index] = Bin(own, own * Float(residual[row]), 1, 0)
            }
            for (place, feature) in features.enumerated() {
              let base = place * Self.stride
              table.columns[feature].withUnsafeBufferPointer { column in
                for index in from..<to { bins[base + Int(column[Int(order[index])])] += gathered[index] }
              }
            }
          }
        }
      }
      return bins
    }
    func leaf(_ node: Int, _ from: Int, _ to: Int, _ bins: [Bin]) -> Leaf {
      var total = 0.0
      var sum = 0.0
      for bin in bins.prefix(Self.stride) {
        total += Double(bin.x)
        sum += Double(bin.y)
      }
      var leaf = Leaf(node: node, from: from, to: to, bins: bins, weight: total, sum: sum, split: nil)
      leaf.split = bestSplit(leaf, features)
      nodes[node].value = settings.rate * sum / (total + settings.ridge)
      return leaf
    }

    var leaves = [leaf(0, 0, order.count, histogram(0, order.count))]
    while leaves.count < settings.leaves {
      var best = -1
      for index in leaves.indices {
        guard let split = leaves[index].split else { continue }
        if best < 0 || split.gain > (leaves[best].split?.gain ?? 0) { best = index }
      }
      guard best >= 0, let split = leaves[best].split else { break }
      let parent = leaves[best]
      let feature = features[split.feature]
      // A stable partition keeps rows in ascending order: neighbours in memory stay neighbours.
      var left = parent.from
      var spare = 0
      let column = table.columns[feature]
      for index in parent.from..<parent.to {
        let row = order[index]
        if Int(column[Int(row)]) <= split.bin {
          order[left] = row
          left += 1
        } else {
          scratch[spare] = row
          spare += 1
        }
      }
      for index in 0..<spare { order[left + index] = scratch[index] }
      let children = (nodes.count, nodes.count + 1)
      nodes[parent.node].feature = Int32(feature)
      nodes[parent.node].bin = UInt8(split.bin)
      nodes[parent.node].limit = table.limits[feature][split.bin]
      nodes[parent.node].left = Int32(children.0)
      nodes[parent.node].right = Int32(children.1)
      nodes += [BoostedTrees.Node(), BoostedTrees.Node()]
      let isLeftSmaller = left - parent.from <= parent.to - left
      let small = isLeftSmaller ? histogram(parent.from, left) : histogram(left, parent.to)
      var large = parent.bins
      for index in large.indices {
        large[index] -= small[index]
      }
      leaves[best] = leaf(children.0, parent.from, left, isLeftSmaller ? small : large)
      leaves.append(leaf(children.1, left, parent.to, isLeftSmaller ? large : small))
    }
    return nodes
  }

  private func bestSplit(_ leaf: Leaf, _ features: [Int]) -> Split? {
    let least = Float(settings.leastRows)
    guard Float(leaf.to - leaf.from) >= 2 * least else { return nil }
    let ridge = settings.ridge
    let parent = leaf.sum * leaf.sum / (leaf.weight + ridge)
    var best: Split?
    leaf.bins.withUnsafeBufferPointer { bins in
      for place in features.indices {
        let limits = table.limits[features[place]].count
        var weight = 0.0
        var sum = 0.0
        var rows: Float = 0
        for bin in 0..<limits {
          let one = bins[place * Self.stride + bin]
          weight += Double(one.x)
          sum += Double(one.y)
          rows += one.z
          if rows < least { continue }
          if Float(leaf.to - leaf.from) - rows < least { break }
          let other = leaf.sum - sum
          let gain =
            sum * sum / (weight + ridge) + other * other / (leaf.weight - weight + ridge) - parent
          if gain > (best?.gain ?? 1e-9) { best = Split(gain: gain, feature: place, bin: bin) }
        }
      }
    }
    return best
  }
}

import Dispatch
import Foundation
import Synchronization

/// The distribution of a wait given what is known on joining, learned from callers who were served.
///
/// Boosted trees give the location and the scale of log(wait + 8 s); the shape of the standardized residual is kept as
/// quantiles by predicted location. Residuals come from folds of whole weeks that the trees had not seen, so that the
/// spread is that of new callers. The mean has trees of its own: back from a logarithm it would lean on the tail.
package struct WaitModel: Sendable {
  /// Seconds added before the logarithm: a wait of 3 s and one of 6 s are the same to a caller.
  package static let shift = 8.0
  /// Levels at which the shape is kept.
  static let levels: [Double] = [0.004, 0.012] + (1...48).map { Double($0) / 49 } + [0.988, 0.996]

  private static let folds = 3
  private static let buckets = 10

  private var location: [BoostedTrees] = []
  private var scale: BoostedTrees
  private var mean: [BoostedTrees] = []
  /// Mean location of each bucket, ascending, and the residual's quantiles there.
  private var centres: [Double] = []
  private var shapes: [[Double]] = []

  /// Learns; newer callers weigh more.
  /// - Parameters:
  ///   - sample: at least a few hundred callers.
  ///   - now: the present; ages for the weights count from it.
  ///   - changes: when the centre became another one, ascending; what was seen before counts less.
  init(_ sample: WaitSample, now: Double, changes: [Double], settings: WaitLearning) {
    let count = sample.count
    let table = BinnedTable(rows: sample.rows, features: sample.features)
    let target = sample.waits.map { Foundation.log($0 + Self.shift) }
    let belief = sample.joined.map { joined in pow(settings.beliefInOld, Double(changes.count { $0 > joined })) }
    let weight = zip(sample.joined, belief).map { exp2(-max(0, now - $0) / (settings.halfLifeDays * 86_400)) * $1 }
    // Neighbours in time are alike, so folds are of whole weeks; of less where there are not many weeks, as after a change.
    let span = (sample.joined.max() ?? 0) - (sample.joined.min() ?? 0)
    let block = max(1, min(settings.foldDays * 86_400, span / Double(3 * Self.folds)))
    let change = changes.last ?? .infinity
    let newBlock = max(1_800, min(block, (now - change) / Double(3 * Self.folds)))
    let fold = sample.joined.map { Int($0 / ($0 < change ? block : newBlock)) % Self.folds }
    var trees = settings.trees
    trees.leastRows = min(trees.leastRows, max(5, count / 100))
    let folds = Mutex([Int: (location: BoostedTrees, mean: BoostedTrees, outside: [Double])]())
    // The same trees come out whatever the number of threads.
    DispatchQueue.concurrentPerform(iterations: Self.folds) { [trees] held in
      var trees = trees
      trees.seed = UInt64(held + 1)
      let rows = (0..<Int32(count)).filter { fold[Int($0)] != held }
      let location = BoostedTrees(table, rows: rows, target: target, weight: weight, settings: trees)
      let mean = BoostedTrees(table, rows: rows, target: sample.waits, weight: weight, settings: trees)
      let outside = (0..<count).map { fold[$0] == held ? location.predict(sample.row($0)) : 0 }
      folds.withLock { $0[held] = (location, mean, outside) }
    }
    var outside = [Double](repeating: 0, count: count)
    for held in 0..<Self.folds {
      guard let learned = folds.withLock({ $0[held] }) else { continue }
      location.append(learned.location)
      mean.append(learned.mean)
      for row in 0..<count where fold[row] == held { outside[row] = learned.outside[row] }
    }
    let every = (0..<Int32(count)).map { $0 }
    let distance = zip(target, outside).map { abs($0 - $1) }
    var scaling = trees
    scaling.trees = settings.scaleTrees
    scaling.leastRows *= 3
    scaling.seed = 11
    scale = BoostedTrees(table, rows: every, target: distance, weight: weight, settings: scaling)
    var residuals: [(location: Double, residual: Double, weight: Double)] = []
    for row in 0..<count {
      let spread = max(0.05, scale.predict(sample.row(row)))
      residuals.append((outside[row], (target[row] - outside[row]) / spread, belief[row]))
    }
    residuals.sort { ($0.location, $0.residual) < ($1.location, $1.residual) }
    let buckets = max(1, min(Self.buckets, count / 300))
    for bucket in 0..<buckets {
      let part = residuals[(count * bucket / buckets)..<(count * (bucket + 1) / buckets)]
      guard !part.isEmpty else { continue }
      centres.append(part.reduce(0) { $0 + $1.location } / Double(part.count))
      shapes.append(Self.shape(part.map { ($0.residual, $0.weight) }))
    }
  }

  /// Quantiles of weighted values at `levels`.
  private static func shape(_ values: [(value: Double, weight: Double)]) -> [Double] {
    let sorted = values.sorted { $0.value < $1.value }
    // The place of a value is the weight before it, so that the first is at 0 and the last at 1.
    let total = sorted.dropLast().reduce(0) { $0 + $1.weight }
    var places: [Double] = []
    var before = 0.0
    for one in sorted {
      places.append(total > 0 ? before / total : 0)
      before += one.weight
    }
    return levels.map { level in
      guard let upper = places.firstIndex(where: { $0 >= level }), upper > 0 else {
        return sorted[level < 0.5 ? 0 : sorted.count - 1].value
      }
      let width = places[upper] - places[upper - 1]
      let share = width > 0 ? (level - places[upper - 1]) / width : 1
      return sorted[upper - 1].value + share * (sorted[upper].value - sorted[upper - 1].value)
    }
  }

  /// The law of the wait for a row of features.
  func law(_ row: [Float]) -> LearnedLaw {
    let place = location.reduce(0) { $0 + $1.predict(row) } / Double(location.count)
    let spread = max(0.05, scale.predict(row))
    let mean = mean.reduce(0) { $0 + $1.predict(row) } / Double(mean.count)
    var upper = centres.firstIndex { $0 >= place } ?? centres.count - 1
    var share = 1.0
    if upper > 0, place < centres[upper] {
      share = (place - centres[upper - 1]) / (centres[upper] - centres[upper - 1])
    } else if upper == 0 {
      upper = min(1, centres.count - 1)
      share = 0
    }
    let lower = max(0, upper - 1)
    let points = Self.levels.indices.map { index in
      let shape = shapes[lower][index] * (1 - share) + shapes[upper][index] * share
      return place + spread * shape
    }
    return LearnedLaw(mean: max(1, mean), points: points)
  }
}

/// How the model learns.
package struct WaitLearning: Sendable {
  var trees = BoostedTrees.Settings()
  var scaleTrees = 60
  var halfLifeDays = 60.0
  var foldDays = 7.0
  /// Days after which the model is learned anew, with the days that have passed.
  var refitDays = 4.0
  /// What a caller from before a change of the centre counts, against one who came later.
  var beliefInOld = 0.5
  /// How far one observation moves a calibrated level.
  var step = 0.003
  /// Observations after which one counts half in the correction of the mean.
  var memory = 500.0

  package init() {}
}

/// A distribution of the wait: quantiles of log(wait + 8 s) at `WaitModel.levels`.
struct LearnedLaw: Sendable {
  var mean: Double
  var points: [Double]

  /// The wait at a level between 0 and 1, seconds.
  func quantile(_ level: Double) -> Double {
    let levels = WaitModel.levels
    var value: Double
    if level <= levels[0] {
      value = points[0]
    } else if level >= levels[levels.count - 1] {
      value = points[points.count - 1]
    } else {
      let upper = levels.firstIndex { $0 >= level } ?? levels.count - 1
      let share = (level - levels[upper - 1]) / (levels[upper] - levels[upper - 1])
      value = points[upper - 1] + share * (points[upper] - points[upper - 1])
    }
    value = Foundation.exp(value) - WaitModel.shift
    return max(0.5, value)
  }

  /// Probability of a wait of at most so many seconds.
  func probability(within seconds: Double) -> Double {
    let levels = WaitModel.levels
    let value = Foundation.log(seconds + WaitModel.shift)
    if value <= points[0] { return levels[0] * Foundation.exp(4 * (value - points[0])) }
    guard let upper = points.firstIndex(where: { $0 >= value }) else {
      let last = points.count - 1
      return 1 - (1 - levels[last]) * Foundation.exp(-4 * (value - points[last]))
    }
    let width = points[upper] - points[upper - 1]
    let share = width > 0 ? (value - points[upper - 1]) / width : 1
    return levels[upper - 1] + share * (levels[upper] - levels[upper - 1])
  }
}

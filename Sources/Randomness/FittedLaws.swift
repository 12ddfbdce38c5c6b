import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A law of phase type: with some shares one of several Erlang laws, each a sum of equal exponential stages.
///
/// Such mixtures come as close as wanted to any law of a positive quantity. Source: A. Thümmler, P. Buchholz, M. Telek, “A
/// novel approach for phase-type fitting with the EM algorithm”, IEEE Trans. Dependable and Secure Computing 3(3), 2006.
public struct PhaseBranch: Sendable, Hashable, Codable {
  /// Share of the draws; the shares of all branches add up to 1.
  public var share: Double
  /// Mean of the branch.
  public var mean: Double
  /// Stages of the branch, at least 1; 1 is exponential.
  public var stages: Int

  /// Creates a branch.
  public init(share: Double, mean: Double, stages: Int = 1) {
    self.share = share
    self.mean = mean
    self.stages = stages
  }
}

/// A law whose hazard is constant on stretches: what survival data tell without a formula.
///
/// In each stretch a share of those who have lasted until its start end in it; beyond the last stretch what is left is
/// exponential.
public struct HazardPieces: Sendable, Hashable, Codable {
  /// Ends of the stretches, ascending and above 0; the first begins at 0.
  public var until: [Double]
  /// Of those who have lasted until the start of a stretch the share that ends in it, from 0 and below 1.
  public var leave: [Double]
  /// Mean of what is left beyond the last stretch, above 0.
  public var tailMean: Double

  /// Creates the law; `until` and `leave` are equally long.
  public init(until: [Double], leave: [Double], tailMean: Double) {
    self.until = until
    self.leave = leave
    self.tailMean = tailMean
  }
}

extension HazardPieces {
  /// The stretches: start, length, survival at the start, hazard.
  var stretches: [(start: Double, length: Double, survival: Double, hazard: Double)] {
    var (start, survival) = (0.0, 1.0)
    return zip(until, leave).map { end, share in
      defer { (start, survival) = (end, survival * (1 - share)) }
      return (start, end - start, survival, -log1p(-share) / (end - start))
    }
  }

  /// The mean: the area under the survival curve.
  var mean: Double {
    let survival = leave.reduce(1) { $0 * (1 - $1) }
    return stretches.reduce(survival * tailMean) { sum, piece in
      // Over a stretch without hazard the curve is level.
      sum + piece.survival
        * (piece.hazard > 0 ? -expm1(-piece.hazard * piece.length) / piece.hazard : piece.length)
    }
  }

  /// P(X ≤ x).
  func cumulative(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    if let piece = stretches.last(where: { $0.start <= x }), x <= piece.start + piece.length {
      return 1 - piece.survival * exp(-piece.hazard * (x - piece.start))
    }
    let survival = leave.reduce(1) { $0 * (1 - $1) }
    return 1 - survival * exp(-(x - (until.last ?? 0)) / tailMean)
  }
}

/// Figures of a law with more than three parameters, in memory that samplers point to.
///
/// - Note: `Sendable` although a pointer is not: the memory is written before the pointer is handed out, never written again
///   and never freed. Equal figures share their memory, so that it does not grow with the samplers made.
@frozen @usableFromInline struct LawTable: @unchecked Sendable, BitwiseCopyable {
  @usableFromInline let base: UnsafePointer<Double>

  private static let known = Mutex<[[Double]: LawTable]>([:])

  /// Nothing: for laws that need no table.
  static let empty = LawTable([0])

  /// The table of some figures.
  static func of(_ figures: [Double]) -> LawTable {
    known.withLock { known in
      if let table = known[figures] { return table }
      let table = LawTable(figures)
      known[figures] = table
      return table
    }
  }

  private init(_ figures: [Double]) {
    let memory = UnsafeMutablePointer<Double>.allocate(capacity: figures.count)
    memory.initialize(from: figures, count: figures.count)
    base = UnsafePointer(memory)
  }
}

import Foundation

/// The share that lasts beyond each of a row of edges, from observations some of which were cut short, the older ones
/// counting less.
///
/// The product-limit estimator of E. L. Kaplan and P. Meier (1958) on bins, which equals weighting each full observation by the
/// inverse probability that it was not cut short (G. A. Satten, S. Datta, 2001). A prior law counts like so many observations.
struct DecayingSurvival: Sendable, Codable {
  private let prior: [Double]
  private let priorWeight: Double
  private let decay: Double
  private var ends: [Double]
  private var cuts: [Double]

  /// - Parameters:
  ///   - prior: share beyond each edge by the prior law, falling; bin i lies before edge i, one more bin behind the last edge.
  ///   - priorWeight: how many observations the prior counts like.
  ///   - halfLife: after so many observations one counts half.
  init(prior: [Double], priorWeight: Double, halfLife: Double) {
    self.prior = prior
    self.priorWeight = priorWeight
    decay = exp2(-1 / halfLife)
    ends = Array(repeating: 0, count: prior.count + 1)
    cuts = ends
  }

  /// Takes note of an observation that ended, or was cut short, in a bin.
  mutating func record(bin: Int, isCut: Bool) {
    for index in ends.indices {
      ends[index] *= decay
      cuts[index] *= decay
    }
    if isCut { cuts[bin] += 1 } else { ends[bin] += 1 }
  }

  /// Share beyond each edge.
  var beyond: [Double] {
    var atRisk = ends.reduce(0, +) + cuts.reduce(0, +)
    var survival = 1.0
    var before = 1.0
    return prior.indices.map { index in
      let priorEnds = priorWeight * (before - prior[index])
      // Those cut short within the bin were in it for half of it.
      let exposed = atRisk - cuts[index] / 2 + priorWeight * before
      if exposed > 0 { survival *= max(0, 1 - min(1, (ends[index] + priorEnds) / exposed)) }
      atRisk -= ends[index] + cuts[index]
      before = prior[index]
      return survival
    }
  }
}

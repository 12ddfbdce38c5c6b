import LogFitting

// Estimates from a record: their half widths come from days, not from replications.

extension NumberText {
  /// Half widths of shares from here on are not shown.
  static let widestShare = 0.5

  /// A share with the half width of its interval, in percentage points.
  func share(_ estimate: ShareEstimate) -> String {
    // Two or three days of a handful of contacts say nothing: an interval as wide as all there is would only look silly.
    guard let half = estimate.halfWidth, half < Self.widestShare else { return share(estimate.share) }
    return share(estimate.share) + " ± " + Self.fixed(half * 100, decimals: 1)
  }

  /// A mean time in seconds with the half width of its interval.
  func duration(_ estimate: ShareEstimate) -> String {
    guard let mean = estimate.share, let half = estimate.halfWidth else { return duration(estimate.share) }
    return duration(mean) + " ± " + halfWidth(half, of: mean, .duration)
  }
}

extension JSONValue {
  /// A share or a mean with the half width of its interval.
  static func estimate(_ estimate: ShareEstimate) -> JSONValue {
    .estimate(estimate.share, halfWidth: estimate.halfWidth)
  }
}

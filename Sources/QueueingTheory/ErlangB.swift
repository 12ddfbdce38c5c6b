/// M/M/s/s, the loss formula of A. K. Erlang (1917): contacts that find all agents busy are lost.
///
/// It holds for any law of the handling time with the same mean.
///
/// ```swift
/// ErlangB.blocking(load: 5, agents: 10)  // 0.0184
/// ```
public enum ErlangB {
  /// Share of contacts lost, B(s, a).
  ///
  /// By the recursion 1 / B(n) = 1 + n / (a B(n − 1)), whose terms are all positive: rounding stays near 10⁻¹³ for
  /// 100 000 agents. Takes time in proportion to the agents.
  ///
  /// - Parameters:
  ///   - load: Offered load in erlangs, 0 or more.
  ///   - agents: 0 or more.
  public static func blocking(load: Double, agents: Int) -> Double { 1 / inverseBlocking(load: load, agents: agents) }

  /// 1 / B, infinite where B is below the least Double.
  static func inverseBlocking(load: Double, agents: Int) -> Double {
    var inverse = 1.0
    guard agents > 0 else { return inverse }
    for n in 1...agents {
      inverse = 1 + Double(n) / load * inverse
      if inverse == .infinity { break }
    }
    return inverse
  }
}

import Foundation
import Testing

/// Customers whose patience is not exponential, all four service levels.
extension ExactCasesTests {
  /// A law of patience: how it is written, and P(patience > t).
  struct PatienceLaw: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var outlasts: @Sendable (Double) -> Double

    static let all: [PatienceLaw] = [
      PatienceLaw(testDescription: "90s") { $0 <= 90 ? 1 : 0 },
      PatienceLaw(testDescription: "{uniform: {min: 20s, max: 200s}}") { min(1, max(0, (200 - $0) / 180)) },
      PatienceLaw(testDescription: "{weibull: {mean: 100s, shape: 0.7}}") {
        exp(-pow($0 * tgamma(1 + 1 / 0.7) / 100, 0.7))
      },
      PatienceLaw(testDescription: "{lognormal: {mean: 100s, cv: 1.3}}") {
        let variance = log(1 + 1.3 * 1.3)
        return 0.5 * erfc((log(max($0, 1e-12) / 100) + variance / 2) / (2 * variance).squareRoot())
      },
      // A third of the customers between each two of the quantiles.
      PatienceLaw(testDescription: "{empirical: {quantiles: [0s, 30s, 60s, 300s]}}") {
        $0 < 60 ? 1 - $0 / 90 : max(0, (300 - $0) / 720)
      },
      PatienceLaw(testDescription: "{piecewiseHazard: {until: [20s, 60s], leave: [0.3, 0.2], tailMean: 120s}}") {
        if $0 <= 20 { return pow(0.7, $0 / 20) }
        return $0 <= 60 ? 0.7 * pow(0.8, ($0 - 20) / 40) : 0.56 * exp(-($0 - 60) / 120)
      },
      PatienceLaw(testDescription: "{phaseType: [{share: 0.3, mean: 20s, stages: 2}, {share: 0.7, mean: 150s}]}") {
        0.3 * exp(-$0 / 10) * (1 + $0 / 10) + 0.7 * exp(-$0 / 150)
      },
    ]
  }

  /// M/M/4 + G: the virtual wait has density v(x) ∝ exp(λ ∫₀ˣ P(patience > u) du − n μ x).
  ///
  /// Source: F. Baccelli, G. Hebuterne, “On queues with impatient customers”, 1981. By the trapezoidal rule.
  @Test(arguments: PatienceLaw.all)
  func patience(law: PatienceLaw) throws {
    let run = try ExactRun(
      Self.calendar(days: 4) + """
        contactTypes:
          call:
            channel: phone
            arrivals: {perHour: 100}
            handling: {exponential: {mean: 3min}}
            patience: \(law.testDescription)
            promise: {answerWithin: 30s, target: 0.8}
        agentGroups:
          agents: {skills: {call: 1}, staff: 4}
        experiment: {warmUp: 6h}
        """, replications: 120)
    let (arrivals, service, agents, step) = (100.0 / 3600, 1.0 / 180, 4.0, 0.01)
    let load = arrivals / service
    // Weights of 0 … 3 busy agents, then of the virtual wait.
    let weights = [1, load, load * load / 2, load * load * load / 6]
    var total = weights.reduce(0, +)
    // Sums over the virtual wait x, each with the weight v(x) dx.
    var (answered, within, waitAnswered, waitVirtual) = (0.0, 0.0, 0.0, 0.0)
    var beyond: [Double] = []  // v(x) dx
    var patient = 0.0
    for cell in 0..<300_000 {
      let (x, next) = (Double(cell) * step, Double(cell + 1) * step)
      let middle = (law.outlasts(x) + law.outlasts(next)) / 2
      let weight =
        arrivals * weights[3] * exp(arrivals * (patient + middle * step / 2) - agents * service * (x + step / 2)) * step
      patient += middle * step
      total += weight
      answered += weight * middle
      if cell < 3000 { within += weight * middle }
      waitAnswered += weight * middle * (x + step / 2)
      waitVirtual += weight * (x + step / 2)
      beyond.append(weight)
    }
    // Who gives up within 30 s, and how long all wait: min(patience, virtual wait).
    var (tail, gaveUp, waitAll) = (0.0, 0.0, 0.0)
    for cell in beyond.indices.reversed() {
      let (x, next) = (Double(cell) * step, Double(cell + 1) * step)
      let longer = tail + beyond[cell] / 2
      waitAll += longer * (law.outlasts(x) + law.outlasts(next)) / 2 * step
      if cell < 3000 { gaveUp += longer * (law.outlasts(x) - law.outlasts(next)) }
      tail += beyond[cell]
    }
    let atOnce = weights.reduce(0, +)
    let (answeredShare, inTime, lostInTime) = (
      (atOnce + answered) / total, (atOnce + within) / total, gaveUp / total
    )
    let day = "contactTypes.call.day"
    try run.expect("\(day).answered", isExactly: 2400 * answeredShare)
    try run.expect("\(day).serviceLevel.SL1", isExactly: inTime)
    try run.expect("\(day).serviceLevel.SL2", isExactly: inTime / (1 - lostInTime))
    try run.expect("\(day).serviceLevel.SL3", isExactly: inTime + lostInTime)
    try run.expect("\(day).serviceLevel.SL4", isExactly: inTime / answeredShare)
    try run.expect("\(day).wait.answered.mean", isExactly: waitAnswered / total / answeredShare)
    try run.expect("\(day).wait.all.mean", isExactly: waitAll / total)
    try run.expect("\(day).wait.virtual.mean", isExactly: waitVirtual / total)
    try run.expect("agentGroups.agents.day.occupancy", isExactly: load * answeredShare / agents)
    // A fifth of the customers wait for just 90 s.
    if law.testDescription == "90s" {
      for percent in [80, 90, 95] { try run.expect("\(day).wait.all.p\(percent)", isExactly: 90) }
    }
  }

  /// Laws of handling, and its first two moments.
  static let handlingLaws: [(text: String, mean: Double, square: Double)] = [
    ("{weibull: {mean: 2min, shape: 1.6}}", 120, 14_400 * tgamma(1 + 2 / 1.6) / pow(tgamma(1 + 1 / 1.6), 2)),
    ("{gamma: {mean: 80s, cv: 0.5}}, wrapUp: {exponential: {mean: 40s}}", 120, 1.25 * 6400 + 2 * 1600 + 2 * 80 * 40),
    (
      "{empirical: {quantiles: [0s, 10s, 40s, 100s, 700s]}}", 125,
      // Evenly from a to b: (a² + ab + b²) / 3.
      (100 + 2100 + 15_600 + 570_000) / 12.0
    ),
    (
      // Erlang with k stages: m² (1 + 1/k).
      "{phaseType: [{share: 0.25, mean: 300s, stages: 3}, {share: 0.75, mean: 60s, stages: 2}]}", 120,
      0.25 * 90_000 * 4 / 3 + 0.75 * 3600 * 1.5
    ),
  ]

  /// M/G/1: the mean wait is λ E[S²] / 2 (1 − ρ) (Pollaczek and Khinchine).
  @Test(arguments: handlingLaws.indices)
  func handling(law: Int) throws {
    let (text, mean, square) = Self.handlingLaws[law]
    let arrivals = 0.7 / mean
    let run = try ExactRun(
      Self.calendar(days: 10) + """
        contactTypes:
          call: {channel: phone, arrivals: {perHour: \(arrivals * 3600)}, handling: \(text)}
        agentGroups:
          agent: {skills: {call: 1}, staff: 1}
        experiment: {warmUp: 24h}
        """, replications: 300)
    let day = "contactTypes.call.day"
    let wait = arrivals * square / (2 * (1 - 0.7))
    try run.expect("\(day).handling", isExactly: mean)
    try run.expect("\(day).wait.answered.mean", isExactly: wait)
    try run.expect("\(day).queueLength", isExactly: arrivals * wait)
    try run.expect("agentGroups.agent.day.occupancy", isExactly: 0.7)
  }
}

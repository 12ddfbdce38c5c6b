import Reporting
import WaitEstimation

/// The estimator's own score: reliability diagrams, and where the waits fell in what was predicted.
struct ScoreSection {
  let score: WaitScore?
  let language: Language

  private var texts: Texts { Texts(language) }
  private var numbers: NumberText { NumberText(language) }

  var markup: Markup {
    guard let score, score.answered + score.gaveUp > 0 else {
      return "<section id=\"score\"><h2>\(texts.ownScore)</h2><p class=\"note\">\(texts.nobodyFollowed)</p></section>"
    }
    let brier = score.brierOfShare.map { texts.brierNote(numbers.text($0, .each)) } ?? ""
    return """
      <section id="score"><h2>\(texts.ownScore)</h2>
      <p class="lead">\(texts.followed(answered: score.answered, gaveUp: score.gaveUp))</p>
      <p class="note">\(texts.sentence(texts.pinball, texts.pinballNote))\(texts.sentenceGap)\(texts.sentence(texts.brier, brier))</p>
      <div class="charts">\(quantiles(score))\(chances(score))\(histogram(score))</div></section>
      """
  }

  /// The histogram of the places of the waits, summed up: how often the wait was within each quantile that was said.
  private func quantiles(_ score: WaitScore) -> Markup {
    guard let shares = score.histogram else { return "" }
    var sum = 0.0
    let points = shares.dropLast().enumerated().map { index, share -> ReliabilityChart.Point in
      sum += share
      return point(said: Double(index + 1) / Double(shares.count), observed: sum, weight: 1)
    }
    return reliability(texts.quantileReliability, texts.quantileReliabilityNote, points, weights: nil)
  }

  private func chances(_ score: WaitScore) -> Markup {
    guard let told = score.reliability else { return "" }
    let points = told.compactMap { bin -> ReliabilityChart.Point? in
      guard let said = bin.predicted, let observed = bin.observed else { return nil }
      return point(said: said, observed: observed, weight: bin.weight)
    }
    return reliability(texts.chanceReliability, texts.chanceReliabilityNote, points, weights: texts.customers)
  }

  private func point(said: Double, observed: Double, weight: Double) -> ReliabilityChart.Point {
    ReliabilityChart.Point(
      said: said, observed: observed, weight: weight,
      hint: texts.agrees(said: numbers.share(said), observed: numbers.share(observed)))
  }

  private func reliability(
    _ title: String, _ note: String, _ points: [ReliabilityChart.Point], weights: String?
  ) -> Markup {
    let rows = points.map { point -> [Markup] in
      let row: [Markup] = ["\(numbers.share(point.said))", ComplianceDetails.figure(point.observed, .share, numbers)]
      return row + (weights == nil ? [] : ["\(numbers.count(point.weight))"])
    }
    return ChartBlock(
      title: title, note: note,
      svg: ReliabilityChart(title, points: points, areJoined: weights == nil, language: language).svg,
      table: DataTable(
        caption: title, columns: [texts.said, texts.observed] + (weights.map { [$0] } ?? []), rows: rows)
    ).markup(texts)
  }

  private func histogram(_ score: WaitScore) -> Markup {
    guard let shares = score.histogram else { return "" }
    func edge(_ index: Int) -> String { numbers.target(Double(index) / Double(shares.count)) }
    func label(_ index: Int) -> String { edge(index) + "–" + edge(index + 1) }
    let bars = shares.enumerated().map { index, share in
      BarChart.Bar(label(index), share, .first, hint: label(index) + ": " + numbers.share(share))
    }
    let scale = Scale.shares(upTo: max(0.2, shares.max() ?? 0), numbers)
    return ChartBlock(
      title: texts.pit, note: texts.pitNote, svg: BarChart(texts.pit, scale: scale, bars: bars).svg,
      table: DataTable(
        caption: texts.pit, columns: [texts.said, texts.observed],
        rows: shares.enumerated().map { ["\(label($0))", ComplianceDetails.figure($1, .share, numbers)] })
    ).markup(texts)
  }
}

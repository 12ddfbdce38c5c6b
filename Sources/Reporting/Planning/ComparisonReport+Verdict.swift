import Planning
import Simulation

extension ComparisonReport {
  /// What the difference comes to, in a sentence: “B answers 4.1 ± 0.3 points more within 30 s for 620 more a day.”
  ///
  /// A difference whose interval holds 0 is called none.
  /// - Parameter name: what the scenario is called; its label when left out.
  public static func verdict(
    _ difference: ScenarioDifference, in comparison: Comparison, language: Language, calling name: String? = nil
  ) -> String {
    let texts = Texts(language)
    let numbers = NumberText(language)
    let before = comparison.scenarios[0]
    let after = comparison.scenarios.first { $0.label == difference.label }
    let judged = before.contactTypes.filter { $0.promise != nil || $0.hasDeadline }
    var clauses: [String] = []
    var notes: [String] = []
    for type in judged {
      guard let changes = difference.contactTypes.first(where: { $0.name == type.name }) else { continue }
      let other = after?.contactTypes.first { $0.name == type.name }
      if other?.promise != type.promise { notes.append(texts.promisesDiffer(type.name)) }
      let name = judged.count > 1 ? type.name : nil
      if let promise = type.promise, let change = changes.figures[promise.definition.measure] {
        clauses += clause(change, name, numbers, texts) {
          texts.answersMore($0, isMore: $1, of: name, within: numbers.roundDuration(promise.answerWithin))
        }
      }
      if type.hasDeadline, let change = changes.figures[.deadlineCompliance] {
        clauses += clause(change, name, numbers, texts) { texts.keepsMore($0, isMore: $1, of: name) }
      }
    }
    var cost: String?
    if let change = difference.cost, let mean = change.mean {
      let isSame = abs(mean) <= (change.halfWidth ?? 0) || abs(mean) < 0.005
      let amount = numbers.figure(Figure(mean: abs(mean), halfWidth: visible(change.halfWidth, beside: mean)), .money)
      cost = isSame ? texts.forSameCost : texts.forCost(amount, isMore: mean > 0)
    }
    return ([texts.sentence(name ?? difference.label, clauses, cost: cost)] + notes).joined(separator: " ")
  }

  private static func clause(
    _ change: Figure, _ type: String?, _ numbers: NumberText, _ texts: Texts, _ words: (String, Bool) -> String
  ) -> [String] {
    guard let mean = change.mean else { return [] }
    let size = points(Figure(mean: abs(mean), halfWidth: change.halfWidth))
    guard abs(mean) > (change.halfWidth ?? 0) else {
      return [texts.noDifference(points(change), of: type)]
    }
    return [words(size, mean > 0)]
  }
}

import ContactCentre
import Simulation

/// The tables of a run that only scenarios with deferred work, steps or loops have.
struct WholeCentreTables {
  let result: SimulationResult
  let language: Language

  private var texts: Texts { Texts(language) }
  private var numbers: NumberText { NumberText(language) }

  /// Titles and tables, in order; those without rows are left out.
  var sections: [(title: String, table: TextTable)] {
    [
      (texts.deferredWork, deferredWork), (texts.steps, steps), (texts.issuesOfADay, issues),
      (texts.loopsOfADay, loops),
    ].filter { !$0.table.rows.isEmpty }
  }

  private var deferredWork: TextTable {
    var table = TextTable(columns: [
      .init(title: texts.contactType, alignsLeft: true), .init(title: texts.offered), .init(title: texts.promise),
      .init(title: texts.inTime), .init(title: texts.late, dropOrder: 2), .init(title: texts.stillOpen, dropOrder: 1),
      .init(title: texts.backlog, dropOrder: 4), .init(title: texts.oldest, dropOrder: 3),
    ])
    for type in result.contactTypes where type.channel.isDeferred && type.deadline != nil {
      guard let deadline = type.deadline else { continue }
      let day = type.day
      let verdict = Verdict(day.deadlineCompliance, target: deadline.target)
      let share = numbers.share(day.deadlineCompliance.mean)
      table.rows.append([
        .init(type.name), .init(numbers.count(day.offered.mean)), .init(texts.shortDeadline(deadline, numbers)),
        .init(verdict == .unknown ? share : "\(verdict.sign) \(share)", .init(verdict)),
        .init(numbers.count(day.deadlineMissed.mean)), .init(numbers.count(day.deadlineOpen.mean)),
        .init(numbers.count(day.backlog.mean)), .init(numbers.duration(day.oldest.mean)),
      ])
    }
    return table
  }

  private var steps: TextTable {
    var table = TextTable(columns: [
      .init(title: texts.contactType, alignsLeft: true), .init(title: texts.step, alignsLeft: true),
      .init(title: texts.agentGroup, alignsLeft: true, dropOrder: 1), .init(title: texts.arrived),
      .init(title: texts.wait), .init(title: texts.handlingShort, dropOrder: 2),
      .init(title: texts.waiting, dropOrder: 3),
    ])
    for type in result.contactTypes {
      for (index, step) in type.steps.enumerated() {
        table.rows.append([
          .init(index == 0 ? type.name : ""), .init(step.name), .init(step.group ?? NumberText.nothing),
          .init(numbers.count(step.arrived.mean)), .init(numbers.duration(step.wait.mean)),
          .init(numbers.duration(step.handling.mean)), .init(numbers.count(step.queueLength.mean)),
        ])
      }
    }
    return table
  }

  private var issues: TextTable {
    var table = TextTable(columns: [
      .init(title: texts.contactType, alignsLeft: true), .init(title: texts.issueOpened),
      .init(title: texts.issueResolved, dropOrder: 5), .init(title: texts.firstContactResolution),
      .init(title: texts.contactsEach, dropOrder: 4), .init(title: texts.handOffsEach, dropOrder: 2),
      .init(title: texts.timeToSettle, dropOrder: 3), .init(title: texts.costEach, dropOrder: 1),
    ])
    guard let all = result.issues else { return table }
    func row(_ name: String, _ figures: IssueFigures, _ tone: TextTable.Tone) -> [TextTable.Cell] {
      func perIssue(_ figure: Figure) -> String {
        figure.mean.map { NumberText.fixed($0, decimals: 2) } ?? NumberText.nothing
      }
      return [
        .init(name, tone), .init(numbers.count(figures.opened.mean)), .init(numbers.count(figures.resolved.mean)),
        .init(numbers.share(figures.firstContactResolution.mean)), .init(perIssue(figures.contactsPerIssue)),
        .init(perIssue(figures.handOffsPerIssue)), .init(numbers.duration(figures.timeToResolution.mean)),
        .init(figures.costPerResolved.map(perIssue) ?? NumberText.nothing),
      ]
    }
    for type in result.contactTypes {
      guard let figures = type.issues, (figures.opened.mean ?? 0) > 0 else { continue }
      table.rows.append(row(type.name, figures, .plain))
    }
    table.rows.append(row(texts.allIssues, all, .strong))
    return table
  }

  private var loops: TextTable {
    var table = TextTable(columns: [
      .init(title: texts.from, alignsLeft: true), .init(title: texts.becomes, alignsLeft: true),
      .init(title: texts.because, alignsLeft: true, dropOrder: 1), .init(title: texts.contacts),
    ])
    for loop in result.loops where (loop.contacts.mean ?? 0) > 0 {
      table.rows.append([
        .init(loop.from), .init(loop.to), .init(texts.reason(loop.reason)), .init(numbers.count(loop.contacts.mean)),
      ])
    }
    return table
  }
}

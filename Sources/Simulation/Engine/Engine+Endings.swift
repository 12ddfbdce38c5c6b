import Randomness

// Work on a contact ends: the next step, another type, settled, or back some time.
extension Engine {
  /// Decides what becomes of a contact whose handling has ended.
  mutating func conclude(_ ended: ContactInHand, resolves: Double, at time: Double) {
    let isStep = types[ended.type].isStep
    if isStep { countWork(onStep: ended, until: time) }
    // What ends after the run is as the end of the run left it.
    guard period < periodCount else { return }
    let issue = ended.issue
    var generator = RandomStream(key: states[ended.type].endingKey).generator(at: ended.number)
    let route = generator.nextUnit()
    let direction = generator.nextUnit()
    let settlement = generator.nextUnit()
    let manner = generator.nextUnit()
    let parent = types[ended.type].parent
    if isStep {
      // Rework through the step does not start the clock anew: a contact is counted once.
      if endings[parent].deadlineFrom == ended.type, issues[issue].due == .infinity {
        startDeadline(of: issue, type: parent, at: time)
      }
      let way = chosenWay(endings[ended.type].routes, draw: route)
      if way >= 0 {
        return enterStep(ways[way].becomes, issue: issue, at: time)
      }
    }
    if issues[issue].isDueOpen { settleDeadline(of: issue, type: parent, at: time) }
    let redirect = chosenWay(endings[parent].redirects, draw: direction)
    if redirect >= 0 {
      if isTracing { note(.redirected, issue: issue, type: parent, number: ended.number, at: time) }
      return send(issue, along: redirect, after: 0, at: time)
    }
    if settlement <= endings[parent].firstContact * resolves {
      noteFirstContact(issue, isHeld: true)
      return close(issue, isResolved: true, at: time)
    }
    let way = chosenWay(endings[parent].returns, draw: manner)
    guard way >= 0 else {
      noteFirstContact(issue, isHeld: true)
      return close(issue, isResolved: false, at: time)
    }
    let delay = ways[way].after.sample(&generator)
    noteFirstContact(issue, isHeld: delay > endings[parent].window)
    issues[issue].cameBack = true
    if isTracing { note(.unresolved, issue: issue, type: parent, number: ended.number, at: time) }
    send(issue, along: way, after: delay, at: time)
  }

  /// Counts the work on a step that ends or is interrupted as handling of its type: in the period in which the contact
  /// arrived, whenever its steps are worked on.
  mutating func countWork(onStep contact: ContactInHand, until time: Double) {
    guard !Rules.follows, contact.period != ContactInHand.begunBefore else { return }
    let period = issues[contact.issue].period
    let work = Tally.microseconds(time - contact.startedAt)
    tally.add(work, .handling, type: types[contact.type].parent, period: period)
  }

  /// Makes the next contact of an issue, at once or after a while.
  private mutating func send(_ issue: Int32, along way: Int32, after delay: Double, at time: Double) {
    issues[issue].type = ways[way].becomes
    issues[issue].loop = ways[way].loop
    if delay > 0 {
      putOff(issue, until: time + delay)
    } else {
      goOn(issue, at: time)
    }
  }

  /// The first contact of an issue has been dealt with; `isHeld`: as far as anybody can see, for good.
  private mutating func noteFirstContact(_ issue: Int32, isHeld: Bool) {
    guard !issues[issue].isFirstOver else { return }
    issues[issue].isFirstOver = true
    guard issues[issue].firstPeriod >= warmUpPeriods else { return }
    tally.add(1, .firstOver, type: issues[issue].firstType)
    if isHeld { tally.add(1, .firstHeld, type: issues[issue].firstType) }
  }

  /// A contact goes on to a step, which may have to wait, for example for an approval.
  mutating func enterStep(_ step: Int32, issue: Int32, at time: Double) {
    issues[issue].type = step
    guard endings[step].hasDelay else { return joinStep(step, issue: issue, at: time) }
    var generator = RandomStream(key: states[step].choiceKey).generator(at: states[step].delayed)
    states[step].delayed += 1
    if isTracing { note(.delayed, issue: issue, type: step, number: issues[issue].number, at: time) }
    putOff(issue, until: time + endings[step].delay.sample(&generator))
  }

  /// A step of a contact can begin: an idle agent takes it up, or it waits.
  mutating func joinStep(_ step: Int32, issue: Int32, at time: Double) {
    let number = states[step].contacts
    states[step].contacts += 1
    issues[issue].number = number
    let row = tally.row(type: step, period: period)
    row.add(1, .offered)
    let match = findAgent(for: step, arrived: time, at: time)
    if match.agent >= 0 {
      answerAtOnce(
        number, type: step, work: WaitingContact.notDrawn, issue: issue, in: row, match: match, at: time)
    } else {
      join(type: step, number: number, work: WaitingContact.notDrawn, issue: issue, at: time)
    }
  }
}

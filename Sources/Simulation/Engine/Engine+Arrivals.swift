import Randomness

// Demand from outside, and the ways a contact can go on arrival.
extension Engine {
  /// Finds the first two arrivals of a type.
  mutating func planFirstArrivals(type: Int32) {
    states[type].following = arrival(type: type, after: start)
    planNextArrival(type: type)
  }

  /// The next arrival of a type is the one that was found before; the one that follows it is looked for.
  ///
  /// What it bought: whether an arrival or an end comes first cannot be predicted, and the processor only finds out when it
  /// has both times. Found one arrival ahead, the time is there, and the draw goes on beside what happens next.
  @inline(__always)
  mutating func planNextArrival(type: Int32) {
    let next = states[type].following
    if Rules.hasOneQueue { onlyArrival = next } else { arrivals.set(type, next) }
    states[type].following = arrival(type: type, after: next)
  }

  /// The arrival that follows a time: unit-exponential work against the rate, period by period.
  @inline(__always)
  private mutating func arrival(type: Int32, after time: Double) -> Double {
    var generator = RandomStream(key: states[type].arrivalKey).generator(at: states[type].arrived)
    var left = ziggurat.exponential(&generator)
    states[type].arrived &+= 1
    var from = time
    var index = states[type].arrivalPeriod
    let rates = Int(type) &* rateCount
    let factors = Int(type) &* dayCount
    while index < rateCount {
      let rate = arrivalRates[rates &+ index] * dayFactors[factors &+ Int(rateDay[index])]
      let ends = rateStarts[index &+ 1]
      if left < (ends - from) * rate {
        states[type].arrivalPeriod = index
        return from + left / rate
      }
      left -= (ends - from) * rate
      from = ends
      index &+= 1
    }
    states[type].arrivalPeriod = index
    return .infinity
  }

  /// The earliest arrival takes place.
  @inline(__always)
  mutating func arrive(at time: Double) {
    let type = Rules.hasOneQueue ? 0 : arrivals.place
    planNextArrival(type: type)
    admit(type: type, issue: tracksIssues ? openIssue(type: type, at: time) : -1, at: time)
  }

  /// A customer comes in with something new.
  @inline(__always)
  mutating func enter(type: Int32, at time: Double) {
    enter(type: type, issue: tracksIssues ? openIssue(type: type, at: time) : -1, at: time)
  }

  /// A contact of a type comes in, from outside or from another type.
  mutating func enter(type: Int32, issue: Int32, at time: Double) { admit(type: type, issue: issue, at: time) }

  /// As ``enter(type:issue:at:)``, without a call: for those who come from outside, nearly all.
  @inline(__always)
  private mutating func admit(type: Int32, issue: Int32, at time: Double) {
    let type = known(type)
    let number = states[type].contacts
    states[type].contacts &+= 1
    guard states[type].isOpen else { return divert(type: type, number: number, issue: issue, at: time) }
    let row = tally.row(type: type, period: period)
    row.add(1, .offered)
    if tracksIssues {
      beginContact(of: issue, type: type, number: number, at: time)
      if types[type].firstStep >= 0 { return enterStep(types[type].firstStep, issue: issue, at: time) }
    }
    let work = workDrawnAhead(number, type: type)
    let match = findAgent(for: type, arrived: time, at: time)
    if match.agent >= 0 {
      let putBack = match.interrupts ? interrupt(match.agent, at: time) : 0
      answerAtOnce(number, type: type, work: work, issue: issue, in: row, match: match, at: time)
      for hand in 0..<putBack { offerToIdle(type: putAside[hand], at: time) }
    } else {
      join(type: type, number: number, work: work, issue: issue, at: time)
    }
  }

  /// Outside the hours a contact becomes another type, or goes away.
  private mutating func divert(type: Int32, number: Int, issue: Int32, at time: Double) {
    var generator = RandomStream(key: states[type].choiceKey).generator(at: number)
    let way = chosenWay(types[type].diversions, draw: generator.nextUnit())
    if isTracing { note(way < 0 ? .turnedAway : .diverted, issue: issue, type: type, number: number, at: time) }
    guard way >= 0 else {
      tally.add(1, .turnedAway, type: type, period: period)
      if tracksIssues { issues[issue].contacts += 1 }
      return lose(issue, at: time)
    }
    tally.add(1, .diverted, type: type, period: period)
    countLoop(ways[way].loop)
    enter(type: ways[way].becomes, issue: issue, at: time)
  }

  /// The way that a draw in (0, 1] falls on; −1 for what is left over.
  @inline(__always)
  func chosenWay(_ slice: Slice, draw: Double) -> Int32 {
    for way in slice.start..<slice.end where draw <= ways[way].cumulatedShare { return way }
    return -1
  }

  /// Counts that a rule has made a contact of another.
  mutating func countLoop(_ loop: Int32) {
    if period >= warmUpPeriods { tally.loops[loop] += 1 }
  }
}

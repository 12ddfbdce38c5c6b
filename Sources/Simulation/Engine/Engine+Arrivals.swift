import Randomness

// Demand from outside, and the ways a contact can go on arrival.
extension Engine {
  /// Draws the busyness of each day for a type.
  func drawDayFactors(type: Int, key: UInt64) {
    guard let law = dayFactorLaws[type] else { return }
    for day in 0..<dayCount {
      var generator = RandomStream(key: key).generator(at: day)
      dayFactors[type * dayCount + day] = law.sample(&generator)
    }
  }

  /// Finds the next arrival of a type: unit-exponential work against the rate, period by period.
  @inline(__always)
  mutating func planNextArrival(type: Int32, after time: Double) {
    var generator = RandomStream(key: states[type].arrivalKey).generator(at: states[type].arrived)
    var left = ziggurat.exponential(&generator)
    states[type].arrived &+= 1
    var from = time
    var index = states[type].arrivalPeriod
    let rates = Int(type) &* periodCount
    let factors = Int(type) &* dayCount
    while index < periodCount {
      let rate = arrivalRates[rates &+ index] * dayFactors[factors &+ Int(periodDay[index])]
      let ends = periodStarts[index &+ 1]
      if left < (ends - from) * rate {
        states[type].arrivalPeriod = index
        arrivals.set(type, from + left / rate)
        return
      }
      left -= (ends - from) * rate
      from = ends
      index &+= 1
    }
    states[type].arrivalPeriod = index
    arrivals.set(type, .infinity)
  }

  /// The earliest arrival takes place.
  @inline(__always)
  mutating func arrive(at time: Double) {
    let type = arrivals.place
    planNextArrival(type: type, after: time)
    enter(type: type, at: time)
  }

  /// A contact of a type comes in, from outside or from another type.
  mutating func enter(type: Int32, at time: Double) {
    let number = states[type].contacts
    states[type].contacts &+= 1
    guard states[type].isOpen else { return divert(type: type, number: number, at: time) }
    let row = tally.row(type: type, period: period)
    row.add(1, .offered)
    let match = idleAgent(for: type, arrived: time, at: time)
    if match.agent >= 0 {
      answerAtOnce(number, type: type, in: row, match: match, at: time)
    } else {
      join(type: type, number: number, at: time)
    }
  }

  /// Outside the hours a contact becomes another type, or goes away.
  private mutating func divert(type: Int32, number: Int, at time: Double) {
    var generator = RandomStream(key: states[type].choiceKey).generator(at: number)
    let draw = generator.nextUnit()
    for index in types[type].diversions.start..<types[type].diversions.end
    where draw <= diversions[index].cumulatedShare {
      tally.add(1, .diverted, type: type, period: period)
      return enter(type: diversions[index].becomes, at: time)
    }
    tally.add(1, .turnedAway, type: type, period: period)
  }
}

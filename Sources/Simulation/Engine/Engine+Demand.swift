import Foundation
import Randomness

/// How far a burst has come.
struct BurstState {
  var key: UInt64 = 0
  var drawn = 0
  /// Contacts expected up to the next one.
  var expected = 0.0
}

// Demand on top of the rates: bursts, recorded arrivals, and what waits at the start.
extension Engine {
  /// A burst begins: its first contact is planned.
  mutating func startBurst(_ burst: Int, replication: Int) {
    let stream = RandomStream(
      seed: seed, replication: replication, subject: burst, purpose: Purpose.bursts.rawValue)
    burstStates[burst] = BurstState(key: stream.key)
    // What of it is over when the run starts is not played.
    burstStates[burst].expected =
      -bursts[burst].contacts * expm1(-max(0, start - bursts[burst].start) / bursts[burst].decay)
    planNextOfBurst(burst)
  }

  /// The next contact of a burst: N (1 − e^(−t/τ)) contacts are expected within t, unit-exponential steps apart.
  private mutating func planNextOfBurst(_ index: Int) {
    var generator = RandomStream(key: burstStates[index].key).generator(at: burstStates[index].drawn)
    burstStates[index].drawn += 1
    burstStates[index].expected += ziggurat.exponential(&generator)
    let burst = bursts[index]
    guard burstStates[index].expected < burst.contacts else { return }
    let time = burst.start - burst.decay * log1p(-burstStates[index].expected / burst.contacts)
    if time < end { timers.push(Timer(time: time, payload: TimerKind.burst.payload(UInt64(index)))) }
  }

  mutating func burst(_ index: Int, at time: Double) {
    planNextOfBurst(index)
    enter(type: bursts[index].type, at: time)
  }

  /// Plans the next recorded arrival of a type.
  mutating func planNextRecorded(_ type: Int32) {
    while states[type].recorded < Int(types[type].trace.end - types[type].trace.start),
      traceTimes[Int(types[type].trace.start) + states[type].recorded] < start
    {
      states[type].recorded += 1
    }
    let index = Int(types[type].trace.start) + states[type].recorded
    guard index < Int(types[type].trace.end), traceTimes[index] < end else { return }
    states[type].recorded += 1
    timers.push(Timer(time: traceTimes[index], payload: TimerKind.recorded.payload(UInt64(type))))
  }

  mutating func replay(_ type: Int32, at time: Double) {
    planNextRecorded(type)
    enter(type: type, at: time)
  }

  /// A contact waits when the run starts; it counts as offered in the first period.
  mutating func addToBacklog(_ contact: BacklogRow) {
    let type = contact.type
    let number = states[type].contacts
    states[type].contacts += 1
    tally.add(1, .offered, type: type, period: 0)
    var issue: Int32 = -1
    if tracksIssues {
      issue = openIssue(type: type, at: contact.arrival)
      beginContact(of: issue, type: type, number: number, at: contact.arrival)
    }
    let step = types[type].firstStep
    if step >= 0 { return enterStep(step, issue: issue, at: start) }
    var givesUp = Double.infinity
    if types[type].hasPatience {
      var generator = RandomStream(key: states[type].patienceKey).generator(at: number)
      givesUp = start + types[type].patience.sample(&generator)
    }
    wait(number, type: type, issue: issue, since: contact.arrival, givesUp: givesUp)
  }
}

import ContactCentre
import Foundation
import Randomness

// What happens when work ends: returns, redirections, deadlines.
extension CompiledScenario {
  /// - Parameter oldest: how long the oldest work of the type has waited when the run starts, seconds.
  mutating func addEnding(
    of type: ContactType, number: Int32, oldest: Double, names: Names, timeline: RunTimeline
  ) throws {
    var ending = EndingRow()
    ending.redirects = try addWays(
      type.redirects.map { ($0.becomes, $0.share, .constant(0)) }, from: number, reason: .redirect, names: names)
    if let resolution = type.resolution {
      ending.firstContact = resolution.firstContact
      ending.window = resolution.window
      ending.returns = try addWays(
        resolution.otherwise.map { ($0.becomes, $0.share, $0.after) }, from: number, reason: .unresolved, names: names)
    }
    if let redial = type.redial {
      ending.redialShare = redial.share
      ending.redialAfter = Sampler(redial.after)
      ending.attempts = Int32(clamping: redial.attempts)
      ending.redialLoop = addLoop(number, number, .redial)
    }
    ending.broadcastShare = type.broadcast?.share ?? 0
    if let topics = type.arrivals?.topics { ending.topics = addTopics(topics) }
    if let deadline = type.deadline {
      ending.deadlineWithin = deadline.within
      ending.isUntilResolved = deadline.until == .resolved
      ending.deadlineFrom = try deadline.fromStep.map { try names.step($0, of: number) } ?? -1
      if deadline.clock == .business, let name = deadline.hours, let hours = try names.hours(name) {
        ending.businessHours = addBusinessHours(
          hours, within: deadline.within, oldest: oldest, timeline: timeline)
      }
    }
    endings[Int(number)] = ending
  }

  private mutating func addWays(
    _ rules: [(becomes: String, share: Double, after: Distribution)], from: Int32, reason: LoopReason, names: Names
  ) throws -> Slice {
    let start = Int32(ways.count)
    var cumulated = 0.0
    for rule in rules {
      cumulated += rule.share
      let becomes = try names.type(rule.becomes)
      ways.append(
        WayRow(
          becomes: becomes, loop: addLoop(from, becomes, reason), cumulatedShare: cumulated, after: Sampler(rule.after))
      )
    }
    return Slice(start: start, end: Int32(ways.count))
  }

  private mutating func addTopics(_ topics: Topics) -> Slice {
    let start = Int32(topicShares.count)
    let weights = (1...max(1, topics.count)).map { rank in pow(Double(rank), -topics.zipf) }
    let total = weights.reduce(0, +)
    var cumulated = 0.0
    for weight in weights {
      cumulated += weight / total
      topicShares.append(cumulated)
    }
    return Slice(start: start, end: Int32(topicShares.count))
  }

  /// The intervals of business time, from before the oldest work until well after every deadline that it can set.
  private mutating func addBusinessHours(
    _ hours: OpeningHours, within: Double, oldest: Double, timeline: RunTimeline
  ) -> Slice {
    let start = Int32(businessIntervals.count)
    let days = timeline.dayStarts.count - 1
    let openPerWeek = hours.byWeekday.joined().reduce(0) { $0 + Double($1.end - $1.start) }
    guard openPerWeek > 0 else { return Slice(start: start, end: start) }
    let weeks = Int((within / openPerWeek).rounded(.up)) + 1
    var before = 0.0
    // Within any week the hours open. What a live state knows to have waited for longer is as old as the first opening.
    let daysBefore = max(35, Int((oldest / 86_400).rounded(.up)) + 8)
    for interval in timeline.openIntervals(hours, days: -daysBefore..<days + 7 * weeks + 7) {
      businessIntervals.append(BusinessInterval(open: interval.open, close: interval.close, before: before))
      before += interval.close - interval.open
    }
    return Slice(start: start, end: Int32(businessIntervals.count))
  }
}

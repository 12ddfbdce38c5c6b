import ContactCentre
import Foundation

/// A small day of calls and of tickets that lie there at its start, due by an hour of the day; exactly solved.
///
/// Agents take calls first and tickets when no call waits, so tickets are worked on where calls leave time. Calls and tickets
/// take equally long (exponential), so the chain needs two numbers only: contacts with agents or calls in line, and tickets
/// that lie. Staff only rises: there chain and simulator agree on who finishes what.
struct ValleyDay {
  var perHour: [Double]
  var handling = 300.0
  var patience = 240.0
  var answerWithin = 60.0
  var target: Double
  var tickets: Int
  /// Hours from the start within which tickets are to be begun; the day is longer.
  var dueHours: Int
  var dueTarget: Double

  private static let mostContacts = 22

  var scenario: Scenario {
    let rates = perHour + Array(repeating: 0, count: 24 - perHour.count)
    return Scenario(
      name: "valley day",
      calendar: ServiceCalendar(start: LocalDate(year: 2026, month: 1, day: 5), periodSeconds: 3600),
      contactTypes: [
        ContactType(
          name: "call", channel: .phone, arrivals: Arrivals(perHour: PeriodProfile(values: rates, periodsPerDay: 24)),
          handling: .exponential(mean: handling), patience: .exponential(mean: patience),
          promise: Promise(answerWithin: answerWithin, target: target), priority: 1),
        ContactType(
          name: "ticket", channel: .deferred, handling: .exponential(mean: handling), priority: 2,
          deadline: Deadline(within: Double(dueHours) * 3600, target: dueTarget)),
      ],
      agentGroups: [
        AgentGroup(
          name: "agents", skills: [Skill(contactType: "call"), Skill(contactType: "ticket")],
          heads: PeriodProfile(constant: 3, periodsPerDay: 24))
      ], backlog: [Backlog(contactType: "ticket", count: tickets)])
  }

  /// Share of the calls of the day that are answered in time, and of the tickets that are begun when they are due.
  func service(_ agents: [Int]) -> (calls: Double, tickets: Double) {
    let states = Self.mostContacts + 1
    var law = Array(repeating: Array(repeating: 0.0, count: states), count: tickets + 1)
    law[tickets][0] = 1
    var answered = 0.0
    var begun = 0.0
    for (hour, rate) in perHour.enumerated() {
      law = takeUp(law, agents[hour])
      if hour == dueHours {
        // Exactly at the deadline is in time: what those who come then take up counts.
        let left = law.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element.reduce(0, +) }
        begun = 1 - left / Double(max(1, tickets))
      }
      let shares = (0..<states).map { answeredInTime(ahead: $0, agents[hour]) }
      let average = advance(&law, rate / 3600, agents[hour])
      answered += rate * average.reduce(0) { sum, row in sum + zip(row, shares).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    return (answered / perHour.reduce(0, +), begun)
  }

  /// Agents who come take calls in line, then tickets that lie.
  private func takeUp(_ law: [[Double]], _ agents: Int) -> [[Double]] {
    var next = law.map { $0.map { _ in 0.0 } }
    for (lying, row) in law.enumerated() {
      for (contacts, share) in row.enumerated() {
        let taken = max(0, min(lying, agents - contacts))
        next[lying - taken][contacts + taken] += share
      }
    }
    return next
  }

  /// Carries the law over an hour by uniformization; its average over the hour.
  private func advance(_ law: inout [[Double]], _ births: Double, _ agents: Int) -> [[Double]] {
    let most = Self.mostContacts
    let pace = births + Double(agents) / handling + Double(most) / patience
    func step(_ law: [[Double]]) -> [[Double]] {
      var next = law
      for (lying, row) in law.enumerated() {
        for (contacts, share) in row.enumerated() where share > 1e-14 {
          let leave = Double(min(contacts, agents)) / handling / pace * share
          let lost = Double(max(0, contacts - agents)) / patience / pace * share
          let come = contacts < most ? births / pace * share : 0
          next[lying][contacts] -= leave + lost + come
          if contacts < most { next[lying][contacts + 1] += come }
          if contacts > 0 { next[lying][contacts - 1] += lost }
          // Whoever is done takes the next call in line, or else a ticket.
          if contacts <= agents, lying > 0 {
            next[lying - 1][contacts] += leave
          } else if contacts > 0 {
            next[lying][contacts - 1] += leave
          }
        }
      }
      return next
    }
    func add(_ weight: Double, _ law: [[Double]], to sum: inout [[Double]]) {
      for row in law.indices { for column in law[row].indices { sum[row][column] += weight * law[row][column] } }
    }
    let mean = pace * 3600
    let zero = law.map { $0.map { _ in 0.0 } }
    var (end, average, now) = (zero, zero, law)
    var (logWeight, below) = (-mean, 0.0)
    for count in 0...Int(mean + 8 * mean.squareRoot() + 20) {
      let weight = exp(logWeight)
      below += weight
      add(weight, now, to: &end)
      add(max(0, 1 - below) / mean, now, to: &average)
      now = step(now)
      logWeight += log(mean / Double(count + 1))
    }
    law = end
    return average
  }

  /// P(a call that finds so many contacts is answered in time): all before it in line, then one agent, become free, by a
  /// pure death chain. Staff that rises meanwhile is left out: calls of the last minute before it, one in sixty.
  private func answeredInTime(ahead contacts: Int, _ agents: Int) -> Double {
    guard contacts >= agents else { return 1 }
    guard agents > 0 else { return 0 }
    // Calls in line before it; −1 is answered. Its own patience ends the chain besides.
    let line = contacts - agents
    let pace = Double(agents) / handling + Double(line + 1) / patience
    var law = Array(repeating: 0.0, count: line + 1)
    law[line] = 1
    let mean = pace * answerWithin
    var (done, result, weight) = (0.0, 0.0, exp(-mean))
    for count in 0...Int(mean + 10 * mean.squareRoot() + 30) {
      result += weight * done
      weight *= mean / Double(count + 1)
      var next = law.map { _ in 0.0 }
      for (before, share) in law.enumerated() {
        let served = (Double(agents) / handling + Double(before) / patience) / pace * share
        let gone = 1 / patience / pace * share
        if before == 0 { done += served } else { next[before - 1] += served }
        next[before] += share - served - gone
      }
      law = next
    }
    return result
  }
}

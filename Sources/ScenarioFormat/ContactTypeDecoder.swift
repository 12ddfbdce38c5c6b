import ContactCentre
import Randomness

/// Reads one contact type.
struct ContactTypeDecoder {
  let calendar: ServiceCalendar
  let directory: String

  func decode(_ name: String, _ item: Item) -> ContactType {
    let fields = item.fields(.contactType)
    let channel = fields["channel"]?.choice(Channel.self) ?? .phone
    // The stand-in only lets reading go on: without handling the scenario is refused.
    var type = ContactType(name: name, channel: channel, handling: .constant(1))
    if let handling = fields["handling"]?.distribution() { type.handling = handling }
    type.hours = fields["hours"]?.string("the name of opening hours")
    type.afterHours = fields["afterHours"].map(diversions) ?? []
    type.arrivals = fields["arrivals"].flatMap(arrivals)
    type.wrapUp = fields["wrapUp"]?.distribution()
    type.patience = fields["patience"]?.distribution()
    if let queue = fields["queue"] {
      type.queueLimit = queue.fields(.queue)["limit"]?.integer("a whole number from 0", in: 0...1_000_000)
    }
    type.announcement = fields["announcement"].map(announcement)
    type.promise = fields["promise"].flatMap(promise)
    type.priority = fields["priority"]?.integer("a whole number", in: -1000...1000) ?? 0
    type.closing = fields["closing"]?.choice(ClosingRule.self) ?? .serveOut
    if channel.isDeferred {
      for key in ["patience", "announcement", "queue"] {
        fields[key]?.report("nobody waits on the line for \(channel.rawValue) work: leave “\(key)” out")
      }
    }
    return type
  }

  private func diversions(_ item: Item) -> [Diversion] {
    var sum = 0.0
    let diversions = item.listOrOne().compactMap { entry -> Diversion? in
      let fields = entry.fields(.diversion)
      let share = fields["share"].map { $0.share() ?? 0 } ?? 1
      sum += share
      return fields["becomes"]?.string("the name of a contact type").map { Diversion(becomes: $0, share: share) }
    }
    if sum > 1 + 1e-9 {
      item.report("the shares add up to \((sum * 1e6).rounded() / 1e6); expected at most 1")
    }
    return diversions
  }

  private func arrivals(_ item: Item) -> Arrivals? {
    let fields = item.fields(.arrivals)
    let decoder = ProfileDecoder(
      calendar: calendar, directory: directory, expected: "contacts per hour, a number from 0", isWhole: false)
    let factor = fields["dayFactor"]?.distribution(isFactor: true)
    guard let rates = fields["perHour"].flatMap(decoder.decode) else { return nil }
    return Arrivals(perHour: rates, dayFactor: factor)
  }

  private func announcement(_ item: Item) -> Announcement {
    let fields = item.fields(.announcement)
    var announcement = Announcement(fromPosition: fields["from"]?.integer("a place from 1", in: 1...1_000_000) ?? 1)
    if let balking = fields["balking"]?.fields(.balking), let above = balking["whenExpectedWaitAbove"]?.duration(),
      let share = balking["share"]?.share()
    {
      announcement.balking = Balking(whenExpectedWaitAbove: above, share: share)
    }
    if let offer = fields["offer"]?.fields(.offer), let above = offer["whenExpectedWaitAbove"]?.duration(),
      let acceptance = offer["acceptance"]?.share(),
      let becomes = offer["becomes"]?.string("the name of a contact type")
    {
      announcement.offer = MessageOffer(becomes: becomes, whenExpectedWaitAbove: above, acceptance: acceptance)
    }
    return announcement
  }

  private func promise(_ item: Item) -> Promise? {
    let fields = item.fields(.promise)
    let within = fields["answerWithin"]?.duration()
    let target = fields["target"]?.share()
    let definition = fields["definition"].map { $0.choice(ServiceLevelDefinition.self) ?? .SL1 } ?? .SL1
    guard let within, let target else { return nil }
    return Promise(answerWithin: within, target: target, definition: definition)
  }
}

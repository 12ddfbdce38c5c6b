import ContactCentre

/// Reads one contact type.
struct ContactTypeDecoder {
  let calendar: ServiceCalendar
  let directory: String
  let names: Names

  func decode(_ name: String, _ item: Item) -> ContactType {
    let fields = item.fields(.contactType)
    let channel = fields["channel"]?.choice(Channel.self)
    // The stand-ins only let reading go on: without channel or handling the scenario is refused.
    var type = ContactType(name: name, channel: channel ?? .phone, handling: .constant(1))
    type.hours = fields["hours"]?.reference(names.hours, "the name of opening hours")
    type.afterHours = fields["afterHours"].map(diversions) ?? []
    let arrivals = ArrivalsDecoder(calendar: calendar, directory: directory, names: names)
    type.arrivals = fields["arrivals"].map(arrivals.decode)
    type.steps = fields["steps"].map(StepsDecoder(names: names).decode) ?? []
    if let handling = fields["handling"]?.distribution() ?? type.steps.first?.handling { type.handling = handling }
    let factors = ProfileDecoder(
      calendar: calendar, directory: directory, expected: "a factor from 0.01 to 100", isWhole: false,
      range: 0.01...100, elsewhere: 1)
    type.handlingFactor = fields["handlingFactor"].flatMap(factors.decode)
    type.wrapUp = fields["wrapUp"]?.distribution()
    type.patience = fields["patience"]?.distribution()
    if let queue = fields["queue"] {
      type.queueLimit = queue.fields(.queue)["limit"]?.integer("a whole number from 0", in: 0...1_000_000)
    }
    type.announcement = fields["announcement"].map(announcement)
    type.promise = fields["promise"].flatMap(promise)
    type.priority = fields["priority"]?.integer("a whole number", in: -1000...1000) ?? 0
    type.waitingCredit = fields["waitingCredit"]?.duration("a time such as 90s", allowZero: true) ?? 0
    type.closing = fields["closing"]?.choice(ClosingRule.self) ?? .serveOut
    let deadline = DeadlineDecoder(
      calendar: calendar, names: names, hoursOfType: fields["hours"]?.node.text, steps: type.steps)
    type.deadline = fields["deadline"].flatMap(deadline.decode)
    let followUp = FollowUpDecoder(names: names)
    type.resolution = fields["resolution"].flatMap(followUp.resolution)
    type.redirects = fields["redirect"].map(followUp.redirects) ?? []
    type.redial = fields["redial"].flatMap(followUp.redial)
    type.broadcast = fields["broadcast"].flatMap {
      followUp.broadcast($0, hasTopics: type.arrivals?.topics != nil)
    }
    if let channel { checkKeys(fields, channel) }
    checkRedial(fields["redial"], type)
    return type
  }

  /// Reports keys that mean nothing for a channel.
  private func checkKeys(_ fields: Fields, _ channel: Channel) {
    if channel.isDeferred {
      for key in ["patience", "announcement", "queue", "waitingCredit"] {
        fields[key]?.report("nobody waits on the line for \(channel.rawValue) work: leave “\(key)” out")
      }
    }
    if fields["steps"] != nil {
      fields["handlingFactor"]?.report("is on “handling”, which “steps” take the place of: leave it out")
      fields["wrapUp"]?.report(
        "follows “handling”, which “steps” take the place of: leave it out, and add it to the handling of the steps")
    }
    let meant: [(key: String, channels: [Channel])] = [
      ("deadline", [.deferred, .ticket]), ("steps", [.deferred, .ticket]), ("redial", [.chat, .phone]),
      ("broadcast", [.social]),
    ]
    for (key, channels) in meant where !channels.contains(channel) {
      let words = channels.map(\.rawValue).joined(separator: " and ")
      fields[key]?.report("“\(key)” goes with the channel \(words) only, and this is \(channel.rawValue): leave it out")
    }
  }

  /// Warns of a rule that never applies.
  private func checkRedial(_ item: Item?, _ type: ContactType) {
    guard let item, type.redial != nil, type.patience == nil, type.queueLimit == nil else { return }
    item.warn(
      "nobody redials: without “patience” nobody gives up, and without a limit of the queue nobody is blocked"
        + (type.announcement?.balking == nil ? "" : "; customers who balk do not call again"))
  }

  private func diversions(_ item: Item) -> [Diversion] {
    var shares: [Double] = []
    let diversions = item.listOrOne().compactMap { entry -> Diversion? in
      let fields = entry.fields(.diversion)
      let share = fields["share"].map { $0.share() ?? 0 } ?? 1
      shares.append(share)
      return fields["becomes"]?.contactType(names).map { Diversion(becomes: $0, share: share) }
    }
    item.checkSum(shares)
    return diversions
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
      let becomes = offer["becomes"]?.contactType(names)
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

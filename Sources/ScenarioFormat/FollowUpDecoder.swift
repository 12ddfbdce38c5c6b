import ContactCentre
import Randomness

/// Reads what happens after a contact: it settles the issue or comes back, belongs elsewhere, or is tried again.
struct FollowUpDecoder {
  let names: Names

  func resolution(_ item: Item) -> Resolution? {
    let fields = item.fields(.resolution)
    let window = fields["window"]?.duration("a time such as 7d", allowZero: false)
    var otherwise: [Return] = []
    if let entries = fields["otherwise"] {
      var shares: [Double] = []
      otherwise = entries.listOrOne().compactMap { entry in
        let keys = entry.fields(.comeBack)
        let share = keys["share"].map { $0.share() ?? 0 } ?? 1
        shares.append(share)
        let after = keys["after"]?.distribution(allowZero: true) ?? .constant(0)
        return target(keys).map { Return(becomes: $0, share: share, after: after) }
      }
      entries.checkSum(shares)
    }
    guard let settled = fields["firstContact"]?.share() else { return nil }
    var resolution = Resolution(firstContact: settled, otherwise: otherwise)
    if let window { resolution.window = window }
    return resolution
  }

  func redirects(_ item: Item) -> [Redirect] {
    var shares: [Double] = []
    let redirects = item.listOrOne().compactMap { entry -> Redirect? in
      let fields = entry.fields(.redirect)
      let share = fields["share"]?.share()
      let because = fields["because"]?.string()
      shares.append(share ?? 0)
      guard let becomes = target(fields), let share else { return nil }
      return Redirect(becomes: becomes, share: share, because: because)
    }
    item.checkSum(shares)
    return redirects
  }

  func redial(_ item: Item) -> Redial? {
    let fields = item.fields(.redial)
    let share = fields["share"]?.share()
    let after = fields["after"]?.distribution(allowZero: true)
    let attempts = fields["attempts"]?.integer("a whole number from 1: the first attempt counts", in: 1...1_000_000)
    guard let share, let after else { return nil }
    if share == 1, attempts == nil, fields["attempts"] == nil {
      let words = "all who are not answered try again for ever"
      if case .constant(0) = after {
        item.report("\(words), and at once: give “attempts”, a time “after” which they do, or a share below 1")
      } else {
        item.warn("\(words); give “attempts” or a share below 1 if that is not meant")
      }
    }
    return Redial(share: share, after: after, attempts: attempts ?? .max)
  }

  func broadcast(_ item: Item, hasTopics: Bool) -> Broadcast? {
    if !hasTopics {
      item.warn("without “topics” in arrivals all contacts have the same topic, and one answer is for all of them")
    }
    return item.fields(.broadcast)["share"]?.share().map(Broadcast.init)
  }

  private func target(_ fields: Fields) -> String? { (fields["as"] ?? fields["becomes"])?.contactType(names) }
}

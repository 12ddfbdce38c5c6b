import ContactCentre

/// The offer to leave a message comes at half or twice the expected wait.
enum OfferThreshold: IdeaSource {
  static func ideas(_ scenario: Scenario) -> [Idea] {
    scenario.contactTypes.indices.flatMap { index -> [Idea] in
      let type = scenario.contactTypes[index]
      guard let offer = type.announcement?.offer, offer.whenExpectedWaitAbove > 0 else { return [] }
      return [0.5, 2].map { factor in
        var changed = scenario
        let threshold = offer.whenExpectedWaitAbove * factor
        changed.contactTypes[index].announcement?.offer?.whenExpectedWaitAbove = threshold
        return Idea(
          change: .messageOffer(contactType: type.name, from: offer.whenExpectedWaitAbove, to: threshold),
          scenario: changed)
      }
    }
  }
}

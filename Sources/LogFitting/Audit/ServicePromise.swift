import ContactCentre
import ScenarioFormat

/// A promise as it is published, for example "chat within 30s 90%".
public struct ServicePromise: Sendable, Hashable {
  /// What has to happen in time.
  public enum Goal: String, Sendable, Hashable {
    /// An agent takes the contact.
    case answered
    /// The contact is done: tickets, messages, voicemail.
    case done
  }

  /// As it was given.
  public var text: String
  /// The contact type or channel; `nil` for all.
  public var name: String?
  /// What has to happen in time.
  public var goal: Goal
  /// The time promised, seconds.
  public var seconds: Seconds
  /// The hours in which the time runs; `nil` for the wall clock.
  public var business: BusinessTime?
  /// The share promised, between 0 and 1.
  public var target: Double

  /// Reads `NAME [done] within TIME [business [DAYS] HOURS] SHARE%`; the name is a contact type, a channel or `all`.
  /// - Returns: `nil` for what is not a promise.
  public init?(_ text: String) {
    var words = text.split(separator: " ").map(String.init)
    guard let share = words.popLast(), share.hasSuffix("%"),
      // Read as one number: 99.9 / 100 is more than 0.999, so that who keeps it would miss it.
      let percent = Double(share.dropLast()), percent > 0, percent <= 100,
      let target = Double(share.dropLast() + "e-2"),
      let within = words.lastIndex(of: "within"), within + 1 < words.count,
      let seconds = DurationArgument.seconds(words[within + 1]), seconds >= 0
    else { return nil }
    let clock = words[(within + 2)...]
    if let first = clock.first {
      guard first == "business", let business = BusinessTime(words: clock.dropFirst()) else { return nil }
      self.business = business
    }
    words.removeSubrange(within...)
    goal = .answered
    if words.last == "done" {
      goal = .done
      words.removeLast()
    } else if words.last == "answered" {
      words.removeLast()
    }
    guard !words.isEmpty else { return nil }
    self.text = text
    name = words == ["all"] ? nil : words.joined(separator: " ")
    self.seconds = seconds
    self.target = target
  }

  /// The time between two moments of a contact on the clock of the promise. Opening hours follow the clocks, which may have been
  /// set forward by some seconds meanwhile.
  func time(from start: Double, to end: Double, clockChange: Int32) -> Seconds {
    business?.seconds(from: start, to: end + Double(clockChange)) ?? end - start
  }
}

/// A small scenario to begin with, which explains itself.
public enum StarterScenario {
  /// The text of the file: chats, calls and tickets, two shifts and a promotion.
  public static let text = """
    # A contact centre to begin with: change the figures to yours, then
    #   waitline validate FILE                        says what is wrong, with the line
    #   waitline simulate FILE                        an ordinary day
    #   waitline simulate FILE --overlay promotion    the day of the promotion
    #   waitline staff FILE                           how many people it takes
    # What else can be written, key by key: waitline schema --format markdown
    #
    # Times have a unit: 30s, 6min, 1.5h, 2d. Clock times stand in quotes: "09:00". Shares are written 0.9, not 90%.
    version: 1
    name: My contact centre

    calendar:
      timezone: Asia/Shanghai
      start: "2026-11-09"                     # a Monday
      days: 5                                 # Monday to Friday
      hours:
        office: "09:00-21:00"

    contactTypes:
      chat:
        channel: chat
        hours: office                         # outside them nobody can come; see afterHours
        afterHours: {becomes: ticket}
        arrivals:
          perHour: {"09:00-12:00": 60, "12:00-18:00": 45, "18:00-21:00": 80}
        handling: {lognormal: {mean: 6min, cv: 1}}      # most are short, a few long; cv is deviation / mean
        patience: {exponential: {mean: 4min}}           # how long customers wait before they give up
        promise: {answerWithin: 30s, target: 0.9}       # 90 % answered within 30 seconds

      phone:
        channel: phone
        hours: office
        arrivals:
          perHour: {"09:00-21:00": 20}
        handling: {lognormal: {mean: 5min, cv: 1}}
        patience: {exponential: {mean: 3min}}
        promise: {answerWithin: 30s, target: 0.8}

      ticket:                                 # waits until somebody has time
        channel: ticket
        arrivals:
          perHour: {"09:00-21:00": 5}
        handling: {lognormal: {mean: 8min, cv: 0.8}}
        deadline: {within: 1d, target: 0.95}

    agentGroups:
      chat-team:
        skills:
          chat: {rank: 1, concurrency: 2, slowdown: [1, 1.3]}   # two chats at once, and then each takes 1.3 times as long
          ticket: {rank: 2}                   # when no chat waits
        shifts:
          - {name: early, start: "09:00", end: "17:00", breaks: ["13:15+45min"], heads: 7}
          - {name: late, start: "13:00", end: "21:00", breaks: ["16:00+45min"], heads: 8}
        shrinkage: 0.1                        # of 100 planned hours 10 go to illness and training
        costPerHour: 40

      phone-team:
        skills:
          phone: {rank: 1}
          chat: {rank: 2, after: 20s}         # helps with chats that have waited 20 seconds
        shifts:
          - {name: early, start: "09:00", end: "17:00", breaks: ["14:00+45min"], heads: 4}
          - {name: late, start: "13:00", end: "21:00", breaks: ["15:15+45min"], heads: 4}
        costPerHour: 45

    overlays:
      promotion:                              # what is different on that day
        - {set: contactTypes.chat.arrivals, multiply: 2, between: "18:00-21:00"}
        - {set: contactTypes.phone.arrivals, multiply: 1.3}
      more-people:                            # --overlay promotion --overlay more-people
        - {set: agentGroups.chat-team.shifts, add: 4}

    """
}

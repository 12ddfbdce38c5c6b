/// The scenario that the format was designed around: a platform that sells game cards, with every part of its service
/// centre. What is readable here must stay readable.
let cardPlatformText = #"""
  # The format in spirit: a scenario of the card platform, with every part that the tool must understand.
  # Key names may be improved while the format is young; what they express may not be lost.
  # yaml-language-server: $schema=schema/scenario.schema.json
  version: 1
  name: Card platform, promotion day
  calendar:
    timezone: Asia/Shanghai
    start: "2026-11-11"            # first day simulated, local
    days: 2
    period: 30min                  # staffing, volumes and results are given per period
    hours:                         # named opening hours; per weekday where they differ
      office: "09:00-22:00"
      always: "00:00-24:00"

  contactTypes:
    chat.general:                  # product questions, order look-ups, card-key errors
      channel: chat
      hours: office
      afterHours: {becomes: message}
      arrivals: {perHour: {file: volumes/chat.csv}, dayFactor: {gamma: {cv: 0.15}}}
      handling: {lognormal: {mean: 6min, cv: 1.1}}
      wrapUp: {exponential: {mean: 30s}}
      patience: {weibull: {mean: 4min, shape: 1.2}}
      queue: {limit: 500}          # beyond it: blocked
      announcement:                # "waiting ahead: X, expected wait: Y min", then the offer to leave a message
        from: 1                    # position from which it is shown
        balking: {whenExpectedWaitAbove: 10min, share: 0.2}
        offer: {becomes: message, whenExpectedWaitAbove: 2min, acceptance: 0.35}
      promise: {answerWithin: 30s, target: 0.90, definition: SL1}
      resolution:
        firstContact: 0.85
        otherwise:                 # the same issue comes back
          - {as: chat.general, share: 0.6, after: {exponential: {mean: 2h}}}
          - {as: ticket.quality, share: 0.4, after: {exponential: {mean: 10min}}}
    phone.urgent:                  # frozen accounts, large disputes
      channel: phone
      hours: office
      afterHours: [{becomes: voicemail, share: 0.8}, {becomes: emergency, share: 0.2}]
      arrivals: {perHour: {file: volumes/phone.csv}}
      handling: {lognormal: {mean: 7min, cv: 1.0}}
      patience: {exponential: {mean: 3min}}
      redial: {share: 0.3, after: {exponential: {mean: 5min}}, attempts: 3}
      closing: serveOut            # or cutOff
      promise: {answerWithin: 30s, target: 0.80, definition: SL2}
    emergency: {channel: phone, hours: always, priority: 10, handling: {lognormal: {mean: 12min, cv: 0.8}}, promise: {answerWithin: 60s, target: 0.95}}
    voicemail: {channel: deferred, handling: {lognormal: {mean: 4min, cv: 0.8}}, deadline: {within: 2h, clock: business, target: 0.95}}
    message:   {channel: deferred, handling: {lognormal: {mean: 4min, cv: 0.8}}, deadline: {within: 4h, clock: business, target: 0.95}}
    ticket.quality:                # goes through departments, one step after the other
      channel: ticket
      arrivals: {perHour: 25}
      deadline: {within: 24h, clock: wall, target: 0.95}
      steps:
        - {group: frontline, handling: {lognormal: {mean: 8min, cv: 1}}}
        - {group: quality, handling: {lognormal: {mean: 15min, cv: 1}}, then: [{next: approval, share: 0.1}, {done: 0.9}]}
        - {name: approval, group: supervisors, handling: {lognormal: {mean: 5min, cv: 1}}, delay: {exponential: {mean: 3h}}}
      resolution: {firstContact: 0.92, otherwise: [{as: complaint, share: 0.2, after: 1d}, {as: ticket.quality, share: 0.8, after: 4h}]}
    ticket.urgent: {channel: ticket, priority: 5, arrivals: {perHour: 4}, handling: {lognormal: {mean: 12min, cv: 1}}, deadline: {within: 2h, clock: wall, target: 0.95}}
    refund:    {channel: ticket, arrivals: {perHour: 6}, handling: {lognormal: {mean: 6min, cv: 1}}, deadline: {within: 24h, clock: wall, target: 0.98}}
    complaint: {channel: ticket, handling: {lognormal: {mean: 25min, cv: 1}}, deadline: {within: 48h, clock: wall, target: 0.98}}
    social.group:                  # one broadcast answers all who wait with the same common question
      channel: social
      hours: office
      arrivals: {perHour: 120, topics: {count: 12, zipf: 1.1}}
      handling: {lognormal: {mean: 2min, cv: 0.8}}
      broadcast: {share: 0.5}
      redirect: [{as: ticket.urgent, share: 0.05, because: sensitive}]
      promise: {answerWithin: 5min, target: 0.80}

  agentGroups:
    frontline:
      skills: {chat.general: {rank: 1, concurrency: 3, slowdown: [1, 1.25, 1.6]}, social.group: {rank: 2}, message: {rank: 3}, ticket.quality: {rank: 4}}
      staff: {file: staff/frontline.csv}   # heads per period, or shifts: with breaks
      shrinkage: 0.12
      absence: 0.04
      costPerHour: 45
      trainees: {share: 0.2, slower: 1.3, resolves: 0.9}
    hotline:
      skills: {phone.urgent: {rank: 1}, voicemail: {rank: 2}, chat.general: {rank: 3, after: 60s}}
      shifts: [{name: early, start: "09:00", end: "17:30", breaks: ["12:00+45min"], heads: 14}, {name: late, start: "13:30", end: "22:00", breaks: ["17:30+45min"], heads: 16}]
      costPerHour: 55
    on-call: {skills: {emergency: {rank: 1}}, staff: 2, costPerHour: 90}
    quality: {skills: {ticket.quality: {rank: 1}, refund: {rank: 1}, ticket.urgent: {rank: 1}}, staff: 6, costPerHour: 60}
    supervisors: {skills: {ticket.quality: {rank: 1}, complaint: {rank: 1}}, staff: 2, costPerHour: 80}

  routing: {contact: highestPriorityThenLongestWaiting, agent: bestRankThenLongestIdle, deferred: earliestDeadlineFirst}

  overlays:
    promotion:                     # what a promotion changes, in one place
      - {set: "contactTypes.chat.general.arrivals", multiply: 2.5, between: "20:00-24:00"}
      - {set: "contactTypes.phone.urgent.arrivals", multiply: 1.6}
      - {set: "contactTypes.chat.general.handling", multiply: 1.15}
  experiment: {seed: 1, replications: {min: 30, max: 2000}, stopWhen: {halfWidth: 0.005, of: chat.general.promise}}

  """#

/// Stand-ins for the files that it names.
let cardPlatformFiles = [
  "volumes/chat.csv": "time,perHour\n09:00,100\n20:00,240\n", "volumes/phone.csv": "time,perHour\n09:00,30\n23:00,5\n",
  "staff/frontline.csv": "time,heads\n09:00,25\n20:00,40\n",
]

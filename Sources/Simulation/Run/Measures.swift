import Statistics

/// The figures of a contact type that are counted over replications, each as a sum over another.
enum ContactMeasure: Int, CaseIterable {
  // Counts.
  case offered, blocked, balked, messages, answered, abandoned, cutOff, unfinished, diverted, turnedAway
  case answeredInPeriod, returned, broadcast, deadlineMet, deadlineMissed, deadlineOpen, backlog
  // Shares.
  case SL1, SL2, SL3, SL4, abandonment, deadlineCompliance
  // Means of times, in microseconds, and the mean number waiting.
  case waitAnswered, waitAll, waitVirtual, handling, queueLength, oldest

  /// Whether it is a mean of waits, whose sum is in the unit of the run.
  var isMeanWait: Bool { [.waitAnswered, .waitAll, .waitVirtual].contains(self) }

  /// Numerator and denominator in one row of the tally; a count has denominator 1.
  /// - Parameter length: of what the row covers, in the unit in which its waits are counted.
  func pair(_ row: UnsafePointer<Int64>, length: Int64) -> (x: Int64, y: Int64) {
    func column(_ column: Tally.Contact) -> Int64 { row[column.rawValue] }
    let within = column(.answeredWithin)
    return switch self {
    case .offered: (column(.offered), 1)
    case .blocked: (column(.blocked), 1)
    case .balked: (column(.balked), 1)
    case .messages: (column(.messages), 1)
    case .answered: (column(.answered), 1)
    case .abandoned: (column(.abandoned), 1)
    case .cutOff: (column(.cutOff), 1)
    case .unfinished: (column(.unfinished), 1)
    case .diverted: (column(.diverted), 1)
    case .turnedAway: (column(.turnedAway), 1)
    case .answeredInPeriod: (column(.answeredInPeriod), 1)
    case .returned: (column(.returned), 1)
    case .broadcast: (column(.broadcast), 1)
    case .deadlineMet: (column(.deadlineMet), 1)
    case .deadlineMissed: (column(.deadlineMissed), 1)
    case .deadlineOpen: (column(.deadlineOpen), 1)
    case .backlog: (column(.backlog), 1)
    case .deadlineCompliance: (column(.deadlineMet), column(.deadlineMet) + column(.deadlineMissed))
    case .oldest: (column(.oldest), 1)
    case .SL1: (within, column(.offered))
    case .SL2: (within, column(.offered) - column(.abandonedWithin))
    case .SL3: (within + column(.abandonedWithin), column(.offered))
    case .SL4: (within, column(.answered))
    case .abandonment: (column(.abandoned), column(.offered))
    case .waitAnswered: (column(.waitAnswered), column(.answered))
    case .waitAll:
      (
        column(.waitAnswered) + column(.waitLost),
        column(.answered) + column(.abandoned) + column(.cutOff)
      )
    case .waitVirtual:
      (column(.waitAnswered) + column(.virtualLostWait), column(.answered) + column(.virtualLost))
    case .handling: (column(.handling), column(.handled))
    case .queueLength: (column(.queueTime), length)
    }
  }
}

/// The figures of an agent group that are counted over replications.
enum GroupMeasure: Int, CaseIterable {
  case occupancy, staffed, busy, overtime

  func pair(_ row: UnsafePointer<Int64>) -> (x: Int64, y: Int64) {
    let staffed = row[Tally.Group.staffed.rawValue]
    let busy = row[Tally.Group.busy.rawValue]
    return switch self {
    case .occupancy: (busy, staffed)
    case .staffed: (staffed, 1)
    case .busy: (busy, 1)
    case .overtime: (row[Tally.Group.overtime.rawValue], 1)
    }
  }
}

/// The figures of issues that are counted over replications.
enum IssueMeasure: Int, CaseIterable {
  case opened, resolved, lost, contactsPerIssue, handOffsPerIssue, timeToResolution, firstContactResolution

  func pair(_ row: UnsafePointer<Int64>) -> (x: Int64, y: Int64) {
    func column(_ column: Tally.Issue) -> Int64 { row[column.rawValue] }
    let over = column(.resolved) + column(.lost)
    return switch self {
    case .opened: (column(.opened), 1)
    case .resolved: (column(.resolved), 1)
    case .lost: (column(.lost), 1)
    case .contactsPerIssue: (column(.contacts), over)
    case .handOffsPerIssue: (column(.handOffs), over)
    case .timeToResolution: (column(.timeToResolution), column(.resolved))
    case .firstContactResolution: (column(.firstHeld), column(.firstOver))
    }
  }
}

import AttendanceModel

extension RuleComparison {
  /// A changed trigger, for programs.
  private struct ChangedTrigger: Encodable {
    var added: Bool
    var rule: String
    var version: Int
    var providerCode: String
    var attendanceID: String
    var arrivalDate: String
    var arrivalTime: String
    var count: Int
    var person: Int
    /// Whether the rule fires for the person on this side alone.
    var onlyHere: Bool
    var evidence: [EvidenceWords.Line]

    enum CodingKeys: String, CodingKey {
      case added, rule
      case version = "rule_version"
      case providerCode = "provider_code"
      case attendanceID = "attendance_id"
      case arrivalDate = "arrival_date"
      case arrivalTime = "arrival_time"
      case count, person
      case onlyHere = "only_here"
      case evidence
    }
  }

  /// The numbers of one rule, for programs; nil on a side that has no such rule.
  private struct Numbers: Encodable {
    struct Side: Encodable {
      var triggers: Int
      var persons: Int
      var lettersAWeek: String

      enum CodingKeys: String, CodingKey {
        case triggers, persons
        case lettersAWeek = "letters_a_week"
      }
    }

    var rule: String
    var added: Int
    var removed: Int
    var before: Side?
    var after: Side?
  }

  /// The comparison as JSON.
  package func json() throws -> String {
    struct Report: Encodable {
      var rules: [Numbers]
      var changes: [ChangedTrigger]
    }
    let report = Report(rules: rows.map(numbers), changes: changes.map(changed))
    return try JSONText.result(report)
  }

  private func numbers(_ row: Row) -> Numbers {
    let side = { (result: DryRun.RuleResult) in
      Numbers.Side(
        triggers: result.triggers,
        persons: result.persons,
        lettersAWeek: lettersAWeek(result)
      )
    }
    return Numbers(
      rule: row.rule,
      added: row.added,
      removed: row.removed,
      before: row.before.map(side),
      after: row.after.map(side)
    )
  }

  private func changed(_ change: Change) -> ChangedTrigger {
    ChangedTrigger(
      added: change.isAdded,
      rule: change.trigger.rule,
      version: change.trigger.ruleVersion,
      providerCode: change.trigger.attendance.providerCode,
      attendanceID: change.trigger.attendance.attendanceID,
      arrivalDate: change.trigger.arrival.day.description,
      arrivalTime: change.trigger.arrival.time.description,
      count: change.trigger.count,
      person: change.person,
      onlyHere: change.isOnlyHere,
      evidence: change.lines
    )
  }
}

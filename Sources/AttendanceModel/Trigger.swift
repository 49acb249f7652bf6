/// An attendance at which a rule holds: a pure function of data and rules (design S8).
package struct Trigger: Hashable, Sendable {
  /// What names a trigger, whatever the run.
  package struct Identity: Hashable, Sendable {
    package var rule: String
    package var attendance: AttendanceKey

    package init(rule: String, attendance: AttendanceKey) {
      self.rule = rule
      self.attendance = attendance
    }
  }

  package var rule: String
  package var ruleVersion: Int
  package var attendance: AttendanceKey
  package var arrival: Arrival
  /// What was counted in the window; 1 for a rule without a count.
  package var count: Int
  /// The window's lower bound date and the arrival date; both the arrival date without a count.
  package var window: ClosedRange<CivilDay>

  package init(
    rule: String,
    ruleVersion: Int,
    attendance: AttendanceKey,
    arrival: Arrival,
    count: Int,
    window: ClosedRange<CivilDay>
  ) {
    self.rule = rule
    self.ruleVersion = ruleVersion
    self.attendance = attendance
    self.arrival = arrival
    self.count = count
    self.window = window
  }

  /// Names the trigger, whatever the run.
  package var identity: Identity { Identity(rule: rule, attendance: attendance) }
  /// Where the triggering attendance stands in S1's order.
  package var position: TimelinePosition { TimelinePosition(arrival: arrival, key: attendance) }
}

extension Trigger: Comparable {
  /// By rule, then S1's order: the order of every list of triggers that leaves the program.
  package static func < (left: Trigger, right: Trigger) -> Bool {
    left.rule == right.rule
      ? left.position < right.position : precedesAsBytes(left.rule, right.rule)
  }
}

/// An attendance shown beside a trigger: one that counted, or one near it that did not, and why.
package struct Evidence: Hashable, Sendable {
  /// How an attendance stands to the count.
  package enum Standing: Hashable, Sendable {
    /// Counted, and is the triggering attendance itself when it equals the trigger's.
    case counted
    /// Counted, with details that a reader should know (design S7); never without any.
    case countedWith(remarks: [Remark])
    /// Not counted.
    case notCounted(reason: Reason)

    /// Whether it counts, with or without a remark.
    package var isCounted: Bool { if case .notCounted = self { false } else { true } }
  }

  /// What a reader should know of an attendance that counts.
  package enum Remark: String, CaseIterable, Sendable {
    case categoryNotRecorded = "category-not-recorded"
    case leftBeforeSeen = "left-before-seen"
  }

  /// Why an attendance near the count is not in it.
  package enum Reason: String, CaseIterable, Sendable {
    /// Its row does not match the rule's `where`.
    case doesNotMatch = "does-not-match"
    /// Whether it matches cannot be known from its row.
    case unknown
    case plannedFollowUp = "planned-follow-up"
    case otherDepartment = "other-department"
    /// It continues the presentation of an attendance before it.
    case samePresentation = "same-presentation"
    /// Another attendance of that day counts.
    case sameDay = "same-day"
    case beforeWindow = "before-window"
    case afterTrigger = "after-trigger"
  }

  package var attendance: AttendanceKey
  package var standing: Standing

  package init(attendance: AttendanceKey, standing: Standing) {
    self.attendance = attendance
    self.standing = standing
  }
}

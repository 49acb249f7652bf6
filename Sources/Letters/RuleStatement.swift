package import AttendanceModel

/// What one rule found: the part of a trigger that a reader is told.
package struct RuleStatement: Hashable, Sendable {
  package var rule: String
  package var version: Int
  package var title: String
  package var approval: Approval?
  /// The count's first and last day, both included; nil for a rule without a count.
  package var window: ClosedRange<CivilDay>?
  /// The day of the triggering arrival.
  package var triggeredOn: CivilDay
  package var count: Int
  /// The day the row was recorded, when the letter should say that this was late.
  package var recordedLateOn: CivilDay?
  package var evidence: [EvidenceRow]

  package init(
    rule: String,
    version: Int,
    title: String,
    approval: Approval?,
    window: ClosedRange<CivilDay>?,
    triggeredOn: CivilDay,
    count: Int,
    recordedLateOn: CivilDay? = nil,
    evidence: [EvidenceRow]
  ) {
    self.rule = rule
    self.version = version
    self.title = title
    self.approval = approval
    self.window = window
    self.triggeredOn = triggeredOn
    self.count = count
    self.recordedLateOn = recordedLateOn
    self.evidence = evidence
  }
}

/// One attendance as a letter shows it, every code already in words.
package struct EvidenceRow: Hashable, Sendable {
  package var arrival: Arrival
  package var place: String
  package var complaint: String?
  package var diagnosis: String?
  package var outcome: String?
  package var standing: Evidence.Standing

  package init(
    arrival: Arrival,
    place: String,
    complaint: String?,
    diagnosis: String?,
    outcome: String?,
    standing: Evidence.Standing
  ) {
    self.arrival = arrival
    self.place = place
    self.complaint = complaint
    self.diagnosis = diagnosis
    self.outcome = outcome
    self.standing = standing
  }
}

package import AttendanceModel

/// What a letter takes back: what an earlier one said of one rule and was wrong (design S10).
package struct Correction: Hashable, Sendable {
  /// What has turned out since; each is a key of the wording's `correction` group.
  package enum Cause: String, CaseIterable, Sendable {
    /// The source has deleted the visit's row.
    case deleted
    /// The visit's row was corrected, and the rule does not hold at it.
    case corrected
    /// Other visits that had counted were corrected or deleted, and too few are left.
    case evidenceChanged = "evidence-changed"
    /// The visit is another person's: the letter was about the wrong patient.
    case wrongPatient = "wrong-patient"
  }

  package var earlier: Letter.Earlier
  package var cause: Cause
  package var rule: String
  package var version: Int
  package var title: String
  /// The day of the triggering arrival, as the earlier letter said it.
  package var triggeredOn: CivilDay
  /// The visits as the record shows them now; empty when there are none to show to this reader, as
  /// always for a wrong patient.
  package var evidence: [EvidenceRow]
  /// The last day on which the rule still holds, at other visits; nil where it does at none, and for
  /// a wrong patient.
  package var stillHoldsOn: CivilDay?
  /// What the letter says of this patient, when it is about another one as well.
  package var ofThisPatient: [Statement] = []

  /// What a letter says of one visit.
  package struct Statement: Hashable, Sendable {
    package var title: String
    package var triggeredOn: CivilDay

    package init(title: String, triggeredOn: CivilDay) {
      self.title = title
      self.triggeredOn = triggeredOn
    }
  }

  package init(
    earlier: Letter.Earlier,
    cause: Cause,
    rule: String,
    version: Int,
    title: String,
    triggeredOn: CivilDay,
    evidence: [EvidenceRow] = []
  ) {
    self.earlier = earlier
    self.cause = cause
    self.rule = rule
    self.version = version
    self.title = title
    self.triggeredOn = triggeredOn
    self.evidence = evidence
  }
}

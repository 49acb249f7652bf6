package import AttendanceModel

/// One alert of the integrated care record, raised by a trigger or taken back.
///
/// The same trigger gives the same identifier on every run, so that a record loads it once.
package struct AlertRecord: Hashable, Sendable {
  /// What a record shows; the words of FHIR's flag-status.
  package enum Status: String, CaseIterable, Sendable {
    case active
    /// Has run its course.
    case inactive
    /// Was wrong: its attendance was corrected or deleted.
    case enteredInError = "entered-in-error"
  }

  /// When the alert holds; open without an end.
  package struct Period: Hashable, Sendable {
    package var start: CivilDay
    package var end: CivilDay?

    package init(start: CivilDay, end: CivilDay? = nil) {
      self.start = start
      self.end = end
    }
  }

  /// Unchanging, unique and without a patient value.
  package var identifier: String
  /// A name of `alerts.yaml`, for example `frequent-attender`.
  package var alert: String
  package var status: Status
  package var rule: String
  package var ruleVersion: Int
  /// The triggering attendance.
  package var attendance: AttendanceKey
  package var patient: Attendance.Patient
  package var period: Period
  /// For `previous-injuries`: one line an injury, in order, each with its date.
  package var detail: [String]
  /// Whether the record has been sent it before, under the same identifier.
  package var isKnown: Bool
  /// Whether the rule or a code set of it is unapproved (design S15).
  package var isDraft: Bool

  package init(
    identifier: String,
    alert: String,
    status: Status,
    rule: String,
    ruleVersion: Int,
    attendance: AttendanceKey,
    patient: Attendance.Patient,
    period: Period,
    detail: [String] = [],
    isKnown: Bool = false,
    isDraft: Bool
  ) {
    self.identifier = identifier
    self.alert = alert
    self.status = status
    self.rule = rule
    self.ruleVersion = ruleVersion
    self.attendance = attendance
    self.patient = patient
    self.period = period
    self.detail = detail
    self.isKnown = isKnown
    self.isDraft = isDraft
  }
}

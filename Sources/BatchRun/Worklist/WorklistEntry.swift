import AttendanceModel
import Ledger

/// A worklist item as it leaves the program; who it is about is kept apart, so that it is shown
/// only where somebody asked for it.
package struct WorklistEntry: Encodable, Sendable {
  /// Who a patient is.
  package struct Patient: Encodable, Sendable {
    package var nhsNumber: String?
    package var localPatientID: String?
    package var familyName: String?
    package var givenName: String?
    package var birthDate: String?

    private enum CodingKeys: String, CodingKey {
      case nhsNumber = "nhs_number"
      case localPatientID = "local_patient_id"
      case familyName = "family_name"
      case givenName = "given_name"
      case birthDate = "birth_date"
    }
  }

  package var number: Int64
  package var kind: String
  package var urgency: String
  package var rule: String?
  package var providerCode: String?
  package var attendanceID: String?
  package var arrivalDate: String?
  package var raisedOn: String?
  package var reasons: [String]
  package var isOpen: Bool
  /// What was done last: `acknowledged`, `dismissed` or `released`.
  package var handling: String?
  package var by: String?
  package var because: String?
  package var on: String?
  package var patient: Patient?

  /// Whether it is not to wait for a working day.
  package var isUrgent: Bool { urgency == Route.Urgency.urgent.rawValue }

  private enum CodingKeys: String, CodingKey {
    case number, kind, urgency, rule, reasons, handling, by, because, on, patient
    case providerCode = "provider_code"
    case attendanceID = "attendance_id"
    case arrivalDate = "arrival_date"
    case raisedOn = "raised_on"
    case isOpen = "open"
  }

  init(_ item: WorklistItem, _ attendance: Attendance?) {
    number = item.number
    kind = item.kind
    urgency = item.urgency.rawValue
    rule = item.rule
    providerCode = item.attendance?.providerCode
    attendanceID = item.attendance?.attendanceID
    arrivalDate = attendance?.arrival.day.description
    raisedOn = item.raisedOn?.description
    reasons = item.reasons
    isOpen = item.isOpen
    handling = item.handling?.rawValue
    by = item.handled?.who
    because = item.handled?.why
    on = item.handled?.on.description
    patient = (attendance?.patient).map { patient in
      Patient(
        nhsNumber: patient.nhsNumber?.grouped,
        localPatientID: patient.localPatientID,
        familyName: patient.familyName,
        givenName: patient.givenName,
        birthDate: patient.birthDate?.description
      )
    }
  }
}

/// A pause as it leaves the program.
package struct PauseEntry: Encodable, Sendable {
  package var pause: Int64
  package var providerCode: String
  package var attendanceID: String
  package var until: String
  package var by: String
  package var because: String
  package var on: String

  private enum CodingKeys: String, CodingKey {
    case pause, until, by, because, on
    case providerCode = "provider_code"
    case attendanceID = "attendance_id"
  }

  init(_ pause: Pause) {
    self.pause = pause.number
    providerCode = pause.attendance.providerCode
    attendanceID = pause.attendance.attendanceID
    until = pause.until.description
    by = pause.paused.who
    because = pause.paused.why
    on = pause.paused.on.description
  }
}

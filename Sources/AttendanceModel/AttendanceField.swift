/// The fields of an attendance, by the names of design section 6.
///
/// Numbered fields (`diagnosis_1`, `diagnosis_2`…) stand here once; their values are lists.
package enum AttendanceField: String, CaseIterable, Sendable {
  case attendanceID = "attendance_id"
  case providerCode = "provider_code"
  case siteCode = "site_code"
  case departmentType = "department_type"
  case attendanceCategory = "attendance_category"
  case arrivalDate = "arrival_date"
  case arrivalTime = "arrival_time"
  case arrivalDatetime = "arrival_datetime"
  case nhsNumber = "nhs_number"
  case nhsNumberStatus = "nhs_number_status"
  case localPatientID = "local_patient_id"
  case familyName = "family_name"
  case givenName = "given_name"
  case birthDate = "birth_date"
  case ageAtArrival = "age_at_arrival"
  case sex
  case addressLine = "address_line"
  case postcode
  case gpPracticeCode = "gp_practice_code"
  case chiefComplaint = "chief_complaint"
  case diagnosis
  case diagnosisQualifier = "diagnosis_qualifier"
  case injuryDate = "injury_date"
  case injuryTime = "injury_time"
  case injuryPlace = "injury_place"
  case injuryIntent = "injury_intent"
  case injuryActivity = "injury_activity"
  case injuryMechanism = "injury_mechanism"
  case safeguardingConcern = "safeguarding_concern"
  case dischargeStatus = "discharge_status"
  case dischargeDestination = "discharge_destination"
  case attendanceSource = "attendance_source"
  case mobility
  case lookedAfter = "looked_after"
  case childProtectionPlan = "child_protection_plan"
  case deathDate = "death_date"
  case withheldIdentityReason = "withheld_identity_reason"
  case preferredLanguage = "preferred_language"
  case updateType = "update_type"
  case applicableDatetime = "applicable_datetime"

  /// Whether an extract numbers the field, as in `diagnosis_1`, `diagnosis_2`.
  package var isNumbered: Bool {
    switch self {
    case .addressLine, .diagnosis, .diagnosisQualifier, .safeguardingConcern: true
    default: false
    }
  }

  /// What the field's text is read as.
  package var kind: Kind {
    switch self {
    case .arrivalDate, .birthDate, .injuryDate, .deathDate: .date
    case .arrivalTime, .injuryTime: .time
    case .arrivalDatetime, .applicableDatetime: .timestamp
    case .nhsNumber: .nhsNumber
    case .ageAtArrival: .years
    case .lookedAfter, .childProtectionPlan: .flag
    case .mobility: .mobility
    default: .text
    }
  }

  /// How a field's text is read.
  package enum Kind: Sendable {
    case text, date, time, timestamp, nhsNumber, years, flag, mobility
  }
}

extension Attendance {
  /// The recorded text of a field, or nil; for a numbered field, of its first value.
  ///
  /// The category always has a text, `not-recorded` included. Update types are not kept with a
  /// live attendance.
  package func text(of field: AttendanceField) -> String? {
    switch field {
    case .attendanceID: key.attendanceID
    case .providerCode: key.providerCode
    case .siteCode: siteCode
    case .departmentType: departmentType
    case .attendanceCategory: category.rawValue
    case .arrivalDate: arrival.day.description
    case .arrivalTime: arrival.time.description
    case .arrivalDatetime: arrival.description
    case .nhsNumber: patient.nhsNumber?.plain
    case .nhsNumberStatus: patient.nhsNumberStatus
    case .localPatientID: patient.localPatientID
    case .familyName: patient.familyName
    case .givenName: patient.givenName
    case .birthDate: patient.birthDate?.description
    case .ageAtArrival: patient.ageInYears.map(String.init)
    case .sex: patient.sex
    case .addressLine: patient.addressLines.first
    case .postcode: patient.postcode
    case .gpPracticeCode: practiceCode
    case .chiefComplaint: chiefComplaint
    case .diagnosis: diagnoses.first?.code
    case .diagnosisQualifier: diagnoses.lazy.compactMap(\.qualifier).first
    case .injuryDate: injury.date?.description
    case .injuryTime: injury.time?.description
    case .injuryPlace: injury.place
    case .injuryIntent: injury.intent
    case .injuryActivity: injury.activity
    case .injuryMechanism: injury.mechanism
    case .safeguardingConcern: safeguardingConcerns.first
    case .dischargeStatus: dischargeStatus
    case .dischargeDestination: dischargeDestination
    case .attendanceSource: attendanceSource
    case .mobility: patient.mobility?.rawValue
    case .lookedAfter: patient.isLookedAfter.map(String.init)
    case .childProtectionPlan: patient.hasChildProtectionPlan.map(String.init)
    case .deathDate: patient.deathDate?.description
    case .withheldIdentityReason: patient.withheldIdentityReason
    case .preferredLanguage: patient.preferredLanguage
    case .updateType: nil
    case .applicableDatetime: applicable?.description
    }
  }

  /// Every recorded text of a field, in the extract's order; at most one unless numbered.
  package func texts(of field: AttendanceField) -> [String] {
    switch field {
    case .addressLine: patient.addressLines
    case .diagnosis: diagnoses.map(\.code)
    case .diagnosisQualifier: diagnoses.compactMap(\.qualifier)
    case .safeguardingConcern: safeguardingConcerns
    default: text(of: field).map { [$0] } ?? []
    }
  }

  /// Whether a readable value of a field is there; a category of `not-recorded` is not.
  package func isRecorded(_ field: AttendanceField) -> Bool {
    field == .attendanceCategory ? category != .notRecorded : text(of: field) != nil
  }
}

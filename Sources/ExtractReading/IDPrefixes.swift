import AttendanceModel

/// Puts a provider's or a site's code before the ids of a row, where the profile says so.
struct IDPrefixes: Sendable {
  private let ofAttendance: SourceProfile.IDPrefix?
  private let ofPatient: SourceProfile.IDPrefix?

  init(_ plan: ColumnPlan) {
    let prefix = { (field: AttendanceField) in
      plan.cells.last { $0.field == field }.flatMap { plan.mappings[$0.mapping].prefix }
    }
    ofAttendance = prefix(.attendanceID)
    ofPatient = prefix(.localPatientID)
  }

  /// Without the code that belongs before it an id names nobody and nothing: the attendance's then
  /// cannot be read, and the patient's is not there.
  func apply(to row: inout RowValues, _ version: inout Attendance) {
    if let ofAttendance, case .read(let id) = row.attendanceID {
      row.attendanceID =
        code(ofAttendance, row, version).map { .read("\($0)/\(id)") } ?? .unreadable
    }
    if let ofPatient, let id = version.patient.localPatientID {
      version.patient.localPatientID = code(ofPatient, row, version).map { "\($0)/\(id)" }
    }
  }

  private func code(
    _ prefix: SourceProfile.IDPrefix,
    _ row: RowValues,
    _ version: Attendance
  ) -> String? {
    switch prefix {
    case .provider: row.providerCode.value
    case .site: version.siteCode
    }
  }
}

import AttendanceModel
import CSVWriting

extension AlertProfile {
  /// The names of the columns, in order.
  package static let columns = [
    "identifier", "alert", "status", "rule", "rule_version", "provider_code", "attendance_id",
    "nhs_number", "nhs_number_status", "local_patient_id", "family_name", "given_name",
    "birth_date", "sex", "postcode", "period_start", "period_end", "reason", "detail",
  ]

  /// The alerts as CSV with demographics for the record's own matching, ordered by identifier;
  /// safe to open in a spreadsheet.
  package func table(_ records: [AlertRecord]) -> String {
    let ordered = records.sorted { precedesAsBytes($0.identifier, $1.identifier) }
    return CSVLine.exact(Self.columns)
      + ordered.map { row(of: $0) + "\n" }.joined()
  }

  /// One alert as its row of ``table(_:)``, without a line end.
  package func row(of record: AlertRecord) -> String {
    String(CSVLine.forSpreadsheet(fields(of: record)).dropLast())
  }

  private func fields(of record: AlertRecord) -> [String] {
    let patient = record.patient
    let detail = (record.isDraft ? [draft] : []) + record.detail
    return [
      record.identifier,
      record.alert,
      record.status.rawValue,
      record.rule,
      String(record.ruleVersion),
      record.attendance.providerCode,
      record.attendance.attendanceID,
      patient.nhsNumber?.plain ?? "",
      patient.nhsNumberStatus ?? "",
      patient.localPatientID ?? "",
      patient.familyName ?? "",
      patient.givenName ?? "",
      patient.birthDate?.description ?? "",
      patient.sex ?? "",
      patient.postcode ?? "",
      record.period.start.description,
      record.period.end?.description ?? "",
      endReasons[record.status].map { $0.display ?? $0.code } ?? "",
      detail.joined(separator: "; "),
    ]
  }
}

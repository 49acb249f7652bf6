import AttendanceModel
import Foundation
import ICRAlerts
import Testing

enum Samples {
  static let author = AlertAuthor(code: "RZZ", name: "Sample Valley NHS Foundation Trust")

  static func day(_ text: String) throws -> CivilDay {
    try #require(CivilDay(text))
  }

  static func record(
    _ alert: String,
    status: AlertRecord.Status = .active,
    detail: [String] = [],
    isDraft: Bool = false
  ) throws -> AlertRecord {
    var patient = Attendance.Patient()
    patient.nhsNumber = NHSNumber("9990000018")
    patient.nhsNumberStatus = "01"
    patient.familyName = "Testcase"
    patient.givenName = "Rowan"
    patient.birthDate = try day("2018-03-02")
    patient.sex = "2"
    patient.postcode = "ZZ1 3ZZ"
    return AlertRecord(
      identifier: "RZZ-A0001-\(alert)",
      alert: alert,
      status: status,
      rule: "sample-rule",
      ruleVersion: 1,
      attendance: AttendanceKey(providerCode: "RZZ", attendanceID: "A0001"),
      patient: patient,
      period: AlertRecord.Period(start: try day("2026-07-05"), end: try day("2027-07-05")),
      detail: detail,
      isDraft: isDraft
    )
  }

  /// The profile that ships.
  static func profile() throws -> AlertProfile {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: "Rules/alerts.yaml")
    return try AlertProfile(String(contentsOf: file, encoding: .utf8), file: "alerts.yaml")
  }
}

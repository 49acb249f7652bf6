package import AttendanceModel
import GRDB

/// How an attendance lies in the ledger's `attendance` table.
enum AttendanceRow {
  /// Fields stored as text under their own names.
  ///
  /// Key, arrival and version have columns of their
  /// own; an update type is never stored, since a deletion leaves a tombstone.
  static let fields: [AttendanceField] = AttendanceField.allCases.filter { field in
    switch field {
    case .attendanceID, .providerCode, .arrivalDate, .arrivalTime, .arrivalDatetime, .updateType,
      .applicableDatetime:
      false
    default: true
    }
  }

  static let select =
    "SELECT provider_code, attendance_id, applicable, arrival, source, unreadable, extract, "
    + fields.map(\.rawValue).joined(separator: ", ") + " FROM attendance"

  /// Reads a row of ``select``.
  static func stored(_ row: Row) -> StoredAttendance {
    var attendance = Attendance(
      key: AttendanceKey(providerCode: row[0], attendanceID: row[1]),
      arrival: arrival(civilMinutes: row[3])
    )
    attendance.applicable = (row[2] as Int64?).map(Instant.init(nanoseconds:))
    attendance.unreadable = Set(
      ((row[5] as String?) ?? "").split(separator: " ").compactMap {
        AttendanceField(rawValue: String($0))
      }
    )
    for (offset, field) in fields.enumerated() {
      guard let text = row[offset + 7] as String? else { continue }
      if field == .nhsNumberStatus {
        attendance.patient.nhsNumberStatus = text
        continue
      }
      guard field.isNumbered else {
        _ = attendance.set(field, to: text)
        continue
      }
      let parts = text.split(separator: PersonKey.separator, omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        _ = attendance.set(field, to: String(part), at: index)
      }
    }
    return StoredAttendance(attendance: attendance, source: row[4], extract: row[6])
  }

  static func arrival(civilMinutes: Int) -> Arrival {
    LondonClock.shifted(Arrival(CivilDay(rawValue: 0)), by: civilMinutes)
  }

  static func text(of field: AttendanceField, in attendance: Attendance) -> String? {
    if field == .nhsNumberStatus { return attendance.patient.nhsNumberStatus }
    if !field.isNumbered {
      return attendance.value(of: field).flatMap { $0.isEmpty ? nil : $0 }
    }
    // Qualifiers keep their diagnosis's place, so that a blank one is an empty part.
    let values =
      field == .diagnosisQualifier
      ? attendance.diagnoses.map { $0.qualifier ?? "" } : attendance.values(of: field)
    let text = values.joined(separator: String(PersonKey.separator))
    return text.contains { $0 != PersonKey.separator } ? text : nil
  }
}

/// A live attendance with where its latest version came from.
package struct StoredAttendance: Hashable, Sendable {
  package var attendance: Attendance
  /// The source's name.
  package var source: String
  /// The extract's number; nil when a ledger older than extracts had numbers took it.
  package var extract: Int64?

  package init(attendance: Attendance, source: String, extract: Int64? = nil) {
    self.attendance = attendance
    self.source = source
    self.extract = extract
  }
}

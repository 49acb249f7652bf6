import AttendanceModel

/// Who a letter or alert was about, as the ledger keeps it: a correction goes to whoever was
/// told, about whom they were told of, whatever the row says by then.
enum ToldPatient {
  private static let fields: [AttendanceField] = [
    .nhsNumber, .nhsNumberStatus, .localPatientID, .familyName, .givenName, .birthDate, .sex,
    .addressLine, .postcode,
  ]
  private static let line: Character = "\u{1E}"

  /// One line a value: field, unit separator, value.
  static func text(_ patient: Attendance.Patient) -> String {
    var attendance = blank
    attendance.patient = patient
    return fields.flatMap { field in
      attendance.values(of: field).map { "\(field.rawValue)\(PersonKey.separator)\($0)" }
    }.joined(separator: String(line))
  }

  static func patient(_ text: String) -> Attendance.Patient {
    var attendance = blank
    var places: [AttendanceField: Int] = [:]
    for entry in text.split(separator: line) {
      let parts = entry.split(separator: PersonKey.separator, maxSplits: 1).map(String.init)
      guard let name = parts.first, let value = parts.last,
        let field = AttendanceField(rawValue: name)
      else { continue }
      let place = places[field, default: 0]
      places[field] = place + 1
      if field == .nhsNumberStatus {
        attendance.patient.nhsNumberStatus = value
      } else {
        _ = attendance.set(field, to: value, at: place)
      }
    }
    return attendance.patient
  }

  private static var blank: Attendance {
    Attendance(
      key: AttendanceKey(providerCode: "", attendanceID: ""),
      arrival: Arrival(CivilDay(rawValue: 0))
    )
  }
}

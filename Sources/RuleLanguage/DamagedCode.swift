import AttendanceModel

/// Finds codes that somebody's spreadsheet or typing has damaged.
enum DamagedCode {
  /// Why a text is no code, or nil.
  ///
  /// A text of seven digits or more is taken for a SNOMED CT id; shorter ones may belong to older
  /// coding schemes.
  static func mistake(_ code: String) -> String? {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard let first = code.utf8.first, digits.contains(first) else { return nil }
    if code.utf8.allSatisfy(digits.contains) {
      guard code.utf8.count > 6, !SNOMEDCode.isConceptID(code) else { return nil }
      return "“\(code)” is no SNOMED CT concept id: check digit or form is wrong"
    }
    // 1.08807E+15, 161887000.0
    guard code.utf8.allSatisfy({ digits.contains($0) || "+.Ee".utf8.contains($0) }) else {
      return nil
    }
    return "“\(code)” is a code that a spreadsheet has turned into a number"
  }

  /// Whether a field's values are codes of SNOMED CT, or of the scheme a profile maps.
  static func canBe(in field: AttendanceField) -> Bool {
    switch field {
    case .chiefComplaint, .diagnosis, .diagnosisQualifier, .injuryPlace, .injuryIntent,
      .injuryActivity, .injuryMechanism, .safeguardingConcern, .dischargeStatus,
      .dischargeDestination, .attendanceSource, .preferredLanguage:
      true
    default: false
    }
  }
}

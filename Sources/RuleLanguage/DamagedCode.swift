import AttendanceModel

/// Finds codes that somebody's spreadsheet or typing has damaged.
enum DamagedCode {
  /// Why a text is no code, or nil.
  ///
  /// A text of seven digits or more is taken for a SNOMED CT id; shorter ones may belong to older
  /// coding schemes.
  static func mistake(_ code: String) -> String? {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    if let odd = code.unicodeScalars.first(where: isOdd) {
      return "“\(code)” holds U+\(hexadecimal(odd)), which"
        + " no code does; type the code anew"
    }
    if code.utf8.contains(where: { " ,".utf8.contains($0) }),
      code.utf8.allSatisfy({ digits.contains($0) || " ,".utf8.contains($0) })
    {
      return "“\(code)” is a code with marks between its digits; write the digits alone"
    }
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

  private static func hexadecimal(_ character: Unicode.Scalar) -> String {
    let digits = String(character.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Whether a character is none of a code: what spreadsheets put before a text, what cannot be seen,
  /// digits of other scripts.
  private static func isOdd(_ character: Unicode.Scalar) -> Bool {
    let properties = character.properties
    return ["'", "\"", "="].contains(character) || properties.generalCategory == .format
      || properties.isWhitespace && character != " "
      || properties.numericType != nil && !character.isASCII
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

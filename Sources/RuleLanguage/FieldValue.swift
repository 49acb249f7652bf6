import AttendanceModel
import LocatedYAML

/// Reads the values that a rule file writes for a field into their canonical texts.
enum FieldValue {
  /// The canonical text of a value, or nil after a mistake has been noted.
  ///
  /// Unquoted YAML numbers and words (`04`, `X`, `no`) are the text as written.
  static func canonical(
    _ field: AttendanceField,
    _ node: Node,
    into diagnostics: inout [Diagnostic]
  ) -> String? {
    guard case .scalar(let text, _) = node.content else {
      let word = FieldWord.spelling(field)
      diagnostics.append(
        Diagnostic("a value of “\(word)” must be a single value", at: node.location)
      )
      return nil
    }
    if let mistake = lengthMistake(field, text, at: node.location) {
      diagnostics.append(mistake)
      return nil
    }
    if DamagedCode.canBe(in: field), let mistake = DamagedCode.mistake(text) {
      diagnostics.append(Diagnostic(mistake, at: node.location, code: .damagedCode))
      return nil
    }
    guard field.kind != .text || field == .attendanceCategory else { return text }
    var scratch = Attendance(
      key: AttendanceKey(providerCode: "", attendanceID: ""),
      arrival: Arrival(CivilDay(rawValue: 0))
    )
    if scratch.set(field, to: text), let value = scratch.values(of: field).first { return value }
    diagnostics.append(mistake(field, text, at: node.location))
    return nil
  }

  private static func mistake(
    _ field: AttendanceField,
    _ text: String,
    at location: SourceLocation
  ) -> Diagnostic {
    let words: [String]
    switch field.kind {
    case .mobility: words = Mobility.allCases.map(\.rawValue)
    case .flag: words = ["yes", "no"]
    case .text: words = AttendanceCategory.allCases.map(\.rawValue)
    // A message never carries an NHS number, not even a wrong one.
    case .nhsNumber: return Diagnostic("this is not a valid NHS number", at: location)
    case .date: return Diagnostic("“\(text)” is not a date, YYYY-MM-DD", at: location)
    case .time: return Diagnostic("“\(text)” is not a time, HH:MM", at: location)
    case .timestamp:
      return Diagnostic("“\(text)” is not a date with a time, YYYY-MM-DD HH:MM", at: location)
    case .years: return Diagnostic("“\(text)” is not an age in whole years", at: location)
    }
    return .notOneOf(words, text, at: location)
  }

  /// Items whose values the data dictionary writes in two characters (format an2): there `1`
  /// never equals the recorded `01`.
  private static func lengthMistake(
    _ field: AttendanceField,
    _ text: String,
    at location: SourceLocation
  ) -> Diagnostic? {
    guard field == .departmentType || field == .nhsNumberStatus, !text.isEmpty,
      text.utf8.count != 2
    else { return nil }
    return Diagnostic(
      "“\(text)” is no value of “\(FieldWord.spelling(field))”, which has two characters",
      at: location,
      suggestion: text.utf8.count == 1 ? "0" + text : nil
    )
  }
}

extension Diagnostic {
  /// The mistake of a word that is not in a closed list.
  static func notOneOf(_ words: [String], _ text: String, at location: SourceLocation) -> Self {
    Diagnostic(
      "“\(text)” is not one of \(words.joined(separator: ", "))",
      at: location,
      suggestion: nearestWord(to: text, among: words)
    )
  }
}

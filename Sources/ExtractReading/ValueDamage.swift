import AttendanceModel

/// How a value was damaged on its way, as far as its form shows.
///
/// A value that is damaged beyond doubt is unreadable; one that may belong to another coding scheme
/// is kept as text. Either way it is counted by column, and some places are named.
package enum ValueDamage: String, CaseIterable, Comparable, Sendable {
  /// `2.1631E+13`: a spreadsheet took an id for a number.
  case scientificNotation = "scientific-notation"
  /// `161887000.0`: a program read the column as decimal numbers.
  case decimalPoint = "decimal-point"
  /// `1054321000000100`: a spreadsheet keeps 15 digits.
  case zeroedDigits = "zeroed-digits"
  /// `104586100000100`: an id of the UK Edition with a digit too few in the middle.
  case lostDigit = "lost-digit"
  /// A number whose check digit is wrong, for any other reason.
  case wrongCheckDigit = "wrong-check-digit"
  /// A SNOMED CT id in order, but of a description or a relationship.
  case notAConcept = "not-a-concept"
  /// `161887000|22298006`, `'161887000`, `161887000 |Term|`: a concept id with more around it, seen or
  /// unseen, which no rule can match.
  case idAmongOther = "id-among-other"
  /// `3` for `03`; an NHS number of nine digits.
  case lostLeadingZero = "lost-leading-zero"
  /// An apostrophe before a number, which keeps spreadsheets from taking it for one.
  case apostrophe
  /// `46326` for a date: a spreadsheet's count of days.
  case dayNumber = "day-number"
  /// `NULL`, `\N`, `N/A` and the like, where the profile does not list the word among its blanks.
  case blankWord = "blank-word"

  package static func < (left: ValueDamage, right: ValueDamage) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }

  /// Whether the value can be nothing else, so that it is not kept.
  var isBeyondDoubt: Bool {
    switch self {
    case .lostDigit, .wrongCheckDigit, .notAConcept, .idAmongOther: false
    default: true
    }
  }
}

extension ValueDamage {
  /// What happened to a SNOMED CT concept id, or nil; shorter and other texts belong to other
  /// schemes.
  static func ofSNOMEDCode(_ value: Span<UInt8>) -> ValueDamage? {
    guard SNOMEDCode.hasDigits(value) else {
      return ofNumber(value) ?? (holdsConcept(value) ? .idAmongOther : nil)
    }
    if SNOMEDCode.isConceptID(ascii: value) { return nil }
    if SNOMEDCode.hasRightCheckDigit(ascii: value) { return .notAConcept }
    if value.count > 15, (15..<value.count).allSatisfy({ value[$0] == UInt8(ascii: "0") }) {
      return .zeroedDigits
    }
    return lacksDigitOfNamespace(value) ? .lostDigit : .wrongCheckDigit
  }

  /// Whether a run of digits in a text is a concept id.
  private static func holdsConcept(_ value: Span<UInt8>) -> Bool {
    var start = 0
    for end in 0...value.count where end == value.count || !(0x30...0x39).contains(value[end]) {
      if SNOMEDCode.isConceptID(ascii: value.extracting(start..<end)) { return true }
      start = end + 1
    }
    return false
  }

  /// What happened to an NHS number that is not valid.
  static func ofNHSNumber(_ value: Span<UInt8>) -> ValueDamage? {
    if value[0] == UInt8(ascii: "'") { return .apostrophe }
    var digits = 0
    for index in value.indices {
      let byte = value[index]
      if (0x30...0x39).contains(byte) { digits += 1 }
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") { continue }
      guard (0x30...0x39).contains(byte) else { return ofNumber(value) }
    }
    return digits == 10 ? .wrongCheckDigit : digits == 9 ? .lostLeadingZero : nil
  }

  /// Whether a text is one digit of a code that has two.
  static func isShortened(_ value: Span<UInt8>) -> Bool {
    value.count == 1 && (0x31...0x39).contains(value[0])
  }

  /// Whether a text is a day as spreadsheets count them, of the years 1954 to 2064.
  static func isDayNumber(_ value: Span<UInt8>) -> Bool {
    guard value.count == 5, (0x32...0x35).contains(value[0]) else { return false }
    return (1..<5).allSatisfy { (0x30...0x39).contains(value[$0]) }
  }

  /// Whether a text is a long number as spreadsheets show it, `2.02611E+11`; without the sign it may
  /// be an id such as `4E12`.
  static func isRounded(_ value: Span<UInt8>) -> Bool {
    value.count > 3 && mayBeRounded(second: value[1]) && ofNumber(value) == .scientificNotation
      && value.indices.contains { value[$0] == UInt8(ascii: "+") }
  }

  /// Whether the second byte of such a number may be this one; few ids have it.
  @inline(__always)
  static func mayBeRounded(second byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e")
  }

  /// Whether a text is a word that stands for nothing, in capital or small letters.
  static func isBlankWord(_ value: Span<UInt8>) -> Bool {
    // Ids are many and short; few begin like one of the words.
    guard 1...longestBlankWord ~= value.count, firstOfBlankWord.contains(value[0]) else {
      return false
    }
    return blankWords.contains { word in
      word.count == value.count
        && word.indices.allSatisfy { value[$0] == word[$0] || value[$0] == word[$0] | 0x20 }
    }
  }

  static let longestBlankWord = 6
  private static let firstOfBlankWord = Array("Nn(\\#-".utf8)
  private static let blankWords = ["NULL", "(NULL)", "\\N", "N/A", "#N/A", "NAN", "-"].map {
    Array($0.utf8)
  }

  /// `1.08807E+15` or `161887000.0`, by their forms.
  private static func ofNumber(_ value: Span<UInt8>) -> ValueDamage? {
    var position = 0
    guard value.takeNumber(at: &position, digits: 1...18) != nil else { return nil }
    let whole = position
    var fraction: Bool? = nil
    if value.take(UInt8(ascii: "."), at: &position) {
      let start = position
      guard value.takeNumber(at: &position, digits: 1...18) != nil else { return nil }
      fraction = (start..<position).contains { value[$0] != UInt8(ascii: "0") }
    }
    if position == value.count { return fraction == false && whole >= 6 ? .decimalPoint : nil }
    let hasExponent =
      value.take(UInt8(ascii: "E"), at: &position) || value.take(UInt8(ascii: "e"), at: &position)
    guard hasExponent else { return nil }
    _ = value.take(UInt8(ascii: "+"), at: &position)
    guard value.takeNumber(at: &position, digits: 1...2) != nil, position == value.count
    else { return nil }
    return .scientificNotation
  }

  /// Whether an id ends as those of the UK Edition do, 1000000 10 and a check digit, but for one
  /// zero.
  private static func lacksDigitOfNamespace(_ value: Span<UInt8>) -> Bool {
    let tail = Array("10000010".utf8)
    let start = value.count - 1 - tail.count
    guard start > 0 else { return false }
    return tail.indices.allSatisfy { value[start + $0] == tail[$0] }
  }
}

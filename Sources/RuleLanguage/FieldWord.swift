import AttendanceModel

/// The words by which a rule file names what a condition looks at.
enum FieldWord {
  /// The subject of a condition that a word names; section 6's own spelling is read too.
  static func subject(_ word: String) -> Condition.Subject? {
    switch word {
    case "age": .age
    case "registration": .registration
    default: field(word).map { .field($0) }
    }
  }

  /// The field that a word names.
  static func field(_ word: String) -> AttendanceField? {
    fields[word] ?? AttendanceField(rawValue: word)
  }

  /// How a rule file spells a field: in kebab-case, `category` for the attendance category.
  static func spelling(_ field: AttendanceField) -> String {
    field == .attendanceCategory
      ? "category" : String(field.rawValue.map { $0 == "_" ? "-" : $0 })
  }

  static let fieldWords = AttendanceField.allCases.map(spelling)
  static let subjectWords = ["age", "registration"] + fieldWords

  private static let fields = Dictionary(
    uniqueKeysWithValues: AttendanceField.allCases.map { (spelling($0), $0) }
  )
}

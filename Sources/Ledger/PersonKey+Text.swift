package import AttendanceModel

/// A person as the ledger names them, compared as UTF-8 bytes like every id (design S1): Swift's own
/// comparison takes two spellings of an accented letter for the same person.
package struct PersonText: Hashable, Sendable {
  /// What ``PersonKey/text`` gives.
  package let text: String

  /// Names a person by what ``PersonKey/text`` gave.
  package init(_ text: String) { self.text = text }

  /// Whether the bytes are the same.
  package static func == (left: PersonText, right: PersonText) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// Hashes the bytes.
  package func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}

extension PersonKey {
  /// Joins the parts of a key and the values of a list; no extract value contains it, since the
  /// reader treats control characters as unreadable.
  static let separator: Character = "\u{1F}"

  /// The person as the ledger names them.
  package var text: String {
    switch self {
    case .nhsNumber(let number): "nhs\(Self.separator)\(number.plain)"
    case .local(let provider, let id): "local\(Self.separator)\(provider)\(Self.separator)\(id)"
    case .unidentified(let key):
      "none\(Self.separator)\(key.providerCode)\(Self.separator)\(key.attendanceID)"
    }
  }

  /// Reads what `text` wrote.
  package init?(text: String) {
    let parts = text.split(separator: Self.separator, omittingEmptySubsequences: false).map(
      String.init
    )
    switch (parts.first, parts.count) {
    case ("nhs", 2):
      guard let number = NHSNumber(parts[1]) else { return nil }
      self = .nhsNumber(number)
    case ("local", 3): self = .local(providerCode: parts[1], patientID: parts[2])
    case ("none", 3):
      self = .unidentified(AttendanceKey(providerCode: parts[1], attendanceID: parts[2]))
    default: return nil
    }
  }
}

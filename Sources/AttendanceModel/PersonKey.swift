/// Whom attendances are linked to (design S3).
package enum PersonKey: Hashable, Sendable {
  /// A valid NHS number.
  case nhsNumber(NHSNumber)
  /// A provider's local patient id that no single NHS number claims.
  case local(providerCode: String, patientID: String)
  /// An attendance without usable identity: a person of its own.
  case unidentified(AttendanceKey)

  /// Whether an attendance of another day can be linked to the person.
  package var isIdentified: Bool {
    if case .unidentified = self { false } else { true }
  }
}

extension PersonKey {
  /// Local ids compare as bytes, like every id (design S1); Swift's own `==` on text would take
  /// two spellings of a letter for one.
  package static func == (left: PersonKey, right: PersonKey) -> Bool {
    switch (left, right) {
    case (.nhsNumber(let left), .nhsNumber(let right)): left == right
    case (.local(let provider, let id), .local(let otherProvider, let otherID)):
      provider.utf8.elementsEqual(otherProvider.utf8) && id.utf8.elementsEqual(otherID.utf8)
    case (.unidentified(let left), .unidentified(let right)): left == right
    default: false
    }
  }
}

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

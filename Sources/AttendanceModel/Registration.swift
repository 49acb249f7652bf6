/// Whether a person is registered with a GP practice, as an attendance says (design S11).
package enum Registration: String, CaseIterable, Sendable {
  /// V81997: no registered practice, although the person could register.
  case none
  /// V81998: the person should not have one, for example an overseas visitor.
  case notApplicable = "not-applicable"
  case registered
  /// V81999, blank, and anything that is no practice code: unknown is not none.
  case unknown

  /// Reads a practice code.
  ///
  /// Source of default codes: NHS Data Model and Dictionary, ORGANISATION DATA SERVICE default
  /// codes.
  package init(practiceCode: String?) {
    self =
      switch practiceCode {
      case "V81997": .none
      case "V81998": .notApplicable
      case let code? where Self.hasPracticeShape(code) && !Self.defaultCodes.contains(code):
        .registered
      default: .unknown
      }
  }

  /// Default codes that look like a practice's.
  private static let defaultCodes: Set<String> = [
    "V81999", "89999", "89997", "X99998", "X99999",
  ]

  /// A letter and five digits (England, Wales, Northern Ireland) or five digits (Scotland).
  private static func hasPracticeShape(_ code: String) -> Bool {
    var bytes = code.utf8[...]
    if let first = bytes.first, (0x41...0x5A).contains(first) { bytes.removeFirst() }
    return bytes.count == 5 && bytes.allSatisfy { (0x30...0x39).contains($0) }
  }
}

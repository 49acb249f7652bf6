/// A column's name as a profile gives it, matched without regard to case: `Surname`, or a
/// numbered one, `DIAGNOSIS_{n}`.
package struct ColumnName: Hashable, Sendable {
  /// As the profile writes it.
  package let text: String
  private let prefix: String
  /// What follows the number; nil for a name without one.
  private let suffix: String?

  package init(_ text: String) {
    self.text = text
    let pieces = text.lowercased().split(separator: "{n}", omittingEmptySubsequences: false)
    prefix = String(pieces[0])
    suffix = pieces.count > 1 ? pieces.dropFirst().joined(separator: "{n}") : nil
  }

  /// Whether it stands for numbered columns.
  package var isNumbered: Bool { suffix != nil }

  /// Whether a name, in small letters, is this one.
  func matches(lowercased name: String) -> Bool {
    isNumbered ? number(in: name) != nil : name == prefix
  }

  /// The number that a name, in small letters, has in the place of `{n}`.
  func number(in name: String) -> Int? {
    guard let suffix, name.utf8.count > prefix.utf8.count + suffix.utf8.count,
      name.hasPrefix(prefix), name.hasSuffix(suffix)
    else { return nil }
    let digits = name.dropFirst(prefix.count).dropLast(suffix.count)
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(digits)
  }
}

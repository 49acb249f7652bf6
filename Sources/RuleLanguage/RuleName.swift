/// What may name a rule, a letter template, an alert or a code set: each is also a file's name.
enum RuleName {
  /// Whether a text has only small letters, digits and hyphens, and begins with a letter.
  static func isValid(_ text: String) -> Bool {
    guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
    return text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
    }
  }

  /// A path's last part without `.yaml` or `.yml`.
  static func ofFile(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    for ending in [".yaml", ".yml"] where file.hasSuffix(ending) {
      return String(file.dropLast(ending.count))
    }
    return file
  }
}

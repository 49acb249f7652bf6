extension Diagnostic {
  /// The mistake as a compiler prints it: place, sentence, code, then the line with a mark under
  /// the offending word.
  ///
  /// Without the text of the line, or with one that is shorter than the place says, the sentence
  /// stands alone.
  package func excerpt(of line: String?) -> String {
    let head =
      "\(location.file):\(location.line):\(location.column): \(severity.rawValue): "
      + "\(sentence) [\(code.rawValue)]"
    guard let line else { return head }
    let scalars = Array(line.unicodeScalars)
    let start = location.column - 1
    guard scalars.indices.contains(start) else { return head }
    let number = String(location.line)
    let margin = String(repeating: " ", count: number.utf8.count)
    // Tabs stay tabs, so that the mark stands under its word however wide they are shown.
    let before = String(
      String.UnicodeScalarView(scalars[..<start].map { $0 == "\t" ? "\t" : " " })
    )
    let marks = "^" + String(repeating: "~", count: Self.wordLength(scalars[start...]) - 1)
    return "\(head)\n  \(number) | \(line)\n  \(margin) | \(before)\(marks)"
  }

  /// How long the word at the beginning is: to the end of its quotes, or to the next space or
  /// bracket.
  private static func wordLength(_ text: ArraySlice<Unicode.Scalar>) -> Int {
    guard let first = text.first else { return 1 }
    if first == "\"" || first == "'" {
      let end = text.dropFirst().firstIndex(of: first) ?? text.startIndex
      return end - text.startIndex + 1
    }
    let ends: Set<Unicode.Scalar> = [" ", "\t", ",", ":", "{", "}", "[", "]", "#"]
    return max(1, text.prefix { !ends.contains($0) }.count)
  }
}

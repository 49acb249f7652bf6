/// Turns fields into one line of CSV: commas unless said, quotes only where needed, LF at the
/// end.
///
/// Reading is libcsv's; its writer quotes every field, which the published files do not.
package enum CSVLine {
  /// The line of the fields as they are, for files that machines read; without a quotation mark
  /// a blank stands for what would need one.
  package static func exact(
    _ fields: [String],
    delimiter: UInt8 = UInt8(ascii: ","),
    quote: UInt8? = UInt8(ascii: "\"")
  ) -> String {
    fields.map { quoted($0, delimiter, quote) }
      .joined(separator: String(Unicode.Scalar(delimiter))) + "\n"
  }

  /// The line of the fields for files that people open in a spreadsheet.
  ///
  /// A text that starts with `=`, `+`, `-`, `@`, a tab or a carriage return would run as a
  /// formula there, so it gets an apostrophe in front (OWASP, CSV injection).
  package static func forSpreadsheet(_ fields: [String]) -> String {
    exact(fields.map { startsLikeFormula($0) ? "'" + $0 : $0 })
  }

  private static func startsLikeFormula(_ field: String) -> Bool {
    guard let first = field.utf8.first else { return false }
    return "=+-@\t\r".utf8.contains(first)
  }

  private static func quoted(_ field: String, _ delimiter: UInt8, _ quote: UInt8?) -> String {
    guard let quote else {
      return String(
        decoding: field.utf8.map { $0 == delimiter || $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 },
        as: UTF8.self
      )
    }
    let mark = Character(Unicode.Scalar(quote))
    let needsQuotes =
      field.utf8.contains { $0 == quote || $0 == delimiter || $0 == 0x0A || $0 == 0x0D }
      || field.utf8.first == 0x20 || field.utf8.last == 0x20
    return needsQuotes
      ? "\(mark)"
        + field.split(separator: mark, omittingEmptySubsequences: false)
        .joined(separator: "\(mark)\(mark)") + "\(mark)" : field
  }
}

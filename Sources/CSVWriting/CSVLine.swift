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
    var bytes: [UInt8] = []
    for (place, field) in fields.enumerated() {
      if place > 0 { bytes.append(delimiter) }
      append(field, to: &bytes, delimiter: delimiter, quote: quote)
    }
    bytes.append(0x0A)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends one field as it is: what ``exact(_:delimiter:quote:)`` puts between delimiters.
  package static func append(
    _ field: String,
    to bytes: inout [UInt8],
    delimiter: UInt8 = UInt8(ascii: ","),
    quote: UInt8? = UInt8(ascii: "\"")
  ) {
    let isSpecial = { (byte: UInt8) in byte == delimiter || byte == 0x0A || byte == 0x0D }
    let utf8 = field.utf8
    // A table may have a million fields: what is asked of each byte is asked in a span.
    let text = utf8.span
    var holdsSpecial = false
    var holdsQuote = false
    for place in text.indices {
      holdsSpecial = holdsSpecial || isSpecial(text[place])
      holdsQuote = holdsQuote || text[place] == quote
    }
    guard let quote else {
      bytes += utf8.map { isSpecial($0) ? 0x20 : $0 }
      return
    }
    let isPadded = utf8.first == 0x20 || utf8.last == 0x20
    guard holdsSpecial || holdsQuote || isPadded else {
      bytes += utf8
      return
    }
    bytes.append(quote)
    for byte in utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
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
}

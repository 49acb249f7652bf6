/// How a source writes its files as text.
package struct TextForm: Hashable, Sendable {
  /// The ASCII byte between values.
  package var delimiter: UInt8
  /// The ASCII byte around values that hold a delimiter, and doubled within them; nil when the
  /// source quotes nothing.
  package var quote: UInt8?
  package var encoding: TextEncoding

  package init(
    delimiter: UInt8 = UInt8(ascii: ","),
    quote: UInt8? = UInt8(ascii: "\""),
    encoding: TextEncoding = .utf8
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.encoding = encoding
  }

  /// The byte that libcsv takes for a quotation mark: zero, which no file may hold, stands for
  /// none.
  var quoteByte: UInt8 { quote ?? 0 }
}

import CSVWriting

/// The quarantine file of an extract: the original records, each with where and why.
///
/// The three columns at the end are mapped by nothing, so that the file, once mended, reads
/// like the extract it came from.
package enum QuarantineFile {
  package static let columns = ["quarantine_line", "quarantine_column", "quarantine_reason"]

  /// The file's bytes: header and rows with the extract's own separator, line end and encoding.
  package static func bytes(
    header: ExtractHeader,
    rows: some Sequence<QuarantinedRow>
  ) -> [UInt8] {
    var bytes = header.bytes
    append(columns, to: &bytes, like: header)
    for row in rows {
      bytes += row.originalBytes
      let reason = row.reason
      append(
        [String(row.position.line), reason.column, reason.description],
        to: &bytes,
        like: header
      )
    }
    return TextConverter.back(bytes, to: header.form.encoding)
  }

  private static func append(
    _ fields: [String],
    to bytes: inout [UInt8],
    like header: ExtractHeader
  ) {
    let line = CSVLine.exact(fields, delimiter: header.form.delimiter, quote: header.form.quote)
    bytes.append(header.form.delimiter)
    bytes += line.utf8.dropLast()
    bytes += header.lineEnd
  }
}

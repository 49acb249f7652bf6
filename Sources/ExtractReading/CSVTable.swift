/// A small CSV file as text: a code set, a practice directory, a table of descriptions.
///
/// Read like an extract: libcsv in strict mode, UTF-8 with or without byte-order mark, outer
/// spaces and tabs of values trimmed, blank lines skipped.
package struct CSVTable: Hashable, Sendable {
  /// One row and the line that it starts on.
  package struct Row: Hashable, Sendable {
    package var line: Int
    package var values: [String]

    package init(line: Int, values: [String]) {
      self.line = line
      self.values = values
    }
  }

  /// The names of the header; empty when the file has none.
  package var columns: [String]
  package var rows: [Row]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - delimiter: The ASCII byte between values.
  ///   - hasHeader: Whether the first record names the columns; each row then has as many
  ///     values.
  /// - Throws: Why the file is refused; no row counts then.
  package init(
    path: String,
    delimiter: UInt8 = UInt8(ascii: ","),
    hasHeader: Bool = true
  ) throws(ExtractRefusal) {
    var records = try CSVRecords(path: path, form: TextForm(delimiter: delimiter))
    columns = []
    rows = []
    while try records.next() {
      guard let values = records.texts() else {
        throw ExtractRefusal(file: path, cause: .notUTF8(line: records.recordLine))
      }
      if hasHeader && columns.isEmpty {
        columns = values
        try Self.refuseRepeatedNames(values, file: path)
      } else if hasHeader && values.count != columns.count {
        throw ExtractRefusal(
          file: path,
          cause: .wrongFieldCount(
            line: records.recordLine,
            expected: columns.count,
            found: values.count
          )
        )
      } else {
        rows.append(Row(line: records.recordLine, values: values))
      }
    }
    if columns.isEmpty && rows.isEmpty { throw ExtractRefusal(file: path, cause: .isEmpty) }
  }

  /// The place of a column, its name matched without regard to case.
  package func index(of column: String) -> Int? {
    let name = column.lowercased()
    return columns.firstIndex { $0.lowercased() == name }
  }

  private static func refuseRepeatedNames(
    _ names: [String],
    file: String
  ) throws(ExtractRefusal) {
    var seen: Set<String> = []
    for name in names where !name.isEmpty && !seen.insert(name.lowercased()).inserted {
      throw ExtractRefusal(file: file, cause: .repeatedColumn(name))
    }
  }
}

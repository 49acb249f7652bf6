import BatchRun

/// What of the extracts' values went unread, for people.
enum ReadingTable {
  /// Tables behind a blank line each; nothing when every value was read and every column used.
  static func lines(of extracts: [RunManifest.Extract]) -> [String] {
    let unread = extracts.flatMap { extract in
      extract.unreadable.sorted { $0.key < $1.key }.map {
        ["\(extract.file): \($0.key)", String($0.value)]
      }
    }
    let findings = extracts.reduce(into: [:]) { $0.merge($1.findings, uniquingKeysWith: +) }
    let doubts = findings.sorted { $0.key < $1.key }.map { [$0.key, String($0.value)] }
    let unused = Set(extracts.flatMap(\.unmappedColumns)).sorted()
    return table(["values that cannot be read, and count as not known, in", "number"], unread)
      + table(["rows to doubt", "number"], doubts)
      + (unused.isEmpty
        ? [] : ["", "Columns that nothing reads: \(unused.joined(separator: ", "))"])
  }

  private static func table(_ header: [String], _ rows: [[String]]) -> [String] {
    rows.isEmpty ? [] : [""] + TextTable(header: header, rows: rows).lines
  }
}

package import AttendanceModel
package import LocatedYAML

extension CodeSet {
  /// One line of a set's file, already split into fields.
  package struct Line: Hashable, Sendable {
    /// From 1, the header's line.
    package var number: Int
    package var fields: [String]

    package init(number: Int, fields: [String]) {
      self.number = number
      self.fields = fields
    }
  }

  /// The columns of a set's file, of which only `code` is compared; the others document.
  package static let columns = ["code", "term", "item", "group", "source"]

  /// Checks a set's lines, the header first.
  ///
  /// - Throws: every mistake with its line: a header without `code`, a line of another width, a
  ///   blank code, a code that a spreadsheet damaged.
  package init(
    name: String,
    file: String,
    lines: [Line],
    approval: Approval? = nil
  ) throws(Diagnostics) {
    let start = SourceLocation(file: file, line: lines.first?.number ?? 1, column: 1)
    guard let header = lines.first, let column = header.fields.firstIndex(of: "code") else {
      throw Diagnostics([
        Diagnostic(
          "a code set needs the columns \(Self.columns.joined(separator: ", "))",
          at: start
        )
      ])
    }
    var codes: Set<String> = []
    var diagnostics: [Diagnostic] = []
    for line in lines.dropFirst() {
      let place = SourceLocation(file: file, line: line.number, column: 1)
      if line.fields.count != header.fields.count {
        diagnostics.append(
          Diagnostic(
            "\(line.fields.count) fields where the header has \(header.fields.count)",
            at: place
          )
        )
      } else if line.fields[column].isEmpty {
        diagnostics.append(Diagnostic("a code is missing", at: place))
      } else if let mistake = DamagedCode.mistake(line.fields[column]) {
        diagnostics.append(Diagnostic(mistake, at: place, code: .damagedCode))
      } else {
        codes.insert(line.fields[column])
      }
    }
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
    self.init(name: name, codes: codes, approval: approval)
  }
}

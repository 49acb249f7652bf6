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

  /// The columns of a set's file. Only `code` is compared; the others document.
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
      } else if let mistake = Self.mistake(line.fields[column]) {
        diagnostics.append(Diagnostic(mistake, at: place))
      } else {
        codes.insert(line.fields[column])
      }
    }
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
    self.init(name: name, codes: codes, approval: approval)
  }

  /// Why a text is no code, or nil. A text of seven digits or more is taken for a SNOMED id;
  /// shorter ones may belong to older coding schemes.
  private static func mistake(_ code: String) -> String? {
    guard !code.isEmpty else { return "a code is missing" }
    let isDigits = code.utf8.allSatisfy { (0x30...0x39).contains($0) }
    if isDigits, code.utf8.count > 6, !SNOMEDCode.isConceptID(code) {
      return "“\(code)” is no SNOMED CT concept id: check digit or form is wrong"
    }
    let isNumber = code.utf8.allSatisfy { (0x30...0x39).contains($0) || "+.E".utf8.contains($0) }
    if isNumber, !isDigits, code.utf8.first != UInt8(ascii: "E") {
      return "“\(code)” is a code that a spreadsheet has turned into a number"
    }
    return nil
  }
}

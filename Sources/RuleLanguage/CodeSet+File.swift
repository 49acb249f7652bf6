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
  ///
  /// Two more may follow: `valid_from` and `valid_to`, the days of arrival for which a code holds.
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
    var undated: Set<String> = []
    var dated: [ValidDays: Set<String>] = [:]
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
        let days = Self.validDays(line, header: header.fields, at: place, into: &diagnostics)
        if let days {
          dated[days, default: []].insert(line.fields[column])
        } else {
          undated.insert(line.fields[column])
        }
      }
    }
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
    let codes = dated.values.reduce(undated) { $0.union($1) }
    // A code that one line gives without days holds always.
    dated = dated.mapValues { $0.subtracting(undated) }.filter { !$0.value.isEmpty }
    self.init(name: name, codes: codes, dated: dated, approval: approval)
  }

  /// What `valid_from` and `valid_to` of a line say; nil when neither says anything.
  private static func validDays(
    _ line: Line,
    header: [String],
    at place: SourceLocation,
    into diagnostics: inout [Diagnostic]
  ) -> ValidDays? {
    let read = { (column: String, diagnostics: inout [Diagnostic]) -> CivilDay? in
      guard let index = header.firstIndex(of: column), !line.fields[index].isEmpty else {
        return nil
      }
      if let day = CivilDay(line.fields[index]) { return day }
      diagnostics.append(
        Diagnostic("“\(line.fields[index])” in \(column) is not a date, YYYY-MM-DD", at: place)
      )
      return nil
    }
    let from = read("valid_from", &diagnostics)
    let to = read("valid_to", &diagnostics)
    if let from, let to, to < from {
      diagnostics.append(Diagnostic("valid_to \(to) lies before valid_from \(from)", at: place))
    }
    return from == nil && to == nil ? nil : ValidDays(from: from, to: to)
  }
}

/// Columns of text: the first to the left, the others to the right.
struct TextTable {
  var header: [String]
  var rows: [[String]]

  /// Nothing when there are no rows.
  var lines: [String] {
    guard !rows.isEmpty else { return [] }
    let widths = header.indices.map { column in
      ([header] + rows).map { $0[column].count }.max() ?? 0
    }
    return ([header, widths.map { String(repeating: "-", count: $0) }] + rows).map { row in
      zip(row, widths).enumerated().map { column, cell in
        let padding = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
        return column == 0 ? cell.0 + padding : padding + cell.0
      }.joined(separator: "  ")
    }
  }
}

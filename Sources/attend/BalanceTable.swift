import BatchRun

/// What became of the rows of each extract: rows = attendances + superseded + deleted +
/// quarantined.
enum BalanceTable {
  static func lines(of extracts: [RunManifest.Extract]) -> [String] {
    let numbers = extracts.map { extract in
      [
        extract.rows, extract.attendances, extract.superseded, extract.deleted,
        extract.quarantined, extract.removed,
      ]
    }
    var rows = zip(extracts, numbers).map { extract, numbers in
      ["\(extract.source): \(extract.file)"] + numbers.map(String.init)
    }
    if extracts.count > 1 {
      let sums = (0..<6).map { column in numbers.reduce(0) { $0 + $1[column] } }
      rows.append(["all extracts"] + sums.map(String.init))
    }
    // Removal is rare: only loads of whole periods do it.
    let columns = extracts.contains { $0.removed > 0 } ? 7 : 6
    return TextTable(
      header: Array(header.prefix(columns)),
      rows: rows.map { Array($0.prefix(columns)) }
    ).lines
  }

  private static let header = [
    "extract", "rows", "= attendances", "+ superseded", "+ deleted", "+ quarantined", "removed",
  ]
}

/// What was read and what was not.
struct ReadingSection {
  let findings: ReportFindings
  let disclosure: Disclosure

  private var reading: ReadingFindings { findings.reading }

  var markup: Markup {
    Markup(
      "section",
      ["id": "reading"],
      Markup("h2", [:], "What was read"),
      Markup("p", ["class": "lead"], Markup(lead)),
      files.markup,
      Markup("h3", [:], "What is missing"),
      figures([quarantine, quality, coverage].compactMap(\.self)),
      doubts
    )
  }

  private var lead: String {
    let kept =
      reading.quarantined == 0
      ? "All could be read."
      : "\(grouped(reading.quarantined)) could not be read and count nowhere."
    let files = reading.files.count == 1 ? "1 file" : "\(reading.files.count) files"
    let attendances = grouped(reading.attendances)
    return """
      \(grouped(reading.rows)) rows of \(files). \(kept) They leave \(attendances) attendances, \
      each in its latest version.
      """
  }

  private var files: Table {
    Table(
      caption: "Files",
      columns: [
        .text("File"), .number("Rows"), .number("Not read"), .number("Deletes"),
        .number("Older versions"),
      ],
      rows: reading.files.map {
        [
          $0.name, grouped($0.rows), grouped($0.quarantined), grouped($0.deletes),
          grouped($0.superseded),
        ]
      }
    )
  }

  private var quarantine: Figure? {
    guard let worst = reading.quarantine.max(by: { $0.count < $1.count }) else { return nil }
    return Figure(
      finding: "Most often a row could not be read because \(worst.name)",
      plot: BarChart(
        bars: reading.quarantine.map { Bar($0.name, .number($0.count)) },
        description: "Rows that could not be read, by reason"
      ).svg,
      caption: "Rows that could not be read, by reason. Exact: they are about files.",
      table: Table(
        caption: "Rows not read, by reason",
        columns: [.text("Reason"), .number("Rows")],
        rows: reading.quarantine.map { [$0.name, grouped($0.count)] }
      )
    )
  }

  private var quality: Figure? {
    let columns = unusable
    guard let worst = columns.first else { return nil }
    let count = { (list: [NamedCount], name: String) -> Int in
      list.first { $0.name == name }?.count ?? 0
    }
    return Figure(
      finding: "The column \(worst.name) has the most values that are no use",
      plot: BarChart(
        bars: columns.prefix(12).map { Bar($0.name, .number($0.count)) },
        description: "Values that cannot be used, by column"
      ).svg,
      caption: "Values that cannot be read and count as absent, and values damaged on their way, "
        + "as a spreadsheet does, by column of the extract. Columns without any are left out.",
      table: Table(
        caption: "Values that cannot be used, by column",
        columns: [.text("Column"), .number("Unreadable"), .number("Damaged")],
        rows: columns.map { column in
          [
            column.name, grouped(count(reading.unreadable, column.name)),
            grouped(count(reading.damaged, column.name)),
          ]
        }
      )
    )
  }

  /// Unreadable and damaged values together, by column, the most first.
  private var unusable: [NamedCount] {
    var sums: [String: Int] = [:]
    for column in reading.unreadable + reading.damaged {
      sums[column.name, default: 0] += column.count
    }
    return sums.map { NamedCount($0.key, $0.value) }.sorted(by: NamedCount.isMore)
  }

  private var coverage: Figure? {
    let sites = findings.coverage.sites.filter { $0.counts.contains { $0 > 0 } }
    let months = findings.coverage.months
    guard !sites.isEmpty, !months.isEmpty else { return nil }
    let largest = sites.sorted { $0.counts.reduce(0, +) > $1.counts.reduce(0, +) }
      .prefix(Self.mostSites)
    let drawn = sites.filter { site in largest.contains { $0.name == site.name } }
    let shown = drawn.map { site in (site.name, site.counts.map { disclosure.shown($0) }) }
    let holes = sites.reduce(0) { $0 + Self.holes($1.counts) }
    let rest = sites.count - drawn.count
    let more = rest > 0 ? " The \(drawn.count) largest sites; \(rest) more are not drawn." : ""
    return Figure(
      finding: holes == 0
        ? "Every site sent something in every month since its first"
        : "\(holes) \(holes == 1 ? "month is" : "months are") empty after a site’s first",
      plot: CoverageChart(
        months: months,
        sites: shown,
        description: "Attendances by site and month; \(holes) empty months after a site’s first"
      ).svg,
      caption: "Attendances by site and month of arrival, stronger for more, each site against its "
        + "own busiest month; × is a month without any, dashed one with 1 to 7.\(more)",
      table: Table(
        caption: "Attendances by site and month",
        columns: [.text("Month")] + shown.map { .number($0.0) },
        rows: months.indices.map { month in
          [MonthNames.full(months[month])] + shown.map { $0.1[month].text }
        }
      ),
      isWide: true
    )
  }

  private static let mostSites = 30

  /// Months without anything after the first with something.
  private static func holes(_ counts: [Int]) -> Int {
    counts.drop { $0 == 0 }.count { $0 == 0 }
  }

  private var doubts: Markup {
    let ofFiles = reading.doubts + [NamedCount("undated delete that lost", reading.undatedDeletes)]
    var rows = ofFiles.filter { $0.count > 0 }.map { ["rows: \($0.name)", grouped($0.count)] }
    rows.append([
      "attendances without a usable identity", disclosure.shown(reading.unidentified).text,
    ])
    rows.append([
      "flagged persons who may be two", disclosure.shown(reading.identityConflicts).text,
    ])
    let columns = reading.unmapped.joined(separator: ", ")
    return [
      Markup("h3", [:], "Read, and doubtful"),
      Table(
        caption: "What was read and is doubtful",
        columns: [.text("What"), .number("Number")],
        rows: rows
      ).markup,
      columns.isEmpty
        ? Markup()
        : Markup("p", [:], "Columns that the profile does not name and nothing reads: \(columns)."),
    ].joined
  }
}

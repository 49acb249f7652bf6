package import AttendanceModel
import GRDB

/// An extract that a run has taken.
package struct KnownExtract: Hashable, Sendable {
  package var number: Int64
  /// The name it was first taken under.
  package var file: String
  /// The last as-of date that it was read for.
  package var readAsOf: CivilDay
  /// The earliest arrival among its rows that arrive later than that; they wait for their day.
  package var due: CivilDay?
  /// Whether it said that there was nothing to report.
  package var isNil: Bool
}

/// What became of an extract's reading, for the nights to come.
package struct ExtractRecord: Hashable, Sendable {
  package var rows: Int
  package var readAsOf: CivilDay
  package var due: CivilDay?
  package var isMended: Bool
  package var isNil: Bool
  /// Rows by site.
  package var sites: [String: Int]
  /// The fields that some column feeds.
  package var fields: Set<AttendanceField>

  package init(
    rows: Int,
    readAsOf: CivilDay,
    due: CivilDay? = nil,
    isMended: Bool = false,
    isNil: Bool = false,
    sites: [String: Int] = [:],
    fields: Set<AttendanceField> = []
  ) {
    self.rows = rows
    self.readAsOf = readAsOf
    self.due = due
    self.isMended = isMended
    self.isNil = isNil
    self.sites = sites
    self.fields = fields
  }
}

extension LedgerTransaction {
  /// The extract of these bytes, when one has been taken.
  package func extract(sha256: String) throws -> KnownExtract? {
    try Row.fetchOne(
      database,
      sql: """
        SELECT extract.number, file, coalesce(read_as_of, as_of), due, is_nil
        FROM extract JOIN run ON run.number = extract.run WHERE sha256 = ?
        """,
      arguments: [sha256]
    ).map { row in
      KnownExtract(
        number: row[0],
        file: row[1],
        readAsOf: CivilDay(rawValue: row[2]),
        due: (row[3] as Int32?).map(CivilDay.init(rawValue:)),
        isNil: row[4]
      )
    }
  }

  /// Begins to take an extract and gives it its number.
  package func startExtract(sha256: String, source: String, file: String, run: Int64) throws
    -> Int64
  {
    try database.execute(
      sql: "INSERT INTO extract (sha256, source, file, rows, run) VALUES (?, ?, ?, 0, ?)",
      arguments: [sha256, source, file, run]
    )
    return database.lastInsertedRowID
  }

  /// Remembers what a whole extract held.
  package func finishExtract(_ number: Int64, _ record: ExtractRecord) throws {
    try database.execute(
      sql: """
        UPDATE extract SET rows = ?, due = ?, read_as_of = ?, is_mended = ?, is_nil = ?, fields = ?
        WHERE number = ?
        """,
      arguments: [
        record.rows, record.due?.rawValue, record.readAsOf.rawValue, record.isMended,
        record.isNil, record.fields.map(\.rawValue).sorted().joined(separator: " "), number,
      ]
    )
    for (site, rows) in record.sites.sorted(by: { precedesAsBytes($0.key, $1.key) }) {
      try database.execute(
        sql: "INSERT INTO extract_site (extract, site_code, rows) VALUES (?, ?, ?)",
        arguments: [number, site, rows]
      )
    }
  }

  /// Remembers that an extract was read again, for the rows that had waited.
  package func readAgain(_ number: Int64, asOf: CivilDay, due: CivilDay?) throws {
    try database.execute(
      sql: "UPDATE extract SET due = ?, read_as_of = ? WHERE number = ?",
      arguments: [due?.rawValue, asOf.rawValue, number]
    )
  }

  /// Notes that a run found an extract under a name.
  ///
  /// - Returns: Whether it came: the run before this one did not find it there.
  package func see(_ extract: Int64, source: String, file: String, run: Int64) throws -> Bool {
    let lastSeen = try Int64.fetchOne(
      database,
      sql: "SELECT last_run FROM sighting WHERE extract = ? AND source = ? AND file = ?",
      arguments: [extract, source, file]
    )
    let runBefore = try Int64.fetchOne(
      database,
      sql: "SELECT max(number) FROM run WHERE number < ?",
      arguments: [run]
    )
    let isThere = lastSeen.map { $0 == run || $0 == runBefore } ?? false
    try database.execute(
      sql: """
        INSERT INTO sighting (extract, source, file, first_run, last_run)
        VALUES (?1, ?2, ?3, ?4, ?4)
        ON CONFLICT (extract, source, file) DO UPDATE SET last_run = ?4,
          first_run = CASE WHEN ?5 THEN first_run ELSE ?4 END
        """,
      arguments: [extract, source, file, run, isThere]
    )
    return !isThere
  }

  /// Whether a source has brought an extract of its own for an as-of date: rows that no run had
  /// read, or an accepted nil return.
  package func tookExtract(from source: String, asOf: CivilDay) throws -> Bool {
    try Int.fetchOne(
      database,
      sql: "SELECT 1 FROM (\(Self.daysWithExtract)) WHERE as_of = ? LIMIT 1",
      arguments: [source, asOf.rawValue]
    ) != nil
  }

  /// The last as-of date for which a source has brought an extract of its own; nil when it never
  /// has.
  package func lastExtract(from source: String) throws -> CivilDay? {
    try Int32.fetchOne(
      database,
      sql: "SELECT max(as_of) FROM (\(Self.daysWithExtract))",
      arguments: [source]
    ).map(CivilDay.init(rawValue:))
  }

  /// Nil returns have the same bytes, so that the days of all but the first are those on which
  /// their names came.
  private static let daysWithExtract = """
    SELECT as_of FROM \(extractsByDay)
    WHERE source = ?1 AND is_mended = 0 AND (rows > 0 OR is_nil = 1)
    UNION ALL
    SELECT as_of FROM run CROSS JOIN sighting ON sighting.first_run = run.number
      JOIN extract ON extract.number = sighting.extract
    WHERE sighting.source = ?1 AND is_nil = 1
    """

  /// How many rows a source has brought for an as-of date; nil when it brought none.
  package func rowsBrought(by source: String, asOf: CivilDay) throws -> Int? {
    try Int.fetchOne(
      database,
      sql: """
        SELECT sum(rows) FROM \(Self.extractsByDay)
        WHERE source = ? AND as_of = ? AND is_mended = 0 AND rows > 0
        """,
      arguments: [source, asOf.rawValue]
    )
  }

  /// How many rows a source brought on the last days of the same weekday before an as-of date,
  /// the latest day first; days on which it brought none are left out.
  package func rowsOnWeekday(of asOf: CivilDay, from source: String, days: Int) throws -> [Int] {
    try Int.fetchAll(
      database,
      sql: """
        SELECT sum(rows) FROM \(Self.extractsByDay)
        WHERE source = ?1 AND as_of < ?2 AND (?2 - as_of) % 7 = 0 AND is_mended = 0 AND rows > 0
        GROUP BY as_of ORDER BY as_of DESC LIMIT ?3
        """,
      arguments: [source, asOf.rawValue, days]
    )
  }

  /// The sites of which a source has brought rows for an as-of date.
  package func sites(of source: String, asOf: CivilDay) throws -> Set<String> {
    Set(
      try String.fetchAll(
        database,
        sql: Self.siteDays + " AND as_of = ?",
        arguments: [source, asOf.rawValue]
      )
    )
  }

  /// The sites that reported on every one of a source's last days before an as-of date; none
  /// while the source has fewer days.
  package func constantSites(of source: String, before asOf: CivilDay, days: Int) throws
    -> Set<String>
  {
    guard let first = try firstOfLastDays(of: source, before: asOf, days: days) else { return [] }
    return Set(
      try String.fetchAll(
        database,
        sql: Self.siteDays
          + " AND as_of BETWEEN ? AND ? GROUP BY site_code HAVING count(DISTINCT as_of) = ?",
        arguments: [source, first.rawValue, asOf.rawValue - 1, days]
      )
    )
  }

  /// The fields that a column of every extract fed on a source's last days before an as-of date;
  /// none while the source has fewer days, or an extract of which that is not known.
  package func constantFields(of source: String, before asOf: CivilDay, days: Int) throws
    -> Set<AttendanceField>
  {
    guard let first = try firstOfLastDays(of: source, before: asOf, days: days) else { return [] }
    let extracts = try String?.fetchAll(
      database,
      sql: """
        SELECT fields FROM \(Self.extractsByDay)
        WHERE source = ? AND as_of BETWEEN ? AND ? AND is_mended = 0 AND rows > 0
        """,
      arguments: [source, first.rawValue, asOf.rawValue - 1]
    ).map { fields in
      Set((fields ?? "").split(separator: " ").compactMap { AttendanceField(rawValue: String($0)) })
    }
    return extracts.dropFirst().reduce(extracts.first ?? []) { $0.intersection($1) }
  }

  /// The first of the last days before an as-of date on which a source has brought rows; nil while
  /// it has fewer.
  private func firstOfLastDays(of source: String, before asOf: CivilDay, days: Int) throws
    -> CivilDay?
  {
    let last = try Int32.fetchAll(
      database,
      sql: """
        SELECT as_of FROM \(Self.extractsByDay)
        WHERE source = ? AND as_of < ? AND is_mended = 0 AND rows > 0
        GROUP BY as_of ORDER BY as_of DESC LIMIT ?
        """,
      arguments: [source, asOf.rawValue, days]
    )
    return last.count == days ? last.last.map(CivilDay.init(rawValue:)) : nil
  }

  private static let siteDays = """
    SELECT site_code FROM \(extractsByDay)
      CROSS JOIN extract_site ON extract_site.extract = extract.number
    WHERE source = ? AND is_mended = 0
    """

  /// The extracts by the day that their run was for: the days that are asked for lead to them, the
  /// latest first, and the nights before are passed over.
  private static let extractsByDay = "run CROSS JOIN extract ON extract.run = run.number"
}

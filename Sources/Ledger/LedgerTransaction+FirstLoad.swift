import GRDB

/// The first load of an empty ledger: many attendances at once, and nobody known before.
extension LedgerTransaction {
  /// Runs `body`, which takes many attendances into an empty ledger, while the indexes of their
  /// table are away, and makes them again: sorting all rows once is several times faster than
  /// finding the place of each.
  ///
  /// Their pages are then given room for later rows. All that is part of the transaction, so that
  /// no ledger is ever left without them.
  ///
  /// - Parameters:
  ///   - loadsPeriods: Whether `body` asks for the attendances of periods, and needs the index of
  ///     these.
  ///   - body: The work.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` or the database throws; the indexes then come back with the transaction's
  ///   end.
  package func withoutIndexes<Result>(loadsPeriods: Bool, _ body: () throws -> Result) throws
    -> Result
  {
    let indexes = try Row.fetchAll(
      database,
      sql: """
        SELECT name, sql FROM sqlite_master
        WHERE type = 'index' AND tbl_name = 'attendance' AND sql IS NOT NULL ORDER BY rowid
        """
    ).map { (name: $0[0] as String, sql: $0[1] as String) }
      .filter { !(loadsPeriods && $0.name == "attendance_arrival") }
    for index in indexes { try database.execute(sql: "DROP INDEX \(index.name)") }
    let result = try body()
    // SQLite sorts as much at once as its cache may hold.
    try database.execute(sql: "PRAGMA cache_size = \(Ledger.cacheOfSorting)")
    for index in indexes { try database.execute(sql: index.sql) }
    try database.execute(sql: "PRAGMA cache_size = \(Ledger.cacheOfFirstLoad)")
    try loosenPages()
    return result
  }

  /// Makes room in the pages of the indexes of persons and local ids.
  ///
  /// Sorted at once, an index fills each page to the last byte. A row of a later night would then
  /// split one and rewrite its neighbours, four pages for one, until most pages have been split.
  /// Rows put between the others and taken away again split them beforehand.
  private func loosenPages() throws {
    let last = try Int64.fetchOne(database, sql: "SELECT max(number) FROM attendance") ?? 0
    // A page holds about 170 rows, and a split reaches a page to either side. No attendance has a
    // blank provider.
    try database.execute(
      sql: """
        INSERT INTO attendance
          (provider_code, attendance_id, is_deleted, person, local_patient_id)
          SELECT '', number, 1, person, local_patient_id FROM attendance WHERE number % 256 = 0
        """
    )
    try database.execute(sql: "DELETE FROM attendance WHERE number > ?", arguments: [last])
  }

  /// Hands over who owns each attendance, by person in byte order; of deleted ones, who did.
  ///
  /// - Parameter body: Gets the ledger's text of the person, and the attendance's number.
  /// - Throws: What `body` or the database throws.
  /// - Complexity: O(attendances), from the index of persons alone.
  package func forEachOwner(_ body: (_ person: String, _ number: Int64) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT person, number FROM attendance WHERE person IS NOT NULL ORDER BY person"
    )
    while let row = try rows.next() { try body(row[0], row[1]) }
  }
}

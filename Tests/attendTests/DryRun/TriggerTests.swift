import Testing

/// Design S8 through the command: where rules hold.
struct TriggerTests {
  @Test func `attendances before the in-force date count and do not trigger`() throws {
    let run = try DryRun(
      """
      attendance_id, arrival_date
      1,             2022-03-28
      2,             2022-03-29
      3,             2022-03-30
      before,        2022-03-31
      first,         2022-04-01
      """
    )
    #expect(run.fired("frequent-attender-4-in-6-months") == ["first"])
  }

  @Test func `triggers are sorted by rule, then arrival, provider and id as bytes`() throws {
    let run = try DryRun(
      """
      child, attendance_id, provider_code, arrival_date, gp_practice_code
      0,     b,             RZ9,           2026-03-02,   V81997
      1,     a,             RZ9,           2026-03-02,   V81997
      2,     B,             RZ9,           2026-03-02,   V81997
      3,     z,             RA1,           2026-03-02,   V81997
      4,     z,             RZ9,           2026-03-01,   V81997
      """
    )
    #expect(
      run.triggers?.map { $0.split(separator: ",")[2...3].joined(separator: " ") }
        == ["RZ9 z", "RA1 z", "RZ9 B", "RZ9 a", "RZ9 b"]
    )
  }

  @Test func `in one minute the order of ids decides which attendance triggers`() throws {
    let run = try DryRun(
      """
      attendance_id, arrival_date
      10,            2026-03-01
      9,             2026-03-01
      8,             2026-03-01
      2,             2026-03-01
      """
    )
    // As bytes, 10 comes before 2.
    #expect(run.fired("frequent-attender-4-in-6-months") == ["9"])
  }

  @Test func `the order of rows and files changes nothing`() throws {
    let rows = [
      "1, 2026-01-05", "2, 2026-02-11", "3, 2026-04-30", "4, 2026-07-05", "5, 2026-07-06",
    ]
    let table = { (rows: [String]) in
      "attendance_id, arrival_date\n" + rows.joined(separator: "\n")
    }
    let together = try DryRun(table(rows))
    let apart = try DryRun(table(rows[3...].reversed()), table(rows[..<3].reversed()))
    #expect(together.triggers?.count == 2)
    #expect(apart.triggers == together.triggers)
  }

  @Test func `a rule without a count says count 1 and the arrival date as its window`() throws {
    let run = try DryRun(
      """
      arrival_date, arrival_time, gp_practice_code
      2026-03-01,   ,             V81997
      """
    )
    #expect(
      run.triggers == ["unregistered-with-gp,1,RZ9,A1,2026-03-01,00:00,1,2026-03-01,2026-03-01"]
    )
  }
}

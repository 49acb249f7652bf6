import Testing

/// Design S5 through the command.
struct WindowTests {
  private let four = "frequent-attender-4-in-6-months"

  @Test func `the window's first day counts and the day before it does not`() throws {
    let run = try DryRun(
      """
      child, attendance_id, arrival_date
      0,     in-1,          2026-01-05
      0,     in-2,          2026-02-11
      0,     in-3,          2026-04-30
      0,     in-4,          2026-07-05
      1,     out-1,         2026-01-04
      1,     out-2,         2026-02-11
      1,     out-3,         2026-04-30
      1,     out-4,         2026-07-05
      """
    )
    #expect(run.triggers == ["\(four),1,RZ9,in-4,2026-07-05,10:00,4,2026-01-05,2026-07-05"])
  }

  @Test(arguments: [
    ("2026-02-28", "2026-08-31", "2026-02-28"), ("2024-02-29", "2024-08-31", "2024-02-29"),
    ("2026-04-30", "2026-10-31", "2026-04-30"), ("2025-12-31", "2026-06-30", "2025-12-30"),
  ])
  func `months are subtracted by calendar and clamped to the month's end`(
    first: String,
    last: String,
    from: String
  ) throws {
    let run = try DryRun(
      """
      attendance_id, arrival_date
      1,             \(first)
      2,             \(last)
      3,             \(last)
      4,             \(last)
      """
    )
    #expect(run.triggers == ["\(four),1,RZ9,4,\(last),10:00,4,\(from),\(last)"])
  }

  @Test func `an attendance later on the triggering day does not count`() throws {
    let run = try DryRun(
      """
      attendance_id, arrival_date, arrival_time
      late,          2026-07-05,   23:59
      3,             2026-07-05,   10:02
      2,             2026-07-05,   10:01
      1,             2026-07-05,   10:00
      """
    )
    #expect(run.fired(four) == ["late"])
  }

  @Test func `twelve months reach back to the same day a year earlier`() throws {
    let run = try DryRun(
      """
      child, attendance_id, arrival_date
      0,     in-1,          2025-07-05
      0,     in-2,          2025-09-01
      0,     in-3,          2025-11-01
      0,     in-4,          2026-02-01
      0,     in-5,          2026-04-15
      0,     in-6,          2026-07-05
      1,     out-1,         2025-07-04
      1,     out-2,         2025-09-01
      1,     out-3,         2025-11-01
      1,     out-4,         2026-02-01
      1,     out-5,         2026-04-15
      1,     out-6,         2026-07-05
      """
    )
    #expect(
      run.triggers == [
        "frequent-attender-6-in-12-months,1,RZ9,in-6,2026-07-05,10:00,6,2025-07-05,2026-07-05"
      ]
    )
  }
}

import Testing

/// Design S6 and S7 through the command: what is counted.
struct CountTests {
  private let injuries = "previous-injuries"

  @Test(arguments: [("2026-03-02", "09:59", false), ("2026-03-02", "10:00", true)])
  func `an injury less than 24 hours after the last continues its presentation`(
    day: String,
    time: String,
    isNew: Bool
  ) throws {
    let run = try DryRun(
      """
      attendance_id, arrival_date, arrival_time, diagnosis_1
      1,             2026-03-01,   10:00,        38354005
      2,             \(day),       \(time),      38354005
      """
    )
    #expect(
      run.triggers
        == (isNew ? ["\(injuries),1,RZ9,2,\(day),\(time),2,2024-03-02,2026-03-02"] : [])
    )
  }

  @Test func `a chain of continuations is one presentation`() throws {
    let run = try DryRun(
      """
      arrival_date, arrival_time, diagnosis_1
      2026-03-01,   10:00,        38354005
      2026-03-02,   09:00,        38354005
      2026-03-03,   08:00,        38354005
      """
    )
    #expect(run.fired(injuries) == [])
  }

  @Test func `a presentation is dated by its first attendance, which may lie before the window`()
    throws
  {
    let run = try DryRun(
      """
      child, attendance_id, arrival_date, arrival_time, diagnosis_1
      0,     before,        2024-02-29,   20:00,        38354005
      0,     continued,     2024-03-01,   08:00,        38354005
      0,     now-0,         2026-03-01,   10:00,        38354005
      1,     inside,        2024-03-01,   08:00,        38354005
      1,     now-1,         2026-03-01,   10:00,        38354005
      """
    )
    #expect(run.fired(injuries) == ["now-1"])
  }

  @Test func `an injury date alone makes an injury, an unreadable one makes none`() throws {
    let run = try DryRun(
      """
      child, attendance_id, arrival_date, injury_date
      0,     dated-1,       2026-01-01,   2026-01-01
      0,     dated-2,       2026-03-01,   2026-02-28
      1,     unreadable-1,  2026-01-01,   2026-01-01
      1,     unreadable-2,  2026-03-01,   yesterday
      """
    )
    #expect(run.fired(injuries) == ["dated-2"])
  }

  @Test func `categories count as S7 says`() throws {
    // Each child's fourth attendance is an ordinary one; the third is of the category.
    let run = try DryRun(
      """
      child, attendance_id, arrival_date, attendance_category
      0,     1-1,           2026-03-01,   1
      0,     1-2,           2026-03-02,   1
      0,     follow-up-2,   2026-03-03,   2
      0,     fires-2,       2026-03-04,   1
      1,     2-1,           2026-03-01,   1
      1,     2-2,           2026-03-02,   1
      1,     follow-up-3,   2026-03-03,   3
      1,     fires-3,       2026-03-04,   1
      2,     3-1,           2026-03-01,   1
      2,     3-2,           2026-03-02,   1
      2,     planned,       2026-03-03,   4
      2,     quiet-4,       2026-03-04,   1
      3,     4-1,           2026-03-01,   1
      3,     4-2,           2026-03-02,   1
      3,     blank,         2026-03-03,
      3,     fires-blank,   2026-03-04,   1
      4,     5-1,           2026-03-01,   1
      4,     5-2,           2026-03-02,   1
      4,     other,         2026-03-03,   9
      4,     fires-other,   2026-03-04,   1
      5,     6-1,           2026-03-01,   1
      5,     6-2,           2026-03-02,   1
      5,     dead,          2026-03-03,   X
      5,     quiet-X,       2026-03-04,   1
      """
    )
    #expect(
      run.fired("frequent-attender-4-in-6-months")
        == ["fires-2", "fires-3", "fires-blank", "fires-other"]
    )
  }

  @Test func `only A&E departments count for frequent attenders`() throws {
    let run = try DryRun(
      """
      child, attendance_id, arrival_date, department_type
      0,     1,             2026-03-01,   01
      0,     2,             2026-03-02,   02
      0,     3,             2026-03-03,   03
      0,     walk-in,       2026-03-04,   04
      0,     same-day,      2026-03-05,   05
      0,     fires,         2026-03-06,   01
      """
    )
    #expect(run.fired("frequent-attender-4-in-6-months") == ["fires"])
  }
}

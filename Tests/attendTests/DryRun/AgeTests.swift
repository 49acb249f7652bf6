import Testing

/// Design S4 and S11 through the command.
struct AgeTests {
  private let unregistered = "unregistered-with-gp"

  @Test func `a birthday ends the rule, and 29 February reaches its year on 1 March`() throws {
    let run = try DryRun(
      """
      child, attendance_id, birth_date, arrival_date, gp_practice_code
      0,     still-17,      2008-01-06, 2026-01-05,   V81997
      1,     is-18,         2008-01-05, 2026-01-05,   V81997
      2,     leap-17,       2008-02-29, 2026-02-28,   V81997
      3,     leap-18,       2008-02-29, 2026-03-01,   V81997
      """
    )
    #expect(run.fired(unregistered) == ["still-17", "leap-17"])
  }

  @Test func `six months are reached on the same day of the month, or the first of the next`()
    throws
  {
    let run = try DryRun(
      """
      child, attendance_id, birth_date, arrival_date, diagnosis_1
      0,     under,         2025-09-06, 2026-03-05,   125668004
      1,     exactly,       2025-09-05, 2026-03-05,   125668004
      2,     august-under,  2025-08-31, 2026-02-28,   125668004
      3,     august-over,   2025-08-31, 2026-03-01,   125668004
      """
    )
    #expect(run.fired("non-mobile-baby-bruising") == ["august-under", "under"])
  }

  @Test func `an age in whole years settles what it can`() throws {
    let run = try DryRun(
      """
      child, attendance_id, birth_date, age_at_arrival, arrival_date, gp_practice_code
      0,     seventeen,     ,           17,             2026-03-01,   V81997
      1,     eighteen,      ,           18,             2026-03-01,   V81997
      2,     unreadable,    someday,    17,             2026-03-01,   V81997
      3,     unborn,        2026-03-02, 17,             2026-03-01,   V81997
      4,     birth-wins,    2018-03-02, 40,             2026-03-01,   V81997
      """
    )
    #expect(run.fired(unregistered) == ["birth-wins", "seventeen", "unreadable"])
  }

  @Test func `an unknown age is reported and never read as no`() throws {
    let run = try DryRun(
      """
      child, attendance_id, birth_date, arrival_date, gp_practice_code
      0,     unknown,       ,           2026-03-01,   V81997
      """
    )
    #expect(run.triggers == [])
    #expect(
      run.outcome.output.split(separator: "\n").contains {
        $0.contains(unregistered) && $0.contains("age") && $0.hasSuffix(" 1")
      }
    )
  }

  @Test func `an unsettled age of a suspected-harm rule is counted`() throws {
    // In whole years a baby of 0 may be under six months or not.
    let run = try DryRun(
      """
      birth_date, age_at_arrival, arrival_date, diagnosis_1
      ,           0,              2026-03-01,   125668004
      """
    )
    #expect(run.triggers == [])
    #expect(
      run.outcome.output.split(separator: "\n").contains {
        $0.hasPrefix("attendances a suspected-harm rule lacks the age of") && $0.hasSuffix(" 1")
      }
    )
  }

  @Test func `only V81997 means no practice`() throws {
    let run = try DryRun(
      """
      child, attendance_id,  arrival_date, gp_practice_code
      0,     none,           2026-03-01,   V81997
      1,     not-applicable, 2026-03-01,   V81998
      2,     not-known,      2026-03-01,   V81999
      3,     blank,          2026-03-01,
      4,     registered,     2026-03-01,   Y99001
      5,     no-code,        2026-03-01,   none
      """
    )
    #expect(run.fired(unregistered) == ["none"])
  }
}

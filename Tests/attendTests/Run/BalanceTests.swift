import Testing

/// Nothing lost: rows read = attendances + superseded + deleted + quarantined.
struct BalanceTests {
  private let header =
    "attendance_id, child, arrival_date, gp_practice_code, applicable_datetime, update_type"
  private let first = """
    A, 0, 2026-10-20, Y99001, 2026-10-20T10:00, 9
    B, 1, 2026-10-20, Y99001, 2026-10-20T10:00, 9
    C, 2, 2026-10-20, Y99001, 2026-10-20T10:00, 9
    C, 2, 2026-10-20, Y99001, 2026-10-20T11:00, 9
    D, 3, soon,       Y99001, 2026-10-20T10:00, 9
    """
  private let second = """
    A, 0, 2026-10-20, Y99002, 2026-10-21T10:00, 9
    B,  ,           ,       , 2026-10-21T10:00, 1
    C, 2, 2026-10-20, Y99001, 2026-10-20T09:00, 9
    E,  ,           ,       ,                 , 1
    """

  @Test func `a dry-run accounts for every row of every file, and says so`() throws {
    let run = try DryRun(texts: [first, second].map { Extract("\(header)\n\($0)").text })
    let lines = run.outcome.output.split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
    // Its files are named against their order.
    #expect(lines.contains(["standard:", "2.csv", "5", "1", "3", "0", "1"]))
    #expect(lines.contains(["standard:", "1.csv", "4", "1", "1", "2", "0"]))
    #expect(lines.contains(["all", "extracts", "9", "2", "4", "2", "1"]))
    #expect(run.outcome.output.contains("= attendances  + superseded  + deleted  + quarantined"))
  }

  @Test func `a run accounts for every row of every file as a dry-run does`() throws {
    let trust = try Trust()
    try trust.receive("1.csv", "\(header)\n\(first)")
    try trust.receive("2.csv", "\(header)\n\(second)")
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.balances == [[5, 1, 3, 0, 1], [4, 1, 1, 2, 0]])
    #expect(night.outcome.output.contains("all extracts"))
  }

  @Test func `rows of an earlier night stay in that night's balance`() throws {
    let trust = try Trust()
    try trust.receive("1.csv", "\(header)\n\(first)")
    #expect(try trust.firstNight(asOf: "2026-11-01").balances == [[5, 3, 1, 0, 1]])
    try trust.receive("2.csv", "\(header)\n\(second)")
    #expect(try trust.night(asOf: "2026-11-02").balances == [[4, 1, 1, 2, 0]])
  }
}

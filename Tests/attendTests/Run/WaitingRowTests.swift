import Testing

/// A row that arrives after the as-of date waits for its day, though its file was read.
struct WaitingRowTests {
  private let header = "attendance_id, child, arrival_date, gp_practice_code, applicable_datetime"

  @Test func `a row after the as-of date is taken from the same bytes once its day has come`()
    throws
  {
    let trust = try Trust()
    try trust.receive("\(header)\nA, 0, 2026-11-01, Y99001,\nB, 1, 2026-11-03, V81997,")
    #expect(try trust.firstNight(asOf: "2026-11-01").balances == [[2, 1, 0, 0, 1]])
    let early = try trust.night(asOf: "2026-11-02")
    #expect(early.balances.isEmpty && early.outcome.code == 0)
    let night = try trust.night(asOf: "2026-11-03")
    #expect(night.balances == [[1, 1, 0, 0, 0]])
    #expect(night.parentLetters.count == 1)
    #expect(try trust.night(asOf: "2026-11-04").isQuiet)
  }

  @Test func `what was taken before is not taken again with it`() throws {
    let trust = try Trust()
    try trust.receive("1.csv", "\(header)\nA, 0, 2026-11-01, V81997,\nB, 1, 2026-11-03, Y99001,")
    _ = try trust.firstNight(asOf: "2026-11-01")
    try trust.receive("2.csv", "\(header)\nA, 0, 2026-11-01, Y99001,")
    _ = try trust.night(asOf: "2026-11-02")
    // Were the whole file read again, A would be unregistered again.
    #expect(try trust.night(asOf: "2026-11-03").flags.isEmpty)
    #expect(try trust.night(asOf: "2026-11-04").isQuiet)
  }

  @Test func `a version that waited yields to one of a later extract`() throws {
    let trust = try Trust()
    try trust.receive("1.csv", "\(header)\nB, 1, 2026-11-03, V81997,\nA, 0, 2026-10-01, Y99001,")
    _ = try trust.firstNight(asOf: "2026-11-01")
    try trust.receive("0.csv", "\(header)\nB, 1, 2026-11-03, Y99001,")
    let night = try trust.night(asOf: "2026-11-03")
    // 0.csv is read first, and is the later extract all the same.
    #expect(night.balances == [[1, 1, 0, 0, 0], [1, 0, 1, 0, 0]])
    #expect(night.parentLetters.isEmpty)
  }

  @Test func `of the same bytes, others and the same again the others stay`() throws {
    let trust = try Trust()
    try trust.receive("1.csv", "\(header)\nA, 0, 2026-10-30, V81997,")
    _ = try trust.firstNight(asOf: "2026-11-01")
    try trust.receive("2.csv", "\(header)\nA, 0, 2026-10-30, Y99001,")
    _ = try trust.night(asOf: "2026-11-02")
    try trust.receive("3.csv", "\(header)\nA, 0, 2026-10-30, V81997,")
    let night = try trust.night(asOf: "2026-11-03")
    #expect(night.alarmKinds == ["feed-came-again"])
    #expect(night.balances.isEmpty && night.letters.isEmpty && night.flags.isEmpty)
  }
}

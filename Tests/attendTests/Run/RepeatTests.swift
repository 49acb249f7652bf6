import TemporaryFiles
import Testing

/// Design S9 through the command: who is told again.
struct RepeatTests {
  private func attendances(_ days: [String], prefix: String) -> String {
    "attendance_id, arrival_date\n"
      + days.enumerated().map { "\(prefix)\($0.offset + 1), \($0.element)" }.joined(separator: "\n")
  }

  @Test func `a second run on the same extracts tells nobody`() throws {
    let trust = try Trust()
    try trust.receive(
      """
      child, birth_date, arrival_date, gp_practice_code, diagnosis_1
      0,     2018-03-02, 2026-10-30,   V81997,
      1,     2026-09-01, 2026-10-30,   Y99001,           125668004
      2,     2018-03-02, 2026-08-30,   V81997,
      """
    )
    #expect(try !trust.firstNight(asOf: "2026-11-01").isQuiet)
    #expect(try trust.night(asOf: "2026-11-01").isQuiet)
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
  }

  @Test func `the same rows in a new file tell nobody`() throws {
    let trust = try Trust()
    let table = "arrival_date, gp_practice_code\n2026-10-30, V81997"
    try trust.receive(table)
    #expect(try !trust.firstNight(asOf: "2026-11-01").isQuiet)
    try trust.receive("again.csv", table, without: ["sex"])
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
  }

  @Test func `a trigger near a told one is covered, on a later night too`() throws {
    let trust = try Trust()
    let days = ["2026-10-01", "2026-10-08", "2026-10-15", "2026-10-22"]
    try trust.receive(attendances(days, prefix: "A"))
    #expect(try trust.firstNight(asOf: "2026-11-01").practiceLetters.count == 1)
    try trust.receive("two.csv", attendances(["2026-11-01"], prefix: "B"))
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.isQuiet)
    // The letter and the alert.
    #expect(night.manifest.counts.covered == 2)
  }

  @Test func `a count that has grown by four is told again`() throws {
    let trust = try Trust()
    try trust.receive(
      attendances(["2026-10-01", "2026-10-08", "2026-10-15", "2026-10-22"], prefix: "A")
    )
    #expect(try trust.firstNight(asOf: "2026-11-01").practiceLetters.count == 1)
    try trust.receive(
      "two.csv",
      attendances(["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04"], prefix: "B")
    )
    let night = try trust.night(asOf: "2026-11-05")
    #expect(night.practiceLetters.count == 1)
    #expect(night.alerts.filter { $0["rule"] == "frequent-attender-4-in-6-months" }.count == 1)
  }

  @Test func `a told trigger covers three months to the day`() throws {
    let trust = try Trust()
    let table = { (id: String, day: String) in
      "attendance_id, arrival_date, gp_practice_code\n\(id), \(day), V81997"
    }
    try trust.receive(table("A", "2026-03-31"))
    #expect(try trust.firstNight(asOf: "2026-04-01").parentLetters.count == 1)
    // Three months before 30 June is 30 March; before 1 July it is 1 April.
    try trust.receive("two.csv", table("B", "2026-06-30"))
    #expect(try trust.night(asOf: "2026-06-30").isQuiet)
    try trust.receive("three.csv", table("C", "2026-07-01"))
    #expect(try trust.night(asOf: "2026-07-01").parentLetters.count == 1)
  }

  @Test func `suspected harm is never covered`() throws {
    let trust = try Trust()
    let table = { (id: String, day: String) in
      "attendance_id, birth_date, arrival_date, diagnosis_1\n\(id), 2026-09-01, \(day), 125668004"
    }
    try trust.receive(table("A", "2026-10-30"))
    #expect(try trust.firstNight(asOf: "2026-10-31").practiceLetters.count == 1)
    try trust.receive("two.csv", table("B", "2026-10-31"))
    let night = try trust.night(asOf: "2026-11-01")
    #expect(night.practiceLetters.count == 1 && night.flags.count >= 1)
    #expect(night.items["rule-fired"] == 1)
  }

  @Test func `a letter that only went to the worklist late does not cover`() throws {
    let trust = try Trust()
    try trust.receive("arrival_date, gp_practice_code\n2026-09-01, V81997")
    #expect(try trust.firstNight(asOf: "2026-11-01").items == ["late": 1])
    try trust.receive(
      "two.csv",
      "attendance_id, arrival_date, gp_practice_code\nB, 2026-11-01, V81997"
    )
    #expect(try trust.night(asOf: "2026-11-02").parentLetters.count == 1)
  }

  @Test func `the date of a run does not go back`() throws {
    let trust = try Trust()
    try trust.receive("arrival_date\n2026-10-30")
    _ = try trust.firstNight(asOf: "2026-11-02")
    let outcome = try trust.call(asOf: "2026-11-01", "--quiet")
    #expect(outcome.code == 64)
    #expect(outcome.sentences.count == 1)
    #expect(trust.published == ["2026-11-02-001"])
  }

  @Test func `a mistyped year, more than one ahead of today, forgets and decides nothing`() throws {
    let trust = try Trust()
    try trust.receive("arrival_date\n2026-10-30")
    _ = try trust.firstNight(asOf: "2026-11-02")
    let outcome = try trust.call(asOf: "2226-11-03", "--quiet")
    #expect(outcome.code == 64)
    #expect(outcome.messages.contains("--as-of 2226-11-03 lies more than a year ahead of today"))
    #expect(trust.published == ["2026-11-02-001"])
  }
}

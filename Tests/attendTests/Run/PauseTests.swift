import TemporaryFiles
import Testing

/// A pause of a child's letters: what waits, what does not, and that nothing is lost.
struct PauseTests {
  private let header = "attendance_id, birth_date, arrival_date, gp_practice_code, diagnosis_1"

  /// A trust that knows child A and has paused their letters up to 10 November.
  private func pausedTrust() throws -> Trust {
    let trust = try Trust()
    try trust.receive("\(header)\nA, 2026-09-01, 2026-10-29, Y99001,")
    _ = try trust.firstNight(asOf: "2026-10-30")
    let outcome = try call(
      trust,
      "pause",
      ["--provider", "RZ9", "--attendance", "A", "--until", "2026-11-10"]
    )
    try #require(outcome.code == 0, "\(outcome.said)")
    return trust
  }

  private func call(
    _ trust: Trust,
    _ verb: String,
    _ arguments: [String],
    on day: String = "2026-10-30"
  )
    throws -> Attend.Outcome
  {
    try Attend.call(
      ["worklist", verb, "--config", "attend.yaml", "--as-of", day] + arguments
        + (verb == "list" ? [] : ["--by", "N. Nurse", "--because", "inquiry"]),
      in: trust.folder.path
    )
  }

  @Test func `a letter waits, the alert goes, and the letter follows the day after the pause`()
    throws
  {
    let trust = try pausedTrust()
    try trust.receive("two.csv", "\(header)\nB, 2026-09-01, 2026-10-30, V81997,")
    let night = try trust.night(asOf: "2026-10-31")
    #expect(night.letters.isEmpty && night.flags.map(\.status) == ["active"])
    #expect(night.items == ["letter-paused": 1])
    #expect(night.worklist[0]["why"] == "The child's letters are paused.")
    #expect(try trust.night(asOf: "2026-11-10").isQuiet)
    let after = try trust.night(asOf: "2026-11-11")
    #expect(after.parentLetters.count == 1 && after.flags.isEmpty && after.worklist.isEmpty)
    #expect(try trust.night(asOf: "2026-11-12").isQuiet)
  }

  @Test func `a practice letter of a pattern waits too`() throws {
    let trust = try pausedTrust()
    let rows = ["26", "27", "28", "30"].map { "B\($0), 2026-09-01, 2026-10-\($0), Y99001," }
    try trust.receive("two.csv", ([header] + rows).joined(separator: "\n"))
    let night = try trust.night(asOf: "2026-10-31")
    #expect(night.practiceLetters.isEmpty && night.items["letter-paused"] ?? 0 >= 1)
    #expect(try trust.night(asOf: "2026-11-11").practiceLetters.count == 1)
  }

  @Test func `suspected harm does not wait: neither letter nor alert nor item`() throws {
    let trust = try pausedTrust()
    try trust.receive("two.csv", "\(header)\nB, 2026-09-01, 2026-10-30, Y99001, 125668004")
    let night = try trust.night(asOf: "2026-10-31")
    #expect(night.practiceLetters.count == 1 && night.items == ["rule-fired": 1])
    #expect(night.flags.map(\.status) == ["active"])
  }

  @Test func `a pause is listed and can be ended early`() throws {
    let trust = try pausedTrust()
    let list = try call(trust, "list", []).output
    #expect(list.contains("pause 1  until 2026-11-10  RZ9 A") && list.contains("inquiry"))
    try trust.receive("two.csv", "\(header)\nB, 2026-09-01, 2026-10-30, V81997,")
    #expect(try trust.night(asOf: "2026-10-31").letters.isEmpty)
    #expect(try call(trust, "resume", ["1"], on: "2026-10-31").code == 0)
    #expect(try call(trust, "list", [], on: "2026-10-31").output.contains("0 pauses"))
    #expect(try trust.night(asOf: "2026-11-01").parentLetters.count == 1)
  }

  @Test func `a letter released during a pause goes out`() throws {
    let trust = try pausedTrust()
    try trust.receive("two.csv", "\(header)\nB, 2026-09-01, 2026-10-30, V81997,")
    #expect(try trust.night(asOf: "2026-10-31").items == ["letter-paused": 1])
    #expect(try call(trust, "release", ["1"], on: "2026-10-31").code == 0)
    #expect(try trust.night(asOf: "2026-11-01").parentLetters.count == 1)
  }

  @Test func `a letter dismissed during a pause is not sent after it`() throws {
    let trust = try pausedTrust()
    try trust.receive("two.csv", "\(header)\nB, 2026-09-01, 2026-10-30, V81997,")
    #expect(try trust.night(asOf: "2026-10-31").items == ["letter-paused": 1])
    #expect(try call(trust, "dismiss", ["1"], on: "2026-10-31").code == 0)
    #expect(try trust.night(asOf: "2026-11-11").isQuiet)
  }

  @Test func `another child's letters go out`() throws {
    let trust = try pausedTrust()
    try trust.receive(
      "two.csv",
      "attendance_id, child, arrival_date, gp_practice_code\nB, 1, 2026-10-30, V81997"
    )
    #expect(try trust.night(asOf: "2026-10-31").parentLetters.count == 1)
  }

  @Test(arguments: [
    (["--provider", "RZ9", "--attendance", "Z", "--until", "2026-11-10"], "knows no attendance"),
    (["--provider", "RZ9", "--attendance", "A", "--until", "2026-10-29"], "is over already"),
  ])
  func `a pause of nobody, or in the past, is refused`(arguments: [String], words: String) throws {
    let outcome = try call(try pausedTrust(), "pause", arguments)
    #expect(outcome.code == 64 && outcome.messages.contains(words))
  }
}

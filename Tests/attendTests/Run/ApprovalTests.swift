import Foundation
import TemporaryFiles
import Testing

/// Design S15 through the command.
struct ApprovalTests {
  private let child = "arrival_date, gp_practice_code\n2026-10-30, V81997"

  @Test func `rules that nobody approved are refused, and nothing is touched`() throws {
    let trust = try Trust(replacing: ["unapproved: allowed": "unapproved: refused"])
    try trust.receive(child)
    let outcome = try trust.call(asOf: "2026-11-01", "--first-load", "notify", "--quiet")
    #expect(outcome.code == 78)
    #expect(outcome.messages.contains("unregistered-with-gp"))
    #expect(!trust.folder.has("state") && !trust.folder.has("out"))
  }

  @Test func `refusing is the default`() throws {
    let trust = try Trust(replacing: ["unapproved: allowed\n": ""])
    try trust.receive(child)
    #expect(try trust.call(asOf: "2026-11-01", "--first-load", "notify").code == 78)
  }

  @Test func `when they are allowed, every letter and alert says that it is a draft`() throws {
    let trust = try Trust()
    try trust.receive(
      """
      child, birth_date, arrival_date, gp_practice_code, diagnosis_1
      0,     2018-03-02, 2026-10-30,   V81997,
      1,     2026-09-01, 2026-10-30,   Y99001,           125668004
      2,     2026-09-01, 2026-10-30,   Y99003,           125668004
      """
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.manifest.draft)
    #expect(
      !night.parentLetters.isEmpty && !night.practiceLetters.isEmpty && !night.teamLetters.isEmpty
    )
    for letter in night.letters { #expect(letter.contains("DRAFT: not clinically approved")) }
    let flags = night.files.text("alerts/flags.ndjson")?.split(separator: "\n") ?? []
    #expect(flags.count == 3)
    for flag in flags { #expect(flag.contains("DRAFT: not clinically approved")) }
    let alerts = night.files.text("alerts/alerts.csv")?.split(separator: "\n").dropFirst() ?? []
    for alert in alerts { #expect(alert.contains("DRAFT")) }
  }
}

import Foundation
import Ledger
import TemporaryFiles
import Testing

/// A chronology from a ledger: what was flagged, who was told when, what was taken back.
struct ChronologyOfLedgerTests {
  private let header =
    "attendance_id, child, arrival_date, gp_practice_code, applicable_datetime, update_type"

  /// A trust that has told a practice of four attendances on 1 November.
  private func toldTrust() throws -> Trust {
    let trust = try Trust()
    let rows = ["01", "08", "15", "22"].map { "A\($0), 0, 2026-10-\($0), Y99001, , 9" }
    try trust.receive(([header] + rows).joined(separator: "\n"))
    try #require(try trust.firstNight(asOf: "2026-11-01").practiceLetters.count == 1)
    return trust
  }

  @Test func `who was told stands on the day it was decided, by name`() throws {
    let page = try ChronologyPages.page(try toldTrust(), "A08")
    #expect(page.rows.count == 5)
    #expect(page.rows[4].hasPrefix("1 Nov 2026 Sunday | Decided and told"))
    #expect(page.rows[4].contains("in 6 months”, because of the visit of 22 October 2026:"))
    #expect(
      page.rows[4].contains(
        "Letter to the GP practice Example Street Surgery (Y99001), reference 2026-11-01-001-L0001."
      )
    )
    #expect(page.rows[4].contains("Alert on the shared care record; to end on 22 October 2027"))
    #expect(
      page.text.contains("somebody outside the safeguarding team was told on 1 November 2026")
    )
    #expect(page.text.contains("Made from the ledger as the run of 1 November 2026 left it"))
  }

  @Test func `of two visits of a day each is named by its time`() throws {
    let trust = try Trust()
    try trust.receive(
      """
      attendance_id, arrival_date, arrival_time, gp_practice_code
      A, 2026-10-30, 09:10, Y99001
      B, 2026-10-30, 21:40, V81997
      """
    )
    _ = try trust.firstNight(asOf: "2026-11-01")
    let page = try ChronologyPages.page(trust, "A")
    #expect(page.rows.last?.contains("because of the visit of 30 October 2026, 21:40:") == true)
  }

  @Test func `what was taken back is said with its reason, and a deleted visit is owned to`() throws
  {
    let trust = try toldTrust()
    try trust.receive("two.csv", "\(header)\nA08, , , , 2026-11-01T10:00, 1")
    _ = try trust.night(asOf: "2026-11-02")
    let page = try ChronologyPages.page(trust, "A22")
    #expect(
      page.rows.map { String($0.prefix(11)) } == [
        "1 Oct 2026 ", "15 Oct 2026", "22 Oct 2026", "1 Nov 2026 ", "2 Nov 2026 ",
      ]
    )
    let last = try #require(page.rows.last)
    #expect(
      last.contains(
        "The letter to the GP practice, reference 2026-11-01-001-L0001, was taken back."
      )
    )
    #expect(last.contains("Those that are left, up to this visit, are too few for the rule."))
    #expect(last.contains("The alert on the shared care record was taken back."))
    #expect(
      last.contains("A correcting letter to the GP practice, reference 2026-11-02-001-L0001.")
    )
    #expect(page.text.contains("One visit was deleted by the source that had sent it"))
    #expect(!page.rows.contains { $0.contains("Rule that holds") })
    let gone = try ChronologyPages.call(trust, "A08")
    #expect(gone.code == 66 && gone.output.isEmpty)
    #expect(gone.messages.contains("the ledger holds no live attendance A08 of provider RZ9"))
  }

  @Test func `a letter that waits is said with its reason, and what the team does with it`() throws
  {
    let trust = try Trust()
    try trust.receive(
      "attendance_id, arrival_date, gp_practice_code, looked_after\nA, 2026-10-30, V81997, Y"
    )
    _ = try trust.firstNight(asOf: "2026-11-01")
    for (verb, day) in [("release", "2026-11-02")] {
      let step = try Attend.call(
        [
          "worklist", verb, "--config", "attend.yaml", "--as-of", day, "1", "--by", "N. Nurse",
          "--because", "family told",
        ],
        in: trust.folder.path
      )
      try #require(step.code == 0)
    }
    _ = try trust.night(asOf: "2026-11-03")
    let page = try ChronologyPages.page(trust, "A")
    #expect(page.rows[0].contains("Looked after: yes"))
    #expect(
      page.rows[1].contains(
        "The letter to the parent or carer waits for the safeguarding team. The child is looked after"
      )
    )
    #expect(page.rows[2].contains("N. Nurse released the letter that waits: “family told”"))
    #expect(page.rows[3].hasPrefix("3 Nov 2026"))
    #expect(page.rows[3].contains("Letter to the parent or carer, reference 2026-11-03-001-L0001."))
  }

  @Test func `what was told of another child before a visit moved stays with that child`() throws {
    let trust = try toldTrust()
    try trust.receive("two.csv", "\(header)\nA22, 1, 2026-10-22, Y99002, 2026-11-01T10:00, 9")
    _ = try trust.night(asOf: "2026-11-02")
    let second = try ChronologyPages.page(trust, "A22")
    #expect(second.rows.count == 1)
    #expect(!second.html.contains("L0001") && !second.html.contains("Example Street"))
    #expect(
      second.text.contains(
        "The visit of 22 October 2026 was recorded for another person until the run of 2 November"
      )
    )
    let first = try ChronologyPages.page(trust, "A01")
    #expect(first.rows.count == 5 && !first.html.contains("A22"))
    #expect(first.rows[3].contains("because of a visit that is no longer recorded for this child:"))
    #expect(first.rows[3].contains("Letter to the GP practice Example Street Surgery"))
    #expect(first.rows[4].contains("reference 2026-11-01-001-L0001, was taken back."))
  }

  @Test func `why a letter waits for one child is not said of the child a visit moves to`() throws {
    let trust = try Trust()
    let looked = header + ", looked_after"
    try trust.receive(
      "\(looked)\nA, 0, 2026-10-30, V81997, , 9, \nB, 0, 2026-10-20, Y99001, , 9, Y"
    )
    try #require(try trust.firstNight(asOf: "2026-11-01").items["parent-letter-held"] == 1)
    try trust.receive("two.csv", "\(looked)\nA, 1, 2026-10-30, Y99001, 2026-11-01T10:00, 9, ")
    _ = try trust.night(asOf: "2026-11-02")
    let page = try ChronologyPages.page(trust, "A")
    #expect(page.rows.count == 1 && !page.html.contains("looked after"))
  }

  @Test func `a correction that could not be read is owned to`() throws {
    let trust = try toldTrust()
    try trust.receive("two.csv", "\(header)\nA08, 0, 2026-13-40, Y99001, 2026-11-01T10:00, 9")
    _ = try trust.night(asOf: "2026-11-02")
    let page = try ChronologyPages.page(trust, "A08")
    #expect(
      page.text.contains(
        "Visit of 8 October 2026: A correction of this attendance could not be read."
      )
    )
    #expect(
      page.rows.last?.contains("Put on the safeguarding team’s worklist: A correction") == true
    )
  }

  @Test func `what is no longer kept is owned to`() throws {
    let trust = try Trust(
      replacing: ["unapproved: allowed": "unapproved: allowed\nkeep: { attendances: 36 months }"]
    )
    try trust.receive("attendance_id, arrival_date\nA, 2023-06-01\nB, 2026-10-01")
    _ = try trust.firstNight(asOf: "2026-11-01")
    let page = try ChronologyPages.page(trust, "B")
    #expect(page.rows.count == 1)
    #expect(page.text.contains("Visits before 1 November 2023 are no longer kept."))
  }

  @Test func `the audit notes who asked and why, and holds`() throws {
    let trust = try toldTrust()
    try ChronologyPages.call(trust, "A08", "--redact", "names", output: "c.html")
    let entries = try trust.inLedger { ledger in
      var entries: [String] = []
      try ledger.forEachAuditLine { entries.append($0.entry) }
      return entries
    }
    #expect(
      entries.last == """
        {"attendance_id":"A08","because":"case conference","by":"N. Nurse",\
        "decision":"chronology","on":"2026-11-03","provider_code":"RZ9","reasons":["names"]}
        """
    )
    let verified = try Attend.call(
      ["ledger", "verify", "--config", "attend.yaml"],
      in: trust.folder.path
    )
    #expect(verified.code == 0, "\(verified.said)")
    #expect(try trust.night(asOf: "2026-11-04").isQuiet)
  }

  @Test func `explain reads the same person from a ledger`() throws {
    let trust = try toldTrust()
    let arguments = ["explain", "--provider", "RZ9", "--attendance", "A22"]
    let ledger = try Attend.call(arguments + ["--config", "attend.yaml"], in: trust.folder.path)
    let extract = try Attend.call(
      arguments + ["--rules", Attend.rules, "inbox/one.csv"],
      in: trust.folder.path
    )
    #expect(ledger.code == 0 && ledger.output.contains("4 attendances in the ledger"))
    #expect(ledger.output.replacing("the ledger", with: "these extracts") == extract.output)
    #expect(try Attend.call(arguments, in: trust.folder.path).code == 64)
  }
}

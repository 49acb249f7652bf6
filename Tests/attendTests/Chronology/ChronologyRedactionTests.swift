import Foundation
import TemporaryFiles
import Testing

/// What a copy leaves out stands nowhere in its file.
struct ChronologyRedactionTests {
  private static let visits = """
    attendance_id, arrival_date, local_patient_id, chief_complaint, diagnosis_1, injury_date, injury_intent, safeguarding_concern_1, gp_practice_code
    KEY1, 2026-10-01, L77, 82271004, 125594000, 2026-10-01, 52684005, 162596006, Y99001
    KEY2, 2026-10-20, L77, 386661006, , , , , V81997
    """

  private func trust() throws -> Trust {
    let trust = try Trust()
    try trust.receive(Self.visits)
    _ = try trust.firstNight(asOf: "2026-11-01")
    let paused = try Attend.call(
      [
        "worklist", "pause", "--config", "attend.yaml", "--provider", "RZ9", "--attendance", "KEY1",
        "--until", "2027-01-31", "--by", "Nurse Oddname", "--because", "strange reason",
        "--as-of", "2026-11-02",
      ],
      in: trust.folder.path
    )
    try #require(paused.code == 0, "\(paused.messages)")
    return trust
  }

  @Test(arguments: [
    ("names", ["LARCH", "Robin", "strange reason"]),
    ("numbers", ["999 000 0018", "L77", "KEY1", "KEY2"]),
    ("birth-date", ["2018", "years 7 months"]),
    ("addresses", ["Invented Road", "XX1 9ZZ"]),
    ("practices", ["Y99001", "Example Street Surgery"]),
    ("sites", ["RZ9", "“ae”"]),
    ("clinical", ["Head injury", "Fever", "Assault", "on 1 October"]),
    (
      "concerns",
      [
        "Suspected victim", "Assault", "concern is recorded", "Safeguarding concern recorded",
        "waits for the safeguarding team",
      ]
    ),
    ("rules", ["Rule that holds", "registered with a GP practice", "care record", "told"]),
    ("staff", ["Oddname", "strange reason"]),
  ])
  func `what is removed stands nowhere in the file, and the page says what it was`(
    part: String,
    values: [String]
  ) throws {
    let trust = try trust()
    let whole = try ChronologyPages.page(trust, "KEY1").html
    let copy = try ChronologyPages.page(trust, "KEY1", "--redact", part)
    // A style sheet and the words of what is removed are not the child's.
    let body = try #require(copy.html.following("<body"))
    let said = try #require(copy.text.following("Removed from this copy: ")?.prefix { $0 != "." })
    for value in values {
      #expect(whole.contains(value), "\(value)")
      #expect(!body.replacing(said, with: "").contains(value), "\(value)")
    }
    let title = try #require(copy.html.following("<title>")?.prefix { $0 != "<" })
    #expect(part != "names" || title == "Chronology of attendances: [removed]")
  }

  @Test func `every visit has the same bar, whether or not it had anything to remove`() throws {
    let copy = try ChronologyPages.page(try trust(), "KEY1", "--redact", "concerns,clinical")
    let visits = copy.rows
    #expect(visits.count == 2)
    for row in visits {
      #expect(row.contains("Complaint: removed Diagnosis: removed Safeguarding: removed"))
      #expect(!row.contains("Injury: "))
    }
    #expect(!copy.text.contains("safeguarding concern recorded"))
  }

  @Test(arguments: ["postcode, ZZZ SECUR", "withheld_identity_reason, 02"])
  func `a protected child's address and practice stand in no copy`(mark: String) throws {
    let (column, value) = (
      mark.split(separator: ",")[0], mark.split(separator: " ", maxSplits: 1)[1]
    )
    let rest = column == "postcode" ? "" : ", postcode"
    let page = try ChronologyPages.page(
      ofExtract: """
        attendance_id, arrival_date, \(column)\(rest)
        A, 2026-06-01, \(column == "postcode" ? "XX1 9ZZ" : ", XX1 9ZZ")
        B, 2026-06-09, \(value)\(rest.isEmpty ? "" : ", XX1 9ZZ")
        """,
      "A"
    )
    for value in ["Invented Road", "XX1", "Y99001", "SECUR"] { #expect(!page.html.contains(value)) }
    #expect(page.text.contains("address or the identity as protected"))
  }

  @Test func `a part that nobody knows is refused with those that are known`() throws {
    let outcome = try ChronologyPages.call(try trust(), "KEY1", "--redact", "name")
    #expect(outcome.code == 64 && outcome.output.isEmpty)
    #expect(outcome.messages.contains("“name” is no part that --redact knows: names, numbers,"))
  }
}

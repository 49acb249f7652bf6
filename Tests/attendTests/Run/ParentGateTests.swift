import Foundation
import TemporaryFiles
import Testing

/// Design S13 through the command: what a parent letter says, and when it waits.
struct ParentGateTests {
  @Test func `an ordinary child's parents get the letter`() throws {
    let trust = try Trust()
    try trust.receive("arrival_date, gp_practice_code\n2026-10-30, V81997")
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.parentLetters.count == 1 && night.letters.count == 1)
    #expect(night.worklist.isEmpty && night.outcome.code == 0)
  }

  @Test(arguments: [
    ("looked_after", "Y"), ("child_protection_plan", "Y"), ("death_date", "2026-10-31"),
    ("birth_date", "2010-11-01"), ("safeguarding_concern_1", "162596006"),
    ("injury_intent", "52684005"), ("withheld_identity_reason", "97"), ("address_line_1", ""),
    ("postcode", "ZZ99 3VZ"), ("postcode", "ZZZ SECUR"), ("postcode", ""), ("family_name", ""),
  ])
  func `a gate holds the letter, with its reason on the worklist`(column: String, value: String)
    throws
  {
    let trust = try Trust()
    // Without the second address line, so that a blank first one is no address at all.
    try trust.receive(
      "arrival_date, gp_practice_code, \(column)\n2026-10-30, V81997, \(value)",
      without: ["address_line_2"]
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.parentLetters.isEmpty)
    #expect(night.items["parent-letter-held"] == 1)
    #expect(night.worklist.allSatisfy { $0["why"]?.isEmpty == false })
  }

  @Test func `a letter that waits keeps no other quiet, on whatever night they came`() throws {
    let rows = ["A, 2026-10-28, V81997, Y", "B, 2026-10-30, V81997, Y"]
    let header = "attendance_id, arrival_date, gp_practice_code, looked_after"
    let together = try Trust()
    try together.receive(([header] + rows).joined(separator: "\n"))
    let night = try together.firstNight(asOf: "2026-11-01")
    #expect(night.items["parent-letter-held"] == 2)
    #expect(night.worklist.compactMap { $0["attendance_id"] } == ["A", "B"])
    let apart = try Trust()
    try apart.receive("one.csv", "\(header)\n\(rows[0])")
    _ = try apart.firstNight(asOf: "2026-10-29")
    try apart.receive("two.csv", "\(header)\n\(rows[1])")
    #expect(try apart.night(asOf: "2026-11-01").items["parent-letter-held"] == 1)
    // The alert went out: it keeps the second quiet.
    #expect(night.alerts.count == 1)
  }

  @Test(arguments: [
    ("looked_after", "N"), ("birth_date", "2010-11-02"),
    ("safeguarding_concern_1", "861931000000100"),
  ])
  func `what comes near a gate does not hold the letter`(column: String, value: String) throws {
    let trust = try Trust()
    try trust.receive("arrival_date, gp_practice_code, \(column)\n2026-10-30, V81997, \(value)")
    #expect(try trust.firstNight(asOf: "2026-11-01").parentLetters.count == 1)
  }

  @Test func `two birth dates hold the letter`() throws {
    let trust = try Trust()
    try trust.receive(
      """
      arrival_date, birth_date, gp_practice_code
      2026-10-01,   2018-03-01, Y99001
      2026-10-30,   2018-03-02, V81997
      """
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.parentLetters.isEmpty && night.items["parent-letter-held"] == 1)
  }

  /// The one rule is about children under five, and the child has turned five.
  @Test func `a postcode that cannot be read holds the letter also where no rule is about its row`()
    throws
  {
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let file = "unregistered-with-gp.yaml"
    let rules = try scratch.rules(file) { $0.replacing("under: 18 years", with: "under: 5 years") }
    for name in try FileManager.default.contentsOfDirectory(atPath: rules)
    where name.hasSuffix(".yaml") && name != file && name != "alerts.yaml" {
      try FileManager.default.removeItem(atPath: "\(rules)/\(name)")
    }
    let trust = try Trust(rules: rules)
    let table = """
      attendance_id, birth_date, arrival_date, gp_practice_code, postcode
      A, 2021-10-25, 2026-10-20, V81997, XX1 9ZZ
      B, 2021-10-25, 2026-10-28, Y99001, @@
      """
    let bytes = Extract(table).text.utf8.map { $0 == UInt8(ascii: "@") ? 0xFF : $0 }
    try trust.receive("one.csv", bytes: bytes)
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.parentLetters.isEmpty && night.items["parent-letter-held"] == 1)
  }

  @Test func `suspected harm once recorded holds the letter, even when it was taken back`() throws {
    let trust = try Trust()
    let header =
      "attendance_id, birth_date, arrival_date, gp_practice_code, diagnosis_1, applicable_datetime"
    try trust.receive("\(header)\nA, 2026-09-01, 2026-10-29, Y99001, 125668004, 2026-10-29T12:00")
    _ = try trust.firstNight(asOf: "2026-10-30")
    try trust.receive(
      "two.csv",
      """
      \(header)
      A, 2026-09-01, 2026-10-29, Y99001, , 2026-10-30T12:00
      B, 2026-09-01, 2026-10-30, V81997, , 2026-10-30T12:00
      """
    )
    let night = try trust.night(asOf: "2026-10-31")
    #expect(night.parentLetters.isEmpty && night.items["parent-letter-held"] == 1)
  }

  @Test func `an open correction holds the letter`() throws {
    let trust = try Trust()
    let header = "attendance_id, arrival_date, gp_practice_code, applicable_datetime"
    try trust.receive("\(header)\nA, 2026-10-29, Y99001, 2026-10-29T12:00")
    _ = try trust.firstNight(asOf: "2026-10-30")
    try trust.receive(
      "two.csv",
      """
      \(header)
      A, someday,    Y99001, 2026-10-30T12:00
      B, 2026-10-30, V81997, 2026-10-30T12:00
      """
    )
    let night = try trust.night(asOf: "2026-10-31")
    #expect(night.parentLetters.isEmpty && night.items["parent-letter-held"] == 1)
  }

  @Test func `a held letter does not cover, and the alert goes out all the same`() throws {
    let trust = try Trust()
    let header = "attendance_id, arrival_date, gp_practice_code, postcode"
    try trust.receive("\(header)\nA, 2026-10-29, V81997, ZZ99 3VZ")
    let first = try trust.firstNight(asOf: "2026-10-30")
    #expect(first.flags.count == 1)
    try trust.receive("two.csv", "\(header)\nB, 2026-10-30, V81997, XX1 9ZZ")
    let second = try trust.night(asOf: "2026-10-31")
    #expect(second.parentLetters.count == 1)
    #expect(second.flags.isEmpty)
  }

  @Test func `the letter names no rule, no visit, no complaint and no diagnosis`() throws {
    let trust = try Trust()
    // Frequent, injured and unregistered; the descriptions are those of the codes.
    try trust.receive(
      """
      arrival_date, gp_practice_code, diagnosis_1, chief_complaint
      2026-10-05,   Y99001,           38354005,    21522001
      2026-10-12,   Y99001,           38354005,    21522001
      2026-10-19,   Y99001,           38354005,    21522001
      2026-10-26,   V81997,           38354005,    21522001
      """
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(Set(night.alerts.map { $0["rule"] }).count == 3)
    let letter = night.parentLetters.first ?? ""
    #expect(!letter.isEmpty)
    for word in [
      "2026-10", "26 October", "26/10", "38354005", "21522001", "frequent", "rule", "injur",
      "wound", "abdominal", "safeguarding", "attendances", "attended", "alert", "RZ901",
    ] {
      #expect(!letter.localizedCaseInsensitiveContains(word), "\(word)")
    }
  }

  @Test func `a centre that hands letters over finds them in a folder of their own`() throws {
    let trust = try Trust(
      replacing: ["files: \"inbox/*.csv\"": "files: \"inbox/*.csv\", parent: hand-over"]
    )
    try trust.receive("arrival_date, gp_practice_code\n2026-10-30, V81997")
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.files.texts(in: "letters/parent/hand-over").count == 1)
  }
}

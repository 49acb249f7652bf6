import Foundation
import TemporaryFiles
import Testing

/// Design S4 through the command: an answer that no rule could know is counted and reported.
struct UnknownAnswerTests {
  private struct Manifest: Decodable {
    struct Counts: Decodable { var unknown: [String: [String: Int]] }
    var counts: Counts
  }

  private struct Report: Decodable {
    struct Rule: Decodable {
      var rule: String
      var unknown: [String: Int]
    }
    var rules: [Rule]
  }

  private func unknown(_ night: Night) throws -> [String: [String: Int]] {
    try JSONDecoder().decode(Manifest.self, from: night.files.files["run.json"] ?? Data()).counts
      .unknown
  }

  private let rows = """
    attendance_id, child, birth_date, age_at_arrival, arrival_date, gp_practice_code, diagnosis_1
    A, 0,           , ,   2026-10-28, V81997, 125668004
    B, 1,           , 0,  2026-10-29, Y99001, 125668004
    C, 2,           , 40, 2026-10-29, Y99001, 125668004
    D, 3, 2018-03-02, ,   2026-10-30, V81997,
    E, 4,           , ,   2026-10-30, V81997,
    """

  @Test func `a first night counts what a dry-run on the same extract counts`() throws {
    let trust = try Trust()
    try trust.receive(rows)
    let outcome = try Attend.call(
      [
        "dry-run", "--rules", Attend.rules, "--as-of", "2026-11-01", "--json", "--quiet",
        "inbox/one.csv",
      ],
      in: trust.folder.path
    )
    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    let expected = report.rules.filter { !$0.unknown.isEmpty }
    #expect(expected.map(\.rule).contains("non-mobile-baby-bruising"))
    let night = try trust.firstNight(asOf: "2026-11-01")
    let found = try unknown(night)
    #expect(found == Dictionary(uniqueKeysWithValues: expected.map { ($0.rule, $0.unknown) }))
    #expect(night.outcome.output.contains("rule that could not know"))
    for (rule, fields) in found {
      for (field, number) in fields {
        let line = night.outcome.output.split(separator: "\n").first {
          $0.split(separator: " ").map(String.init) == [rule, field, String(number)]
        }
        #expect(line != nil, "\(rule) \(field) \(number): \(night.outcome.output)")
      }
    }
  }

  @Test func `a later night counts the rows that it took, once, and says nothing of the others`()
    throws
  {
    let trust = try Trust()
    try trust.receive(rows)
    _ = try trust.firstNight(asOf: "2026-11-01")
    #expect(try unknown(trust.night(asOf: "2026-11-02")) == [:])
    // The same child again with a birth date, and another without; one of two versions lives.
    try trust.receive(
      "two.csv",
      """
      attendance_id, child, birth_date, arrival_date, gp_practice_code, applicable_datetime
      E, 0, 2018-03-02, 2026-11-02, Y99001, 2026-11-02T10:00
      F, 4,           , 2026-11-02, V81997, 2026-11-02T10:00
      G, 5,           , 2026-11-02, V81997, 2026-11-02T10:00
      G, 5, 2018-03-02, 2026-11-02, V81997, 2026-11-02T11:00
      """
    )
    #expect(
      try unknown(trust.night(asOf: "2026-11-03"))["unregistered-with-gp"] == ["age": 1]
    )
  }

  @Test func `a row that waited for its day is counted on the night that takes it`() throws {
    let trust = try Trust()
    try trust.receive(
      """
      attendance_id, child, birth_date, arrival_date, gp_practice_code
      A, 0, , 2026-10-31, V81997
      B, 1, , 2026-11-02, V81997
      """
    )
    let count = ["age": 1]
    #expect(try unknown(trust.firstNight(asOf: "2026-11-01"))["unregistered-with-gp"] == count)
    #expect(try unknown(trust.night(asOf: "2026-11-02"))["unregistered-with-gp"] == count)
    #expect(try unknown(trust.night(asOf: "2026-11-03")) == [:])
  }

  @Test func `a first night does not count what a later load of the period has removed`() throws {
    let trust = try Trust(replacing: [
      "files: \"inbox/*.csv\" }":
        "files: \"inbox/*.csv\", load: replace-period, period: { days: 400 } }",
      "unapproved:": "max-removed: 100 %\nunapproved:",
    ])
    let header = "attendance_id, child, birth_date, age_at_arrival, arrival_date, diagnosis_1"
    try trust.receive(
      "1.csv",
      "\(header)\nA, 0, , , 2026-10-28, 125668004\nB, 1, , , 2026-10-29, 125668004"
    )
    try trust.receive("2.csv", "\(header)\nB, 1, , , 2026-10-29, 125668004")
    let found = try unknown(trust.firstNight(asOf: "2026-11-01"))
    #expect(found["non-mobile-baby-bruising"]?["age"] == 1, "\(found)")
  }
}

import Foundation
import GRDB
import SeededRandom
import TemporaryFiles
import Testing

/// Retention through the command: what is old goes, and nothing that was decided changes.
struct RetentionTests {
  private static let keep = "keep: { attendances: 36 months, notifications: 8 years }"

  private func trust(keeping keep: String?) throws -> Trust {
    try Trust(
      replacing: [
        "unapproved: allowed": (["unapproved: allowed"] + [keep].compactMap(\.self))
          .joined(separator: "\n")
      ]
    )
  }

  /// Random months of five years: frequent attenders, injuries, unregistered children, corrections
  /// of recent rows, local ids without numbers.
  private func months(seed: UInt64) -> [(asOf: String, table: String)] {
    var random = SplitMix64(seed: seed)
    var number = 0
    var recent: [String] = []
    return (0..<20).map { quarter in
      let (year, month) = (2022 + quarter / 4, 1 + quarter % 4 * 3)
      var lines = [
        "attendance_id, child, arrival_date, gp_practice_code, diagnosis_1, local_patient_id,"
          + " update_type"
      ]
      for _ in 0..<6 {
        number += 1
        let day = String(
          format: "%d-%02d-%02d",
          year,
          month,
          Int.random(in: 1...27, using: &random)
        )
        let child = Int.random(in: 0..<4, using: &random)
        let row =
          "A\(number), \(child), \(day), \(random.choose(["Y99001", "Y99001", "V81997"])), "
          + "\(random.choose(["", "125668004"])), L\(child)"
        lines.append(row + ",")
        recent.append(row)
      }
      if random.once(in: 2) {
        lines.append(random.choose(Array(recent.suffix(6))) + ", 1")
      }
      return (String(format: "%d-%02d-28", year, month), lines.joined(separator: "\n"))
    }
  }

  @Test(arguments: [UInt64(1), 2])
  func `letting go of old attendances changes no letter, alert, item or trigger`(seed: UInt64)
    throws
  {
    let keeping = try trust(keeping: nil)
    let forgetting = try trust(keeping: Self.keep)
    var purged = 0
    for (number, month) in months(seed: seed).enumerated() {
      for trust in [keeping, forgetting] {
        try trust.receive("\(number).csv", month.table)
        let outcome = try trust.call(
          asOf: month.asOf,
          "--first-load",
          "notify",
          "--quiet",
          "--json"
        )
        try #require([0, 2].contains(outcome.code), "\(outcome.said)")
        let plain = outcome.output.filter { !$0.isWhitespace }
        let count = plain.following("\"purged\":{\"attendances\":")?.first
        if let count, count != "0" { purged += 1 }
      }
      let name = try #require(keeping.published.last)
      let differences = FolderTree("\(keeping.folder.path)/out/\(name)").differences(
        from: FolderTree("\(forgetting.folder.path)/out/\(name)")
      )
      #expect(differences.filter { $0 != "run.json" } == [], "\(name)")
    }
    #expect(purged > 3)
  }

  @Test func `of an old attendance neither name nor anything else stays`() throws {
    let trust = try trust(keeping: Self.keep)
    try trust.receive(
      "old.csv",
      """
      attendance_id, child, arrival_date, gp_practice_code, family_name
      O1, 0, 2022-05-05, V81997, Test-Olden
      O2, 1, 2022-05-05, Y99001, Test-Olden
      """
    )
    _ = try trust.firstNight(asOf: "2022-05-10")
    try trust.receive("new.csv", "attendance_id, child, arrival_date\nN1, 2, 2026-10-30")
    let night = try trust.night(asOf: "2026-11-01")
    #expect(night.alerts.count <= 1 && night.letters.isEmpty)
    let rows = try LedgerRows("\(trust.folder.path)/state/ledger.sqlite")
    let attendances = rows.tables["attendance"] ?? []
    // The one that nothing leads to is gone; of the one that was told, who and when is left.
    #expect(attendances.count == 2)
    #expect(!attendances.contains { $0.contains("Test-Olden") || $0.contains("Robin, ") })
    #expect(rows.tables["notification"]?.isEmpty == false)
    let bytes = FileManager.default.contents(atPath: "\(trust.folder.path)/state/ledger.sqlite")
    #expect(bytes?.firstRange(of: Data("Test-Olden".utf8)) == nil)
  }

  /// One of a rule whose trigger is forgotten, one of suspected harm, of which it is not.
  @Test(arguments: ["V81997, 2018-03-02, ", "Y99001, 2022-03-02, 125668004"])
  func `old notifications go, the audit stays whole, and nobody is told again`(values: String)
    throws
  {
    let trust = try trust(keeping: "keep: { attendances: 36 months, notifications: 4 years }")
    let header = "attendance_id, child, arrival_date, gp_practice_code, birth_date, diagnosis_1"
    try trust.receive("old.csv", "\(header)\nO1, 0, 2022-05-05, \(values)")
    _ = try trust.firstNight(asOf: "2022-05-10")
    let path = "\(trust.folder.path)/state/ledger.sqlite"
    let before = try LedgerRows(path)
    try trust.receive("new.csv", "attendance_id, child, arrival_date\nN1, 2, 2026-10-30")
    _ = try trust.night(asOf: "2026-11-01")
    _ = try trust.night(asOf: "2026-11-02")
    let after = try LedgerRows(path)
    #expect(before.tables["notification"]?.isEmpty == false)
    #expect(after.tables["notification"] == [])
    #expect(Set(after.tables["audit"] ?? []).isSuperset(of: before.tables["audit"] ?? ["none"]))
    // The same old rows come once more.
    try trust.receive("again.csv", "\(header), sex\nO1, 0, 2022-05-05, \(values), 2")
    let night = try trust.night(asOf: "2026-11-03")
    #expect(night.letters.isEmpty && night.alerts.isEmpty && night.items["rule-fired"] == nil)
    #expect(try trust.night(asOf: "2026-11-04").isQuiet)
  }

  @Test func `a bruise whose visit turns out to be older than what is kept still holds`() throws {
    let trust = try trust(keeping: "keep: { attendances: 36 months, notifications: 8 years }")
    let header =
      "attendance_id, child, arrival_date, birth_date, mobility, diagnosis_1, applicable_datetime"
    try trust.receive("\(header)\nA, 0, 2026-10-20, 2018-03-02, non-mobile, 125668004,")
    let told = try trust.firstNight(asOf: "2026-11-01")
    try #require(told.practiceLetters.count == 1 && told.flags.count == 1)
    try trust.receive(
      "two.csv",
      "\(header)\nA, 0, 2023-10-20, 2018-03-02, non-mobile, 125668004, 2026-11-01T10:00"
    )
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
  }

  @Test func `an old bruise that turns out to be another child's is news of that child`() throws {
    let trust = try trust(keeping: "keep: { attendances: 36 months, notifications: 8 years }")
    let header =
      "attendance_id, child, arrival_date, birth_date, mobility, diagnosis_1, applicable_datetime"
    try trust.receive("\(header)\nA, 0, 2023-05-20, 2018-03-02, non-mobile, 125668004,")
    _ = try trust.firstNight(asOf: "2023-06-01")
    try trust.receive("new.csv", "\(header)\nN, 2, 2026-10-30, 2018-03-02, , ,")
    _ = try trust.night(asOf: "2026-11-01")
    try trust.receive(
      "two.csv",
      "\(header)\nA, 1, 2023-05-20, 2018-03-02, non-mobile, 125668004, 2026-11-01T10:00"
    )
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.items["late"] == 1 && night.items["wrong-patient"] == 1, "\(night.items)")
    // Its time is over.
    #expect(night.flags.map(\.status) == ["entered-in-error", "inactive"])
  }

  @Test(arguments: [
    ("keep: { attendances: 12 months }", "previous-injuries"),
    ("keep: { attendances: 36 months, notifications: 2 years }", "notifications"),
    ("keep: { attendances: sometimes }", "36 months"),
  ])
  func `a retention that the rules do not allow is refused`(keep: String, says: String) throws {
    let trust = try trust(keeping: keep)
    try trust.receive("arrival_date\n2026-10-30")
    let outcome = try trust.call(asOf: "2026-11-01", "--first-load", "notify", "--quiet")
    #expect(outcome.code == 78)
    #expect(outcome.messages.contains("attend.yaml:13:") && outcome.messages.contains(says))
    #expect(!trust.folder.has("state"))
  }
}

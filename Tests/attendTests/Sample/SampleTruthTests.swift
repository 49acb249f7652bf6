import Foundation
import TemporaryFiles
import Testing

/// What a sample says must come of it is what comes of it.
struct SampleTruthTests {
  private static let profiles = [
    "standard", "ecds", "ecds-v4", "ecds-national", "ae-cds", "hes-ae", "walk-in", "out-of-hours",
  ]

  @Test(arguments: profiles, [1, 2, 3])
  func `a dry-run finds just the triggers and the sums of a clean sample`(
    source: String,
    seed: Int
  ) throws {
    let sample = try Sample(
      source,
      ["--people", "700", "--seed", "\(seed)"] + Sample.manyCases
    )
    #expect(sample.truth.rules.contains { $0.triggers > 0 })
    #expect(sample.truth.extracts.allSatisfy { $0.rows == $0.attendances })
    try sample.expectAgreement()
  }

  @Test(arguments: profiles, [4, 5, 6])
  func `a dry-run finds just the triggers and the sums of a dirty sample`(
    source: String,
    seed: Int
  ) throws {
    let sample = try Sample(
      source,
      ["--people", "700", "--seed", "\(seed)"] + Sample.manyCases + Sample.allDirt
    )
    let dirt = sample.truth.dirt
    #expect(dirt.badRows > 0 && dirt.late > 0 && dirt.corrections > 0 && dirt.duplicates > 0)
    let hasDeletions = ["standard", "ecds", "ecds-v4", "ae-cds", "walk-in"].contains(source)
    #expect((dirt.deletions > 0) == hasDeletions)
    try sample.expectAgreement()
  }

  @Test func `every case fires and no near miss does, where a layout says enough`() throws {
    for source in ["standard", "walk-in"] {
      let sample = try Sample(source, ["--people", "3000"] + Sample.manyCases + Sample.allDirt)
      for rule in sample.truth.rules {
        #expect(rule.cases > 10 && rule.cases == rule.casesThatFire, "\(rule.rule)")
        #expect(rule.nearMisses > 10 && rule.nearMissesThatFire == 0, "\(rule.rule)")
      }
      let planted = try sample.table("planted.csv")
      #expect(planted.count == sample.truth.rules.reduce(0) { $0 + $1.cases + $1.nearMisses })
      // Every story of every rule is told.
      #expect(Set(planted.compactMap { $0["what"] }).count == 31)
      // By the file alone: a case has a trigger of its rule at one of its attendances.
      let fired = Set(
        try sample.triggers.split(separator: "\n").dropFirst().map { line in
          let values = line.split(separator: ",")
          return "\(values[0]) \(values[3])"
        }
      )
      for line in planted {
        let ids = (line["attendance_ids"] ?? "").split(separator: " ")
        let fires = ids.contains { fired.contains("\(line["rule"] ?? "") \($0)") }
        #expect(fires == (line["kind"] == "case"), "\(line["what"] ?? "")")
      }
    }
  }

  @Test func `without cases no child is unregistered and no baby bruised`() throws {
    let sample = try Sample(
      [
        "--people", "3000", "--cases", "unregistered-with-gp=0%",
        "--cases", "non-mobile-baby-bruising=0 %",
      ]
    )
    for rule in sample.truth.rules
    where ["unregistered-with-gp", "non-mobile-baby-bruising"].contains(rule.rule) {
      #expect(rule.cases == 0 && rule.nearMisses == 0 && rule.triggers == 0)
    }
    try sample.expectAgreement()
  }

  @Test func `before the rules are in force nothing fires, and what came then counts later`() throws
  {
    let sample = try Sample(
      ["--people", "700", "--from", "2021-01-01", "--to", "2022-12-31"] + Sample.manyCases
    )
    let days = try sample.triggers.split(separator: "\n").dropFirst().map {
      String($0.split(separator: ",")[4])
    }
    let first = try #require(days.min())
    #expect(first >= "2022-04-01" && first < "2022-06-01")
    try sample.expectAgreement()
  }

  @Test func `a short sample agrees as well`() throws {
    let sample = try Sample(
      ["--people", "700", "--from", "2026-01-01", "--to", "2026-03-01"]
        + Sample.manyCases + Sample.allDirt
    )
    try sample.expectAgreement()
  }

  @Test(arguments: ["site", "provider"])
  func `a profile of a trust's own, full of what profiles can say`(prefix: String) throws {
    let rules = try TemporaryFolder()
    let profile = """
      source: own
      title: A system of a trust's own
      delimiter: tab
      quote: none
      encoding: utf-16
      dates: [D MON YYYY]
      times: [HHMM]
      blanks: ["n/k"]
      file-pattern: "own_{from:YYYYMMDD}_{to:YYYYMMDD}_*.txt"
      load: replace-period
      fields:
        attendance_id: { columns: Visit, prefix: \(prefix) }
        provider_code: { columns: Trust, codes: { T9: RZ9 } }
        site_code: Unit
        department_type: { columns: Type, codes: { ED: "01", MIU: "03", WIC: "04" } }
        attendance_category: { columns: Why, codes: { N: "1", F: "2", P: "4", D: X } }
        arrival_datetime: { date: Day, time: Hour }
        nhs_number: NHS
        local_patient_id: { columns: Patient, prefix: \(prefix) }
        age_at_arrival: Years
        gp_practice_code: { columns: Practice, directory: practice-name, codes: { None: V81997 } }
        diagnosis: [Code A, Code B]
        mobility: { columns: Moves, codes: { Y: mobile, N: non-mobile } }

      """
    let folder = try rules.rules("sources/README.md") { $0 }
    try rules.write(profile, to: "Rules/sources/own.yaml")
    let sample = try Sample(
      "own",
      rules: folder,
      ["--people", "700", "--from", "2024-11-01", "--years", "2"] + Sample.manyCases
        + Sample.allDirt
    )
    #expect(sample.truth.extracts.map(\.file) == ["own_20241101_20261031_sample.txt"])
    #expect(sample.truth.rules.allSatisfy { $0.cases == 0 || $0.triggers > 0 })
    try sample.expectAgreement()
  }

  @Test func `each dirty row stands where the truth says`() throws {
    let sample = try Sample(["--people", "500"] + Sample.allDirt)
    let lines = try sample.folder.text(of: "sample/extracts/standard.csv").split(separator: "\n")
    let dirt = try sample.table("dirt.csv")
    func count(_ word: String) -> Int {
      dirt.count { $0["what"]?.hasPrefix(word) == true }
    }
    #expect(count("bad row") == sample.truth.dirt.badRows)
    #expect(count("correction") == sample.truth.dirt.corrections)
    #expect(count("deletion") == sample.truth.dirt.deletions)
    #expect(count("duplicate") == sample.truth.dirt.duplicates)
    #expect(dirt.count { $0["what"]?.hasSuffix("late") == true } == sample.truth.dirt.late)
    for row in dirt {
      let line = lines[try #require(row["line"].flatMap { Int($0) }) - 1]
      let what = row["what"] ?? ""
      if what.hasPrefix("bad row: no attendance id") {
        #expect(line.hasPrefix(","))
      } else {
        #expect(line.hasPrefix(row["attendance_id"] ?? "-"), "\(what)")
      }
      if what == "duplicate" { #expect(lines.count { $0 == line } == 2) }
    }
  }
}

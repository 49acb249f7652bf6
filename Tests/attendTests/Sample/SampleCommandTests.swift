import AttendanceModel
import Foundation
import TemporaryFiles
import Testing

/// `attend sample` as a person calls it.
struct SampleCommandTests {
  @Test func `the same options give the same bytes, another seed others`() throws {
    let options = ["--people", "200", "--source", "ecds"] + Sample.allDirt
    let first = try Sample("ecds", options)
    #expect(first.tree == (try Sample("ecds", options)).tree)
    let other = try Sample("ecds", options + ["--seed", "2"])
    #expect(first.tree.differences(from: other.tree).contains("extracts/ecds.csv"))
  }

  @Test func `codes are taken from the column of that name, wherever it stands`() throws {
    let folder = try TemporaryFolder()
    let rules = try folder.rules("codesets/injury.csv") { text in
      text.split(separator: "\n").map { "no code,\($0)\n" }.joined()
        .replacing("no code,code", with: "remark,code")
    }
    let options = ["--people", "200"]
    #expect(try Sample("standard", rules: rules, options).tree == Sample(options).tree)
  }

  @Test(arguments: [1, 2, 777, 5_000])
  func `so many rows are made as were asked for`(rows: Int) throws {
    let sample = try Sample(["--rows", "\(rows)"] + Sample.allDirt)
    #expect(sample.truth.rows == rows)
    try sample.expectAgreement()
  }

  @Test func `files are for their owner alone`() throws {
    let sample = try Sample(["--people", "20"])
    let files = FileManager.default
    for name in sample.tree.paths {
      let attributes = try files.attributesOfItem(atPath: "\(sample.path)/\(name)")
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
    }
    for folder in ["", "extracts", "truth"] {
      let attributes = try files.attributesOfItem(atPath: "\(sample.path)/\(folder)")
      #expect(attributes[.posixPermissions] as? Int == 0o700)
    }
    #expect(
      sample.tree.paths == [
        "README.md", "extracts/standard.csv", "practices.csv", "truth/dirt.csv",
        "truth/planted.csv", "truth/triggers.csv", "truth/truth.json",
      ]
    )
  }

  @Test func `everybody is plainly invented`() throws {
    let sample = try Sample(["--people", "500"])
    let rows = try Night.rows("\(sample.path)/extracts/standard.csv")
    let practices = Set(
      try Night.rows("\(sample.path)/practices.csv").compactMap { $0["code"] }
    ).union(["V81997", "V81998", "V81999", ""])
    for row in rows {
      let number = row["nhs_number"] ?? ""
      #expect(number.isEmpty || number.hasPrefix("999") && number.count == 10)
      let name = row["family_name"] ?? ""
      #expect(name.isEmpty || name.hasPrefix("Test-"))
      let postcode = row["postcode"] ?? ""
      #expect(postcode.isEmpty || postcode.hasPrefix("XX"))
      #expect(practices.contains(row["gp_practice_code"] ?? "?"))
    }
    #expect(
      rows.contains { $0["nhs_number"] == "" } && rows.contains { $0["local_patient_id"] == "" }
    )
  }

  @Test func `nothing is written over`() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "there/file")
    try folder.makeFolder("empty")
    let refused = try Attend.call(
      ["sample", "--output", "there", "--people", "10", "--rules", Attend.rules, "--quiet"],
      in: folder.path
    )
    #expect(refused.code == 64 && refused.mistakes.count == 1, "\(refused.said)")
    #expect(FolderTree(folder.path).paths == ["there/file"])
    let taken = try Attend.call(
      ["sample", "--output", "empty", "--people", "10", "--rules", Attend.rules, "--quiet"],
      in: folder.path
    )
    #expect(taken.code == 0 && folder.has("empty/README.md"), "\(taken.said)")
  }

  @Test(arguments: [
    (["--people", "0"], "1 to"), (["--rows", "10", "--people", "10"], "do not go together"),
    (["--from", "2026-01-01", "--to", "2026-01-02"], "at least 60 days"),
    (["--from", "2026-02-01", "--to", "2026-01-02"], "later than"),
    (["--bad-rows", "5%"], "at most 4 %"), (["--late", "1"], "late"),
    (["--cases", "previous-injury=1%"], "cases"), (["--cases", "previous-injuries=60%"], "half"),
    (["--corrections", "60%", "--deletions", "50%"], "more than all"),
    (["--from", "2024-01-01", "--to", "2026-01-01", "--years", "2"], "leave one out"),
  ])
  func `what cannot be made is refused in a sentence`(options: [String], words: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try Attend.call(
      ["sample", "--output", "sample", "--rules", Attend.rules, "--quiet"] + options,
      in: folder.path
    )
    #expect(outcome.code == 64 && outcome.messages.contains(words), "\(outcome.said)")
    #expect(FolderTree(folder.path).paths == [] && !folder.has(".sample.part"))
  }

  @Test func `an unknown profile and one that cannot be filled are refused in a sentence`() throws {
    let folder = try TemporaryFolder()
    let rules = try folder.rules("sources/walk-in.yaml") {
      $0.replacing("chief_complaint: Presenting Complaint", with: "chief_complaint: Sex")
    }
    for (source, words) in [("walk-on", "walk-in"), ("walk-in", "both")] {
      let outcome = try Attend.call(
        ["sample", "--output", "sample", "--rules", rules, "--source", source, "--quiet"],
        in: folder.path
      )
      #expect(outcome.code == 78 && outcome.mistakes.count == 1, "\(outcome.said)")
      #expect(outcome.messages.contains(words))
      #expect(!folder.has("sample") && !folder.has(".sample.part"))
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a sample that is interrupted leaves nothing behind`(signal: Int32) throws {
    let folder = try TemporaryFolder()
    let call = try Attend.Call(
      interruptible: [
        "sample", "--output", "sample", "--people", "3000000", "--rules", Attend.rules, "--quiet",
      ],
      in: folder.path
    )
    while !folder.has(".sample.part"), call.process.isRunning { usleep(10_000) }
    kill(call.process.processIdentifier, signal)
    let outcome = try call.outcome()
    #expect(outcome.signal == signal && outcome.said == "", "\(outcome)")
    #expect(!folder.has("sample") && !folder.has(".sample.part"))
  }

  @Test func `ages, days, hours and seasons are those of an A&E department`() throws {
    let sample = try Sample(["--people", "12000", "--from", "2023-11-01", "--years", "3"])
    let rows = try Night.rows("\(sample.path)/extracts/standard.csv")
    func share(_ holds: ([String: String]) -> Bool) -> Double {
      Double(rows.count { holds($0) }) / Double(rows.count)
    }
    func age(_ row: [String: String]) -> Int { Int(row["age_at_arrival"] ?? "") ?? -1 }
    // 14 % are 0–9 and 13 % 10–19 years old (2009-10); 14 % over 70 (2012-13).
    #expect((0.11...0.19).contains(share { (0...9).contains(age($0)) }))
    #expect((0.10...0.17).contains(share { (10...19).contains(age($0)) }))
    #expect((0.10...0.19).contains(share { age($0) > 70 }))
    // 16 % come on a Monday (2019-20).
    #expect((0.145...0.175).contains(share { CivilDay($0["arrival_date"] ?? "")?.weekday == 0 }))
    func hour(_ row: [String: String]) -> String { String((row["arrival_time"] ?? "").prefix(2)) }
    #expect(share { hour($0) == "11" } > 3 * share { hour($0) == "04" })
    func isSmall(_ row: [String: String]) -> Bool { (0...4).contains(age(row)) }
    func month(_ row: [String: String]) -> String {
      String((row["arrival_date"] ?? "").dropFirst(5).prefix(2))
    }
    let breathless = ["230145002", "70407001"]
    func breath(_ months: [String]) -> Double {
      share {
        isSmall($0) && months.contains(month($0))
          && breathless.contains($0["chief_complaint"] ?? "")
      }
    }
    #expect(breath(["12", "01", "02"]) > 1.5 * breath(["06", "07", "08"]))
    func injured(_ months: [String]) -> Double {
      share { months.contains(month($0)) && $0["injury_date"] != "" }
    }
    #expect(injured(["06", "07", "08"]) > 1.2 * injured(["12", "01", "02"]))
    // Few people come often: a tenth of them with a fifth of the visits or more.
    let visits = Dictionary(grouping: rows) { $0["local_patient_id"] ?? "" }.values
      .map(\.count).sorted(by: >)
    #expect(Double(visits.prefix(visits.count / 10).reduce(0, +)) > 0.2 * Double(rows.count))
    #expect(visits[visits.count / 2] <= 2)
  }
}

import Foundation
import TemporaryFiles
import Testing

/// `attend sources`: which profile fits a file, and how well it reads.
struct SourcesCheckTests {
  private func check(_ arguments: String...) throws -> Attend.Outcome {
    try Program.run(["sources", "check", "--as-of", "2026-12-31"] + arguments)
  }

  private func json(_ arguments: String...) throws -> [String: Any] {
    let outcome = try Program.run(
      ["sources", "check", "--as-of", "2026-12-31", "--json"] + arguments
    )
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(object as? [String: Any])
  }

  @Test(arguments: [
    ("sources/ecds", "ecds"), ("sources/ecds-v4", "ecds-v4"),
    ("sources/ecds-national", "ecds-national"), ("sources/ae-cds", "ae-cds"),
    ("sources/hes-ae", "hes-ae"), ("sources/walk-in", "walk-in"),
    ("sources/out-of-hours", "out-of-hours"), ("inbox/ae-2026-10-31", "ecds"),
    ("inbox/wic-2026-10-31", "walk-in"), ("inbox/ooh-2026-10-31", "out-of-hours"),
    ("conformance/S1/1", "standard"),
  ])
  func `the profile that fits is proposed`(file: String, profile: String) throws {
    let found = try json("SampleData/\(file).csv")
    #expect(found["profile"] as? String == profile)
    #expect(found["proposed"] as? Bool == true)
  }

  @Test func `columns say what they feed, what is unreadable, and what nothing uses`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file(
      "x.csv",
      """
      attendance_id,provider_code,arrival_date,birth_date,diagnosis_1,Remark
      A1,RZ9,2026-01-01,2018-03-02,2.1631E+13,secret-1
      A2,RZ9,someday,02/03/2018,161887000,secret-2
      A3,RZ9,2026-01-03,,,
      A4,RZ9,2026-01-04,2018-03-02,161887001,
      """
    )
    let found = try json(file)
    let columns = try #require(found["columns"] as? [[String: Any]])
    let lines = columns.map { column in
      "\(column["column"] ?? "") \(column["feeds"] as? [String] ?? []) \(column["filled"] ?? "") "
        + "\(column["unreadable"] ?? "")"
    }
    #expect(
      lines == [
        "attendance_id [\"attendance_id\"] 4 0", "provider_code [\"provider_code\"] 4 0",
        "arrival_date [\"arrival_date\"] 4 1", "birth_date [\"birth_date\"] 3 1",
        "diagnosis_1 [\"diagnosis\"] 3 1", "Remark [] 0 0",
      ]
    )
    let unfed = try #require(found["unfed_fields"] as? [String])
    #expect(unfed.contains("nhs_number") && !unfed.contains("arrival_datetime"))
    let outcome = try check(file)
    #expect(outcome.code == 2)
    for words in ["33.3 %", "25.0 %", "Unused columns: Remark", "scientific-notation", "unopened"] {
      #expect(outcome.output.contains(words), "\(outcome.output)")
    }
    for value in ["secret", "2018", "someday", "161887", "2.1631"] {
      #expect(!outcome.said.contains(value))
    }
  }

  @Test func `why rows cannot be read is said, with the lines of the first`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file(
      "x.csv",
      """
      attendance_id,provider_code,arrival_date
      A1,RZ9,2026-01-01
      A2,RZ9,someday
      A3,RZ9,2027-01-03
      A4,RZ9,2026-01-04,more
      A5,RZ9,anyday
      """
    )
    let outcome = try check(file)
    #expect(outcome.code == 2)
    for line in [
      "arrival_date cannot be read *2 *3 6", "the arrival is later than the as-of date *1 *4",
      "the row has 4 values where the header has 3 *1 *5",
    ] {
      #expect(outcome.output.contains(try Regex(line)), "\(outcome.output)")
    }
    let quarantined = try #require(try json(file)["quarantined"] as? [[String: Any]])
    #expect(quarantined.map { $0["rows"] as? Int } == [2, 1, 1])
  }

  @Test func `a profile may be named, and what is to be done about it is said`() throws {
    let outcome = try check("--source", "ecds-v4", "SampleData/sources/ecds-v4.csv")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("read as “ecds-v4”"))
    #expect(outcome.output.contains("table of codes of “department_type”"))
    let walkIn = try check("SampleData/sources/walk-in.csv")
    #expect(walkIn.output.contains("only with --practices"))
    let known = try check(
      "--practices",
      "SampleData/practices.csv",
      "SampleData/sources/walk-in.csv"
    )
    #expect(!known.output.contains("only with --practices"))
    let pseudonyms = try check("SampleData/sources/hes-ae.csv")
    #expect(pseudonyms.code == 2 && pseudonyms.output.contains("pseudonyms"))
  }

  @Test func `no fitting profile, no file, no such profile: a sentence and the exit code`() throws {
    let folder = try TemporaryFolder()
    let odd = try folder.file("odd.csv", "a,b\n1,2\n")
    let none = try check(odd)
    #expect(none.code == 65 && none.output == "")
    #expect(none.messages.contains("no source profile fits"))
    #expect(
      none.messages.contains("ecds-v4: the header lacks attendance_id, provider_code, arrival")
    )
    let one = try check("--source", "ecds", odd)
    #expect(one.code == 65 && one.sentences.count == 1)
    let empty = try check(try folder.file("empty.csv", ""))
    #expect(empty.code == 65 && empty.sentences.count == 1)
    #expect(try check("\(folder.path)/missing.csv").code == 66)
    let unknown = try check("--source", "ecd", odd)
    #expect(unknown.code == 78 && unknown.messages.contains("did you mean “ecds”?"))
    let rules = try folder.rules("sources/ecds.yaml") { $0 + "feilds: 1\n" }
    #expect(try check("--rules", rules, odd).code == 78)
  }

  @Test func `a file is described of which too much cannot be read for a run`() throws {
    let folder = try TemporaryFolder()
    let rows = String(repeating: "A1,RZ9,someday\n", count: 30)
    let file = try folder.file("x.csv", "attendance_id,provider_code,arrival_date\n" + rows)
    let outcome = try check(file)
    #expect(outcome.code == 2 && outcome.output.contains("a run refuses the file"))
  }

  @Test func `a profile that reads the rows is proposed before one that only has more columns`()
    throws
  {
    let folder = try TemporaryFolder()
    let rules = try folder.rules("sources/ecds.yaml") { $0 }
    try """
    source: other
    title: More columns, and other dates
    dates: [YYYYMMDD]
    fields:
      attendance_id: attendance_id
      provider_code: provider_code
      arrival_date: arrival_date
      preferred_language: junk

    """.write(toFile: "\(rules)/sources/other.yaml", atomically: true, encoding: .utf8)
    let rows = (1...30).map { "A\($0),RZ9,2026-10-30,x\n" }.joined()
    let file = try folder.file("x.csv", "attendance_id,provider_code,arrival_date,junk\n" + rows)
    #expect(try json("--rules", rules, file)["profile"] as? String == "standard")
    #expect(try json("--rules", rules, "--source", "other", file)["profile"] as? String == "other")
  }

  @Test func `the list names every profile`() throws {
    let outcome = try Program.run("sources", "list")
    #expect(outcome.code == 0)
    let names = ["standard", "ecds", "ecds-v4", "ecds-national", "ae-cds", "hes-ae", "walk-in"]
    for name in names + ["out-of-hours"] {
      #expect(outcome.output.contains("\n\(name) "))
    }
    #expect(try Program.run("sources", "list", "--json").output.contains("\"net-change\""))
  }
}

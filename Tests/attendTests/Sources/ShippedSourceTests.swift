import Foundation
import TemporaryFiles
import Testing

/// Every shipped profile reads its sample end to end, through the command.
struct ShippedSourceTests {
  /// What a dry-run of a sample says.
  private struct Outcome {
    /// Rule and attendance.
    var fired: [String]
    var report: [String: Any]
    var extract: [String: Any]
    var code: Int32

    subscript(name: String) -> Int? { report[name] as? Int }
    func count(_ name: String) -> Int? { extract[name] as? Int }
    var unreadable: [String: Int]? { extract["unreadable"] as? [String: Int] }
    var damage: [[String: Any]] { extract["damage"] as? [[String: Any]] ?? [] }
  }

  private func dryRun(_ profile: String, rules: String = "Rules", practices: Bool = false) throws
    -> Outcome
  {
    let folder = try TemporaryFolder()
    let called = try Program.run(
      [
        "dry-run", "--rules", rules, "--source", profile, "--as-of", "2026-12-31", "--json",
        "--quiet", "--triggers", "\(folder.path)/triggers.csv",
        "SampleData/sources/\(profile).csv",
      ] + (practices ? ["--practices", "SampleData/practices.csv"] : [])
    )
    try #require([0, 2].contains(called.code), "\(called.said)")
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(called.output.utf8)) as? [String: Any]
    )
    let extracts = try #require(report["extracts"] as? [[String: Any]])
    return Outcome(
      fired: try folder.text(of: "triggers.csv").split(separator: "\n").dropFirst().map { line in
        let values = line.split(separator: ",", omittingEmptySubsequences: false)
        return "\(values[0]) \(values[3]) \(values[6])"
      },
      report: report,
      extract: try #require(extracts.first),
      code: called.code
    )
  }

  @Test func `ecds: three structures of identity, dates with times, numbered columns`() throws {
    let outcome = try dryRun("ecds")
    #expect(
      outcome.fired == [
        "frequent-attender-4-in-6-months E7 4", "non-mobile-baby-bruising E5 1",
        "unregistered-with-gp E5 1",
      ]
    )
    #expect(outcome.code == 0)
    #expect(outcome["attendances"] == 6 && outcome["unidentified"] == 1 && outcome["persons"] == 2)
    #expect(outcome.count("rows") == 8 && outcome.count("deleted") == 1)
    #expect(outcome.unreadable == [:] && outcome.damage.isEmpty)
  }

  @Test func `ecds-v4: one timestamp with offset; no activity type can be read as shipped`() throws
  {
    let outcome = try dryRun("ecds-v4")
    #expect(
      outcome.fired == [
        "non-mobile-baby-bruising V5 1", "previous-injuries V3 2", "unregistered-with-gp V5 1",
      ]
    )
    #expect(outcome.unreadable == ["UrgentAndEmergencyCareActivityType": 5])
    let rules = try #require(outcome.report["rules"] as? [[String: Any]])
    let frequent = try #require(
      rules.first { $0["rule"] as? String == "frequent-attender-4-in-6-months" }
    )
    #expect((frequent["unknown"] as? [String: Int])?["department-type"] ?? 0 > 0)
  }

  @Test func `ecds-v4: with its table filled in, departments count`() throws {
    let folder = try TemporaryFolder()
    let rules = try folder.rules("sources/ecds-v4.yaml") {
      $0.replacing("codes: {}", with: "codes: { TYPE-A: \"01\", TYPE-B: \"05\" }")
    }
    let outcome = try dryRun("ecds-v4", rules: rules)
    #expect(outcome.fired.contains("frequent-attender-4-in-6-months V4 4"))
    #expect(outcome.unreadable == [:])
  }

  @Test func `ecds-v4: a timestamp in UTC is London time`() throws {
    let explained = try Program.run(
      "explain",
      "--source",
      "ecds-v4",
      "--as-of",
      "2026-12-31",
      "--provider",
      "RZ9",
      "--attendance",
      "V1",
      "SampleData/sources/ecds-v4.csv"
    )
    #expect(explained.code == 0 && explained.output.contains("2026-05-05"), "\(explained.said)")
  }

  @Test func `ecds-national: one pseudonym at three providers is one person`() throws {
    let outcome = try dryRun("ecds-national")
    #expect(outcome.fired == ["frequent-attender-4-in-6-months N4 4"])
    #expect(outcome["persons"] == 2 && outcome["unidentified"] == 2)
    // Bruised, in the first year of life: the age in years does not settle six months.
    #expect(outcome["age_unsettled"] == 1)
    #expect(outcome.unreadable == [:])
    #expect(outcome.extract["unmapped_columns"] as? [String] == ["Der_Financial_Year"])
  }

  @Test func `ae-cds: retired digits, times, dates and diagnoses`() throws {
    let outcome = try dryRun("ae-cds")
    #expect(
      outcome.fired == [
        "frequent-attender-4-in-6-months C5 4", "non-mobile-baby-bruising C6 1",
        "previous-injuries C7 2",
      ]
    )
    #expect(outcome.unreadable == [:] && outcome.code == 0)
    #expect(
      outcome.extract["findings"] as? [String: Int] == ["NHS number outside issued ranges": 8]
    )
  }

  @Test func `hes-ae: pseudonyms, ages of infants, whole numbers written as decimals`() throws {
    let outcome = try dryRun("hes-ae")
    #expect(
      outcome.fired == [
        "frequent-attender-4-in-6-months 9005 4", "non-mobile-baby-bruising 9006 1",
        "previous-injuries 9004 2",
      ]
    )
    // 182 to 272 days old on 30 December: neither under six months nor not.
    #expect(outcome["age_unsettled"] == 1)
    // An arrival on 1 January 1800 is none.
    #expect(outcome.count("quarantined") == 1 && outcome.code == 2)
    #expect(outcome.unreadable == [:])
  }

  @Test func `walk-in: an urgent treatment centre's type, and practices by name`() throws {
    let outcome = try dryRun("walk-in", practices: true)
    #expect(outcome.fired == ["non-mobile-baby-bruising W4 1", "unregistered-with-gp W4 1"])
    #expect(outcome.unreadable == ["Practice Name": 1])
    // Without the directory no name is known.
    #expect(try dryRun("walk-in").unreadable == ["Practice Name": 2])
  }

  @Test func `out-of-hours: a practice counts only when its name is exact`() throws {
    let outcome = try dryRun("out-of-hours", practices: true)
    #expect(outcome.fired == ["non-mobile-baby-bruising O3 1"])
    #expect(outcome.unreadable == ["PracticeName": 1])
  }

  @Test func `a nightly run refuses pseudonyms`() throws {
    let trust = try Trust(replacing: ["profile: standard": "profile: ecds-national"])
    let outcome = try trust.call(asOf: "2026-11-01", "--first-load", "notify", "--quiet")
    #expect(outcome.code == 78)
    #expect(outcome.sentences.count == 1 && outcome.messages.contains("pseudonyms"))
  }

  @Test func `a nightly run knows practices by name`() throws {
    let trust = try Trust(replacing: ["profile: standard": "profile: out-of-hours"])
    let header =
      "CaseNo,Provider,ActiveDate,NHSNumber,Traced,Surname,Forename,DateOfBirth,PracticeName,"
      + "Diagnosis1\n"
    try trust.folder.write(
      header
        + "C1,NZX9,30/10/2026,9990000018,Y,Test-Larch,Robin,01/08/2026,Specimen Medical Centre,"
        + "125668004\n"
        + "C2,NZX9,30/10/2026,9990000026,Y,Test-Elm,Robin,01/08/2026,Specimen Medical Ctr,"
        + "125668004\n",
      to: "inbox/ooh.csv"
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.practiceLetters.count == 1)
    #expect(night.practiceLetters.first?.contains("Specimen Medical Centre") == true)
    #expect(night.teamLetters.count == 1)
  }

  @Test func `damage is named in the summary of dry-run and in run.json`() throws {
    let table = """
      diagnosis_1, nhs_number, arrival_date
      2.1631E+13, 9990000018, 2026-10-01
      161887000, '9990000018, 2026-10-02
      1054321000000100, 999000001, 2026-10-03
      NULL, 9990000026, 2026-10-04
      """
    let run = try DryRun(table)
    for words in [
      "1.csv: diagnosis_1", "scientific-notation", "zeroed-digits", "unopened", "“blanks”",
    ] {
      #expect(run.outcome.output.contains(words), "\(run.outcome.output)")
    }
    #expect(!run.outcome.said.contains("1054321"))
    let trust = try Trust()
    try trust.receive(table)
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.outcome.output.contains("zeroed-digits"))
    let manifest = try #require(
      JSONSerialization.jsonObject(with: night.files.files["run.json"] ?? Data()) as? [String: Any]
    )
    let extracts = try #require(manifest["extracts"] as? [[String: Any]])
    let damage = try #require(extracts.first?["damage"] as? [[String: Any]])
    let places = damage.map { entry in
      "\(entry["column"] ?? "") \(entry["kind"] ?? "") \(entry["lines"] as? [Int] ?? [])"
    }
    #expect(
      places.sorted() == [
        "diagnosis_1 blank-word [5]", "diagnosis_1 scientific-notation [2]",
        "diagnosis_1 zeroed-digits [4]",
        "nhs_number apostrophe [3]", "nhs_number lost-leading-zero [4]",
      ]
    )
  }
}

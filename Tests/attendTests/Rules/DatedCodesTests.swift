import Foundation
import TemporaryFiles
import Testing

/// Codes that hold for some days only, from the file to the trigger.
struct DatedCodesTests {
  @Test func `a code counts on the days for which it holds, both ends included`() throws {
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let folder = try scratch.rules("codesets/bruising.csv") { _ in
      """
      code,term,item,group,source,valid_from,valid_to
      125668004,Contusion of face (disorder),diagnosis,bruise,test,2026-02-01,2026-02-28

      """
    }
    let days = ["2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01"]
    let rows = days.map { "A\($0),RJE,1,\($0),9990000018,2025-12-01,125668004" }
    let header =
      "attendance_id,provider_code,attendance_category,arrival_date,nhs_number,birth_date,diagnosis_1"
    let path = try scratch.file("extract.csv", ([header] + rows).joined(separator: "\n") + "\n")
    let table = "\(scratch.path)/triggers.csv"
    let outcome = try Program.run(
      "dry-run",
      "--rules",
      folder,
      "--as-of",
      "2026-11-01",
      "--triggers",
      table,
      path
    )
    #expect(outcome.code == 0)
    let found = try String(contentsOfFile: table, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("non-mobile-baby-bruising") }
      .map { $0.split(separator: ",")[4] }
    #expect(found == ["2026-02-01", "2026-02-28"])
    let words = try Program.run("rules", "describe", folder).output
    #expect(
      words.contains(
        "- a diagnosis is in the code set “bruising” (1 code, 1 of them for arrivals of certain "
          + "days only)"
      )
    )
  }

  @Test func `a field that says nothing stays unknown on days on which no code of the set holds`()
    throws
  {
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let folder = try scratch.rules("codesets/bruising.csv") { _ in
      """
      code,valid_from
      125668004,2026-02-01

      """
    }
    try Data(
      """
      rule: no-bruise
      version: 1
      title: Complaints other than a bruise
      class: pattern
      owner: Sample
      source: sample
      in-force: { from: 2022-04-01 }
      for: {}
      when: { not: { chief-complaint: { in: bruising } } }
      then: [{ worklist: routine, to: safeguarding-team }]

      """.utf8
    ).write(to: URL(filePath: "\(folder)/no-bruise.yaml"))
    let path = try scratch.file(
      "extract.csv",
      """
      attendance_id,provider_code,attendance_category,arrival_date,nhs_number,chief_complaint
      A1,RJE,1,2026-01-05,9990000018,
      A2,RJE,1,2026-01-06,9990000018,125668004
      A3,RJE,1,2026-02-05,9990000018,
      A4,RJE,1,2026-02-06,9990000018,125668004

      """
    )
    let table = "\(scratch.path)/triggers.csv"
    let outcome = try Program.run(
      "dry-run",
      "--rules",
      folder,
      "--as-of",
      "2026-11-01",
      "--triggers",
      table,
      path
    )
    #expect(outcome.code == 0)
    let found = try String(contentsOfFile: table, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("no-bruise") }.map { $0.split(separator: ",")[3] }
    #expect(found == ["A2"])
    #expect(
      outcome.output.split(separator: "\n").contains {
        $0.split(separator: " ") == ["no-bruise", "chief-complaint", "2"]
      }
    )
  }
}

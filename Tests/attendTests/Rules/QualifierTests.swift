import Foundation
import TemporaryFiles
import Testing

/// A field that hangs on another one.
struct QualifierTests {
  /// A qualifier is kept with its diagnosis, which no other part of the rule asks for.
  @Test func `a rule on the diagnosis qualifier alone fires`() throws {
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let folder = try scratch.rules("codesets/bruising.csv") { $0 }
    try Data(
      """
      rule: suspected-diagnosis
      version: 1
      title: A diagnosis that is only suspected
      class: pattern
      owner: Sample
      source: sample
      in-force: { from: 2022-04-01 }
      for: {}
      when: { diagnosis-qualifier: "415684004" }
      then: [{ worklist: routine, to: safeguarding-team }]
      examples:
        - name: suspected
          born: 2018-03-02
          attendances: [{ on: 2026-01-05, diagnosis: "125668004", diagnosis-qualifier: "415684004" }]
          fires-on: [2026-01-05]

      """.utf8
    ).write(to: URL(fileURLWithPath: "\(folder)/suspected-diagnosis.yaml"))
    let path = try scratch.file(
      "extract.csv",
      """
      attendance_id,provider_code,arrival_date,nhs_number,diagnosis_1,diagnosis_qualifier_1
      A1,RJE,2026-05-01,9990000018,125668004,415684004
      A2,RJE,2026-05-02,9990000018,125668004,410605003

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
      .filter { $0.hasPrefix("suspected-diagnosis") }
    #expect(found.map { $0.split(separator: ",")[3] } == ["A1"])
  }
}

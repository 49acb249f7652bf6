import Foundation
import TemporaryFiles
import Testing

/// Loads of whole periods in a dry-run, and in what explains it.
struct DryRunPeriodLoadTests {
  private let profile = """
    source: monthly
    title: Monthly reload
    load: replace-period
    file-pattern: "*{month}*.csv"
    fields:
      attendance_id: attendance_id
      provider_code: provider_code
      department_type: department_type
      attendance_category: attendance_category
      arrival_date: arrival_date
      nhs_number: nhs_number
      birth_date: birth_date
      gp_practice_code: gp_practice_code
    """
  private let header = "attendance_id, child, arrival_date, gp_practice_code"

  private func run(_ second: String, named name: String = "b-2026-10.csv") throws
    -> (Attend.Outcome, TemporaryFolder)
  {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: Attend.rules, toPath: "\(folder.path)/Rules")
    try folder.write(profile, to: "Rules/sources/monthly.yaml")
    try folder.write(
      Extract(
        "\(header)\nA, 0, 2026-10-01, V81997\nB, 1, 2026-10-02, V81997\nC, 2, 2026-09-30, V81997"
      ).text,
      to: "a-2026-10.csv"
    )
    try folder.write(Extract("\(header)\n\(second)").text, to: name)
    let outcome = try Attend.call(
      [
        "dry-run", "--source", "monthly", "--as-of", "2026-12-31", "--triggers", "t.csv",
        "a-2026-10.csv", name,
      ],
      in: folder.path
    )
    return (outcome, folder)
  }

  private func fired(_ folder: TemporaryFolder) throws -> [String] {
    try folder.text(of: "t.csv").split(separator: "\n").dropFirst()
      .map { String($0.split(separator: ",")[3]) }.sorted()
  }

  @Test func `what the later file of a period leaves out is gone, also in an explanation`() throws {
    let (outcome, folder) = try run("B, 1, 2026-10-02, V81997")
    #expect(outcome.code == 0, "\(outcome.said)")
    #expect(try fired(folder) == ["B", "C"])
    let cells = outcome.output.split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
    #expect(cells.contains(["all", "extracts", "4", "2", "1", "1", "0", "1"]))
    let explanation = try Attend.call(
      [
        "explain", "--source", "monthly", "--as-of", "2026-12-31", "--provider", "RZ9",
        "--attendance", "A", "a-2026-10.csv", "b-2026-10.csv",
      ],
      in: folder.path
    )
    #expect(explanation.code == 66)
  }

  @Test func `a row that cannot be read carries its attendance, one without an id carries all`()
    throws
  {
    let (_, named) = try run("A, 0, soon, V81997")
    #expect(try fired(named) == ["A", "C"])
    let (_, unnamed) = try run(" , 0, 2026-10-01, V81997")
    #expect(try fired(unnamed) == ["A", "B", "C"])
  }

  @Test func `a name without a period is refused`() throws {
    let (outcome, _) = try run("B, 1, 2026-10-02, V81997", named: "october.csv")
    #expect(outcome.code == 65)
    #expect(outcome.messages.contains("does not state the period"))
  }
}

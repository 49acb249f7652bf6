import Foundation
import TemporaryFiles
import Testing

/// Design section 9: what `attend dry-run` prints, writes and ends with.
struct DryRunCommandTests {
  private let fires = """
    local_patient_id, arrival_date, gp_practice_code
    SECRET-LOCAL,     2026-03-01,   V81997
    """

  @Test func `a clean extract ends with 0 and leaves the triggers file alone behind`() throws {
    let run = try DryRun(fires)
    #expect(run.outcome.code == 0)
    #expect(run.outcome.messages == "")
    #expect(run.files == ["1.csv", "triggers.csv"])
  }

  @Test func `a quarantined row ends with 2 and the triggers file is there all the same`() throws {
    let run = try DryRun(
      """
      child, arrival_date, gp_practice_code
      0,     2026-03-01,   V81997
      1,     someday,      V81997
      """
    )
    #expect(run.outcome.code == 2)
    #expect(run.triggers?.count == 1)
  }

  @Test func `values that went unread, and columns, stand in the summary`() throws {
    let run = try DryRun(
      """
      child, arrival_date, arrival_time, update_type, Remark
      0,     2026-03-01,   2:00 PM,      7,           SECRET
      """
    )
    for line in [
      "1.csv: arrival_time *1", "update type[^\n]*1", "Columns that nothing reads: Remark",
    ] {
      #expect(run.outcome.output.contains(try Regex(line)), "\(run.outcome.output)")
    }
    #expect(!run.outcome.said.contains("PM") && !run.outcome.said.contains("SECRET"))
  }

  @Test func `an arrival after the as-of date is quarantined, one on it is not`() throws {
    let run = try DryRun(
      """
      child, arrival_date, gp_practice_code
      0,     2026-03-01,   V81997
      1,     2026-03-02,   V81997
      """,
      asOf: "2026-03-01"
    )
    #expect(run.outcome.code == 2)
    #expect(run.fired("unregistered-with-gp") == ["A1"])
  }

  @Test func `nothing printed tells who a patient is`() throws {
    let run = try DryRun(
      fires,
      """
      arrival_date, birth_date, nhs_number
      someday,      2018-03-02, 9990000026
      2026-03-04,   someday,    999000002X
      """
    )
    for value in [
      "9990000018", "9990000026", "999000002X", "Test-Larch", "Robin", "2018-03-02", "Invented",
      "XX1 9ZZ", "SECRET-LOCAL",
    ] {
      #expect(!run.outcome.said.localizedCaseInsensitiveContains(value))
    }
  }

  @Test func `a refused extract among good ones ends the command with nothing written`() throws {
    let run = try DryRun(texts: [Extract(fires).text, "no,such,columns\n1,2,3\n"])
    #expect(run.outcome.code == 65)
    #expect(run.outcome.output == "")
    #expect(run.triggers == nil)
  }

  @Test func `an earlier triggers file stays when the command fails`() throws {
    let folder = try TemporaryFolder()
    try folder.write("earlier\n", to: "triggers.csv")
    let outcome = try Attend.call(
      ["dry-run", "--rules", Attend.rules, "missing.csv", "--triggers", "triggers.csv"],
      in: folder.path
    )
    #expect(outcome.code == 66)
    #expect(try folder.text(of: "triggers.csv") == "earlier\n")
  }

  @Test func `the table says for each rule how many persons, triggers, letters and alerts`() throws
  {
    let run = try DryRun(
      """
      child, arrival_date, gp_practice_code
      0,     2026-03-01,   V81997
      0,     2026-03-02,   V81997
      1,     2026-03-02,   V81997
      """
    )
    let line = run.outcome.output.split(separator: "\n").first {
      $0.hasPrefix("unregistered-with-gp")
    }
    // The second of one child is covered by the first.
    #expect(line?.split(separator: " ").dropFirst() == ["2", "3", "2", "2"])
  }

  @Test func `a source profile reads its layout`() throws {
    let folder = try TemporaryFolder()
    let outcome = try Attend.call(
      [
        "dry-run", "--rules", Attend.rules, "--source", "walk-in", "--as-of", "2026-11-01",
        "--triggers", "triggers.csv",
        "\(Attend.repository)/SampleData/inbox/wic-2025.csv",
      ],
      in: folder.path
    )
    #expect([0, 2].contains(outcome.code))
    #expect(try folder.text(of: "triggers.csv").hasPrefix(DryRun.header + "\n"))
  }
}

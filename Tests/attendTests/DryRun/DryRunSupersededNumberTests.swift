import TemporaryFiles
import Testing

/// Merged NHS numbers in a dry-run and in `attend explain`.
struct DryRunSupersededNumberTests {
  private func folder(_ list: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      Extract(
        """
        child, arrival_date
        0, 2026-03-01
        1, 2026-03-02
        2, 2026-03-03
        0, 2026-03-04
        """
      ).text,
      to: "1.csv"
    )
    try folder.write(list, to: "merged.csv")
    return folder
  }

  private let chain = "old,new\n9990000018,9990000026\n9990000026,9990000034\n"

  private func fired(_ folder: TemporaryFolder, _ options: String...) throws -> Bool {
    let outcome = try Attend.call(
      ["dry-run", "--rules", Attend.rules, "--as-of", "2026-12-31", "--triggers", "t.csv"]
        + options + ["1.csv"],
      in: folder.path
    )
    #expect(outcome.code == 0, "\(outcome.said)")
    return try folder.text(of: "t.csv").contains("frequent-attender-4-in-6-months,1,RZ9,A4")
  }

  @Test func `a chain of numbers is one person`() throws {
    let folder = try folder(chain)
    #expect(try fired(folder, "--superseded-numbers", "merged.csv"))
    #expect(try !fired(folder))
  }

  @Test func `an explanation shows the number that stands and no other`() throws {
    let folder = try folder(chain)
    let outcome = try Attend.call(
      [
        "explain", "--rules", Attend.rules, "--as-of", "2026-12-31", "--provider", "RZ9",
        "--attendance", "A4", "--identifiable", "--superseded-numbers", "merged.csv", "1.csv",
      ],
      in: folder.path
    )
    #expect(outcome.output.contains("a person with 4 attendances"))
    #expect(outcome.output.contains("999 000 0034"))
    #expect(!outcome.output.contains("999 000 0018"))
  }

  @Test func `a wrong list is a mistake of configuration`() throws {
    let folder = try folder("old,new\n1,2\n")
    let outcome = try Attend.call(
      ["dry-run", "--rules", Attend.rules, "--superseded-numbers", "merged.csv", "1.csv"],
      in: folder.path
    )
    #expect(outcome.code == 78)
  }
}

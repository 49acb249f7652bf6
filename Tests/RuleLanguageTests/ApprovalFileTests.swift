import AttendanceModel
import LocatedYAML
import RuleLanguage
import Testing

struct ApprovalFileTests {
  private func read(_ text: String) throws(Diagnostics) -> [String: Approval] {
    try ApprovalFile.read(text, file: "approvals.yaml", known: ["injury", "bruising"])
  }

  private func mistakes(_ text: String) -> [String] {
    do {
      _ = try read(text)
      return []
    } catch {
      return error.all.map(\.description)
    }
  }

  @Test(arguments: ["", "# nobody yet\n", "---\n"])
  func `a file without lines approves nothing`(text: String) throws {
    #expect(try read(text).isEmpty)
  }

  @Test func `a line approves what it names`() throws {
    let day = try #require(CivilDay("2026-01-05"))
    #expect(
      try read("injury: { by: A. Example, role: Named Doctor, on: 2026-01-05 }\n")
        == ["injury": Approval(by: "A. Example", role: "Named Doctor", on: day)]
    )
  }

  @Test func `every mistake is found in one go`() {
    let text = """
      injry: { by: A, role: B, on: 2026-01-05 }
      bruising: { by: A, on: 5 May }
      """
    #expect(
      mistakes(text) == [
        "approvals.yaml:1:1: there is nothing named “injry” to approve; did you mean “injury”?",
        "approvals.yaml:2:11: an approval needs “role”",
        "approvals.yaml:2:24: “5 May” is not a date, YYYY-MM-DD",
      ]
    )
  }

  @Test func `a file is one mapping`() {
    #expect(
      mistakes("- injury\n") == [
        "approvals.yaml:1:1: a file of approvals must be a mapping of keys to values"
      ]
    )
  }
}

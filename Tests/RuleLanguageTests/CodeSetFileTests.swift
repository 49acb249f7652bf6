import LocatedYAML
import RuleLanguage
import Testing

struct CodeSetFileTests {
  private func mistakes(_ rows: [[String]]) -> [String] {
    let lines = rows.enumerated().map { CodeSet.Line(number: $0 + 1, fields: $1) }
    do {
      _ = try CodeSet(name: "set", file: "set.csv", lines: lines)
      return []
    } catch {
      return error.all.map(\.description)
    }
  }

  @Test func `the code alone is compared, whatever its item`() throws {
    let rows = [
      CodeSet.columns,
      ["38354005", "Open wound of head", "diagnosis", "Wound", "ecds-2019-20"],
      ["38354005", "Open wound of head", "chief_complaint", "Wound", "ecds-2019-20"],
      ["021", "Contusion", "diagnosis", "02", "cds-010"],
    ]
    let lines = rows.enumerated().map { CodeSet.Line(number: $0 + 1, fields: $1) }
    let set = try CodeSet(name: "set", file: "set.csv", lines: lines)
    #expect(set == CodeSet(name: "set", codes: ["38354005", "021"]))
  }

  @Test func `damaged codes and lines are found in one go`() {
    #expect(
      mistakes([
        ["code", "term"], ["161887001", "a"], ["1.08807E+15", "b"], ["161887000.0", "c"],
        ["", "d"], ["161887000"],
      ]) == [
        "set.csv:2:1: “161887001” is no SNOMED CT concept id: check digit or form is wrong",
        "set.csv:3:1: “1.08807E+15” is a code that a spreadsheet has turned into a number",
        "set.csv:4:1: “161887000.0” is a code that a spreadsheet has turned into a number",
        "set.csv:5:1: a code is missing",
        "set.csv:6:1: 1 fields where the header has 2",
      ]
    )
  }

  @Test(arguments: [[], [["term", "item"]]])
  func `a file without the column of codes is no code set`(rows: [[String]]) {
    #expect(
      mistakes(rows) == [
        "set.csv:1:1: a code set needs the columns code, term, item, group, source"
      ]
    )
  }
}

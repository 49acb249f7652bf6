import AttendanceModel
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

  @Test func `a code can hold for some days of arrival`() throws {
    let rows = [
      ["code", "valid_from", "valid_to"], ["a", "", ""], ["b", "2024-01-01", ""],
      ["c", "", "2023-12-31"], ["a", "2024-01-01", ""],
    ]
    let lines = rows.enumerated().map { CodeSet.Line(number: $0 + 1, fields: $1) }
    let set = try CodeSet(name: "set", file: "set.csv", lines: lines)
    let first = CivilDay("2024-01-01")
    #expect(set.codes == ["a", "b", "c"])
    #expect(
      set.dated == [
        ValidDays(from: first, to: nil): ["b"],
        ValidDays(from: nil, to: first?.adding(days: -1)): ["c"],
      ]
    )
  }

  @Test(arguments: [
    ("2024-13-01", "", "“2024-13-01” in valid_from is not a date, YYYY-MM-DD"),
    ("2024-01-02", "2024-01-01", "valid_to 2024-01-01 lies before valid_from 2024-01-02"),
  ])
  func `days that make no sense are a mistake`(from: String, to: String, mistake: String) {
    #expect(
      mistakes([["code", "valid_from", "valid_to"], ["a", from, to]]) == ["set.csv:2:1: \(mistake)"]
    )
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

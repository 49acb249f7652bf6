import Foundation
import LocatedYAML
import Testing

struct DiagnosticTests {
  private func diagnostic(column: Int) -> Diagnostic {
    Diagnostic(
      "there is no field “x”",
      at: SourceLocation(file: "a.yaml", line: 12, column: column),
      suggestion: "y",
      code: .unknownField
    )
  }

  private static let head =
    "a.yaml:12:%: error: there is no field “x”; did you mean “y”? [unknown-field]"

  @Test(arguments: [
    ("ab: { cde: 1 }", 7, "      ^~~"),
    ("ab: \"quoted text\"", 5, "    ^~~~~~~~~~~~~"),
    ("\tab: c", 2, "\t^~"),
    ("é: {}", 4, "   ^"),
  ])
  func `the mark stands under the word`(line: String, column: Int, marks: String) {
    #expect(
      diagnostic(column: column).excerpt(of: line) == """
        \(Self.head.replacing("%", with: String(column)))
          12 | \(line)
             | \(marks)
        """
    )
  }

  @Test(arguments: [nil, "", "ab"])
  func `without the line the sentence stands alone`(line: String?) {
    #expect(diagnostic(column: 5).excerpt(of: line) == Self.head.replacing("%", with: "5"))
  }

  @Test func `every code is explained in the documentation of rules`() throws {
    let readme = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Rules/README.md")
    let text = try String(contentsOf: readme, encoding: .utf8)
    for code in Diagnostic.Code.allCases { #expect(text.contains("`\(code.rawValue)`")) }
  }
}

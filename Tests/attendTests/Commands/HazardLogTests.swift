import Foundation
import Testing

/// The hazard log names tests that are there, and guards every clause.
struct HazardLogTests {
  private struct Line {
    var clauses: [String]
    var suite: String
    var sentence: String
  }

  private static let folder = "\(Attend.repository)/Tests"

  private static func log() throws -> String {
    try String(contentsOfFile: "\(folder)/HAZARDS.md", encoding: .utf8)
  }

  private static func lines() throws -> [Line] {
    try log().split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().map { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let test = try #require(try /^`(\w+)`: (.+)$/.wholeMatch(in: cells[2]), "\(line)")
      return Line(
        clauses: cells[1].components(separatedBy: ", "),
        suite: String(test.output.1),
        sentence: String(test.output.2)
      )
    }
  }

  @Test func `every test that the hazard log names is there`() throws {
    var sources: [String: String] = [:]
    for path in FolderTree(Self.folder).paths where path.hasSuffix("Tests.swift") {
      let suite = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      sources[suite, default: ""] += try String(
        contentsOfFile: "\(Self.folder)/\(path)",
        encoding: .utf8
      )
    }
    let lines = try Self.lines()
    #expect(lines.count > 25)
    for line in lines {
      #expect(
        sources[line.suite]?.contains("func `\(line.sentence)`(") == true,
        "\(line.suite): \(line.sentence)"
      )
    }
  }

  @Test func `the hazard log covers every clause of the design and fits a page`() throws {
    let clauses = Set(try Self.lines().flatMap(\.clauses))
    #expect(clauses == Set((1...15).map { "S\($0)" }))
    #expect(try Self.log().split(separator: "\n").count <= 50)
  }
}

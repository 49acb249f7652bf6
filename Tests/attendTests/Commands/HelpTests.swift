import Foundation
import Testing

/// Every verb explains itself, and the README knows it.
struct HelpTests {
  /// The verbs that the help of a command lists, with their own verbs after them.
  private func verbs(of path: [String] = []) throws -> [[String]] {
    let help = try Attend.call(path + ["--help"], in: Attend.repository).output
    guard let list = help.following("SUBCOMMANDS:\n") else { return [path] }
    let lines = list.prefix(upTo: list.firstRange(of: "\n\n")?.lowerBound ?? list.endIndex)
    let names = lines.split(separator: "\n").compactMap { line in
      line.hasPrefix("   ") ? nil : line.split(separator: " ").first.map(String.init)
    }
    return try names.flatMap { try verbs(of: path + [$0]) }
  }

  private func readme() throws -> String {
    try String(contentsOfFile: "\(Attend.repository)/README.md", encoding: .utf8)
  }

  @Test func `every verb has help with an example of its use`() throws {
    let verbs = try verbs()
    #expect(Set(verbs.compactMap(\.first)).isSuperset(of: ["run", "dry-run", "rules"]))
    for verb in verbs {
      let help = try Attend.call(verb + ["--help"], in: Attend.repository)
      #expect(help.code == 0)
      #expect(help.output.hasPrefix("OVERVIEW: "), "\(verb)")
      #expect(help.output.contains("\n  attend \(verb.joined(separator: " ")) "), "\(verb)")
    }
  }

  @Test func `the README names every verb`() throws {
    let readme = try readme()
    for verb in try verbs() { #expect(readme.contains("attend \(verb.joined(separator: " "))")) }
  }

  @Test func `the README and the help give the same exit codes`() throws {
    let help = try Attend.call(["--help"], in: Attend.repository).output
    let readme = try readme()
    for code in ["0", "1", "2", "64", "65", "66", "75", "78"] {
      #expect(help.contains("\(code) ") && readme.contains("| \(code) | "))
    }
  }
}

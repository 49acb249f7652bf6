import Foundation
import Testing

/// Every verb about rules explains itself, and has a place in the documentation.
struct HelpTests {
  @Test(arguments: [
    ["dry-run"], ["explain"], ["rules", "check"], ["rules", "test"], ["rules", "describe"],
    ["rules", "diff"], ["rules", "schema"],
  ])
  func `help has an example, and the documentation names the verb`(verb: [String]) throws {
    let outcome = try Program.run(verb + ["--help"])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("Example"))
    #expect(outcome.output.contains("  attend \(verb.joined(separator: " "))"))
    let documentation = try ["README.md", "Rules/README.md"].map {
      try String(contentsOf: Program.repository.appending(path: $0), encoding: .utf8)
    }
    #expect(documentation.contains { $0.contains("attend \(verb.joined(separator: " "))") })
  }
}

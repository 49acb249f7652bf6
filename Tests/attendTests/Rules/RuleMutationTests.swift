import Testing

/// The examples of the shipped rules, held to every small change of their rules.
struct RuleMutationTests {
  @Test func `every changed rule breaks an example`() throws {
    let outcome = try Program.run("rules", "test", "--complete", "--changes")
    #expect(outcome.code == 0)
    #expect(!outcome.output.contains("not noticed: "), "\(outcome.output)")
  }
}

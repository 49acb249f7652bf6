import AttendanceModel
import RuleEngine
import RuleLanguage
import Testing

struct ExampleRunnerTests {
  private func example(_ line: Int, firesOn: [String]) -> Example {
    Example(
      name: "example",
      line: line,
      // Not in order, as an author may write them.
      attendances: [visit("2026-02-05"), visit("2026-01-05"), visit("2026-02-05 10:00")],
      firesOn: firesOn.map(day)
    )
  }

  @Test func `an example that comes out is no failure`() {
    let rule = rule(count: count(.atLeast(2)), examples: [example(3, firesOn: ["2026-02-05"])])
    #expect(ExampleRunner.failures(of: [rule]).isEmpty)
  }

  @Test func `a failure says where and what`() throws {
    let rule = rule(
      count: count(.atLeast(2)),
      examples: [example(3, firesOn: ["2026-02-05"]), example(9, firesOn: ["2026-01-05"])]
    )
    let failure = try #require(ExampleRunner.failures(of: [rule]).first)
    #expect(failure.line == 9)
    #expect(failure.expected == [day("2026-01-05")])
    #expect(failure.actual == [day("2026-02-05")])
    #expect(failure.reference == failure.actual)
  }
}

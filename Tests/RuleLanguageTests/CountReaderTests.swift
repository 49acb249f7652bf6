import AttendanceModel
import RuleLanguage
import Testing

struct CountReaderTests {
  private func text(_ count: String) -> String {
    RuleText.right + "count: \(count)\n"
  }

  private func read(_ count: String) throws -> Count? {
    try RuleText.read(text(count)).first?.count
  }

  @Test(arguments: [
    ("of: attendances", Count.Unit.attendances),
    ("of: days", .days),
    ("of: presentations, gap: 24 hours", .presentations(gapMinutes: 1440)),
    ("of: presentations, gap: 90 minutes", .presentations(gapMinutes: 90)),
    ("of: presentations, gap: 1 day", .presentations(gapMinutes: 1440)),
  ])
  func `what one counts as`(unit: String, expected: Count.Unit) throws {
    let count = try read("{ \(unit), where: {}, within: 2 weeks, exactly: 3 }")
    #expect(
      count
        == Count(
          unit: expected,
          matching: .always,
          within: CalendarPeriod(2, .weeks),
          threshold: .exactly(3)
        )
    )
  }

  @Test func `the first day can be left out and different values counted`() throws {
    let read = try read(
      "{ of: attendances, where: { sex: 1 }, within: 90 days, at-most: 3, "
        + "first-day: excluded, distinct: provider_code }"
    )
    let count = try #require(read)
    #expect(count.excludesFirstDay)
    #expect(count.threshold == .atMost(3))
    #expect(count.distinct == .providerCode)
    #expect(count.matching == .test(.init(.field(.sex), .oneOf(["1"]))))
  }

  @Test(arguments: [
    (
      "{ of: attendances, where: {}, within: 6 months, at-least: 0 }",
      "13:66: “0” is not a whole number from 1 to 1000000"
    ),
    (
      "{ of: attendances, where: {}, within: 201 years, at-least: 2 }",
      "13:46: “201 years” is not a window such as 6 months or 182 days"
    ),
    (
      "{ of: visits, where: {}, within: 6 months, at-least: 2 }",
      "13:14: “visits” is not one of attendances, presentations, days"
    ),
    (
      "{ of: attendances, within: 6 months, at-least: 2 }",
      "13:8: a count needs “where”"
    ),
    (
      "{ of: attendances, where: {}, within: six months, at-least: 2 }",
      "13:46: “six months” is not a window such as 6 months or 182 days"
    ),
    (
      "{ of: attendances, where: {}, within: 6 months }",
      "13:8: a count needs one of “at-least”, “at-most”, “exactly”"
    ),
    (
      "{ of: attendances, where: {}, within: 6 months, at-least: 2, exactly: 3 }",
      "13:8: a count takes one of “at-least”, “at-most”, “exactly”, not several"
    ),
    (
      "{ of: attendances, where: {}, within: 6 months, at-lest: 2 }",
      "13:56: a count has no key “at-lest”; did you mean “at-least”?"
    ),
    (
      "{ of: presentations, where: {}, within: 6 months, at-least: 2 }",
      "13:8: presentations need a “gap”"
    ),
    (
      "{ of: presentations, gap: 24, where: {}, within: 6 months, at-least: 2 }",
      "13:34: “24” is not a gap such as 24 hours"
    ),
    (
      "{ of: days, gap: 24 hours, where: {}, within: 6 months, at-least: 2 }",
      "13:25: “gap” is for counting presentations only"
    ),
    (
      "{ of: attendances, where: {}, within: 6 months, at-least: 2, first-day: exclude }",
      "13:80: “exclude” is not one of included, excluded; did you mean “excluded”?"
    ),
    (
      "{ of: attendances, where: {}, within: 6 months, at-least: 2, distinct: provider }",
      "13:79: there is no field “provider”"
    ),
    (
      "{ of: days, where: {}, within: 6 months, at-least: 2, distinct: sex }",
      "13:72: “distinct” counts values of attendances, not days"
    ),
    (
      "{ of: days, where: { sx: 1 }, within: 6 months, at-least: 2 }",
      "13:29: there is no field “sx”; did you mean “sex”?"
    ),
  ])
  func `a wrong count is a mistake at its place`(count: String, mistake: String) {
    let mistakes = RuleText.mistakes(text(count))
    #expect(mistakes.contains(mistake), "\(mistakes)")
  }
}

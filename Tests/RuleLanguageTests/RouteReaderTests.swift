import AttendanceModel
import RuleLanguage
import Testing

struct RouteReaderTests {
  private func text(_ route: String) -> String {
    RuleText.right + "  - \(route)\n"
  }

  @Test func `letters, alerts and worklist items name who gets them`() throws {
    let text =
      text("{ letter: a-letter, to: parent, otherwise: safeguarding-team }")
      + "  - { alert: no-gp, to: icr, ends-after: 1 year, "
      + "ends-when: { registration: registered } }\n"
    #expect(
      try RuleText.read(text).first?.routes == [
        Route(form: .worklist(.routine), recipient: .safeguardingTeam),
        Route(form: .letter("a-letter"), recipient: .parent, otherwise: .safeguardingTeam),
        Route(
          form: .alert("no-gp"),
          recipient: .icr,
          endsAfter: CalendarPeriod(1, .years),
          endsWhen: .registered
        ),
      ]
    )
  }

  @Test(arguments: [
    (
      "{ to: icr }",
      "13:5: a line of “then” needs one of “letter”, “alert”, “worklist”"
    ),
    (
      "{ letter: a, alert: b, to: icr }",
      "13:5: a line of “then” needs one of “letter”, “alert”, “worklist”"
    ),
    ("{ letter: a }", "13:5: a line of “then” needs “to”"),
    (
      "{ letter: ../a, to: parent }",
      "13:15: “../a” is not a name of small letters, digits and hyphens"
    ),
    (
      "{ worklist: now, to: safeguarding-team }",
      "13:17: “now” is not one of urgent, routine"
    ),
    (
      "{ letter: a, to: registered-practise }",
      "13:22: “registered-practise” is not one of registered-practice, parent, "
        + "safeguarding-team, icr; did you mean “registered-practice”?"
    ),
    (
      "{ letter: a, to: icr }",
      "13:22: a letter cannot go to “icr”, only to registered-practice, parent"
    ),
    ("{ alert: a, to: parent }", "13:21: an alert cannot go to “parent”, only to icr"),
    (
      "{ worklist: urgent, to: registered-practice }",
      "13:29: a worklist item cannot go to “registered-practice”, only to safeguarding-team"
    ),
    (
      "{ letter: a, to: registered-practice, otherwise: parent }",
      "13:54: a letter to “registered-practice” cannot go to “parent” instead"
    ),
    (
      "{ letter: a, to: safeguarding-team }",
      "13:22: a letter cannot go to “safeguarding-team”, only to registered-practice, parent"
    ),
    (
      "{ alert: a, to: icr, otherwise: safeguarding-team }",
      "13:37: “otherwise” is for letters only"
    ),
    (
      "{ letter: a, to: parent, ends-after: 1 month }",
      "13:42: “ends-after” is for alerts only"
    ),
    (
      "{ worklist: urgent, to: safeguarding-team, ends-when: { registration: none } }",
      "13:59: “ends-when” is for alerts only"
    ),
    (
      "{ alert: a, to: icr, ends-after: soon }",
      "13:38: “soon” is not a time such as 12 months"
    ),
    (
      "{ alert: a, to: icr, ends-when: { age: 18 } }",
      "13:39: “ends-when” has no key “age”"
    ),
    (
      "{ worklist: routine, to: safeguarding-team }",
      "13:5: this line of “then” stands twice"
    ),
    ("{ letter: a, to: parent, by: post }", "13:30: a line of “then” has no key “by”"),
  ])
  func `a wrong line is a mistake at its place`(route: String, mistake: String) {
    let mistakes = RuleText.mistakes(text(route))
    #expect(mistakes.contains { $0.hasPrefix(mistake) }, "\(mistakes)")
  }

  @Test func `a suspected-harm rule never writes to a parent`() {
    let harm = text("{ letter: a, to: parent }")
      .replacing("class: pattern", with: "class: suspected-harm")
    #expect(
      RuleText.mistakes(harm) == ["13:5: a suspected-harm rule must not write to a parent"]
    )
  }

  @Test func `then is a list`() {
    let text = RuleText.replacing("then:\n  - worklist", with: "then:\n    worklist")
    #expect(RuleText.mistakes(text) == ["11:5: “then” must be a list"])
  }
}

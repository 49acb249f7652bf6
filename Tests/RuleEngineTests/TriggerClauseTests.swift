import AttendanceModel
import RuleEngine
import RuleLanguage
import Testing

/// Design S8: which attendances are triggers; and of S3, to whom no rule applies.
struct TriggerClauseTests {
  private static let first = InForce(from: day("2022-04-01"), to: day("2026-03-31"))
  private static let second = InForce(from: day("2026-04-01"))

  @Test func `only unknown is not enough, and no is not`() {
    let rule = rule(when: field(.departmentType, "01"))
    let timeline = [
      visit("2026-01-05"), visit("2026-01-06") { $0.departmentType = nil },
      visit("2026-01-07") { $0.departmentType = "04" },
    ]
    #expect(fired(rule, timeline) == ["2026-01-05 1"])
  }

  @Test(arguments: [
    ("2022-03-31", false), ("2022-04-01", true), ("2026-03-31", true), ("2026-04-01", false),
  ])
  func `a rule triggers within its in-force period, both ends included`(on: String, fires: Bool) {
    #expect(fired(rule(inForce: Self.first), [visit(on)]) == (fires ? ["\(on) 1"] : []))
  }

  @Test func `attendances before the in-force period still count`() {
    let rule = rule(inForce: Self.second, count: count(.atLeast(2)))
    #expect(fired(rule, [visit("2026-03-31"), visit("2026-04-01")]) == ["2026-04-01 2"])
  }

  @Test func `a trigger names the version in force on its day, counting by its own where`() {
    let old = rule(version: 1, inForce: Self.first, count: count(.atLeast(2)))
    let new = rule(
      version: 2,
      inForce: Self.second,
      count: count(.atLeast(3), where: field(.departmentType, "04"))
    )
    let walkIn: (inout Attendance) -> Void = { $0.departmentType = "04" }
    let timeline = [
      visit("2026-01-05"), visit("2026-01-06", walkIn), visit("2026-02-05"),
      visit("2026-02-06", walkIn), visit("2026-05-05", walkIn), visit("2026-05-06"),
    ]
    let found = triggers(of: [new, old], in: timeline)
    #expect(
      found.map { "\($0.arrival.day) v\($0.ruleVersion) \($0.count)" } == [
        "2026-02-05 v1 2", "2026-02-06 v1 2", "2026-05-05 v2 3", "2026-05-06 v2 3",
      ]
    )
  }

  @Test func `of two versions in force, the later triggers`() {
    let old = rule(version: 9, inForce: Self.first)
    let new = rule(version: 10, inForce: Self.first)
    #expect(triggers(of: [new, old], in: [visit("2026-01-05")]).map(\.ruleVersion) == [10])
  }

  @Test func `triggers are sorted by rule, then in the order of attendances`() {
    let rules = ["b", "a", "B", "é"].map { rule($0) }
    let found = triggers(of: rules, in: [visit("2026-01-06"), visit("2026-01-05")])
    #expect(found.map(\.rule) == ["B", "B", "a", "a", "b", "b", "é", "é"])
    #expect(found == found.sorted())
  }

  @Test func `an unidentified person has only suspected-harm rules`() {
    let rules = [
      rule("pattern"), rule("harm", class: .suspectedHarm),
      rule("office", class: .administrative),
    ]
    let timeline = [visit("2026-01-05")]
    #expect(triggers(of: rules, in: timeline, identified: false).map(\.rule) == ["harm"])
    #expect(triggers(of: rules, in: timeline).map(\.rule) == ["harm", "office", "pattern"])
  }

  @Test func `a person without attendances has no triggers`() {
    #expect(triggers(of: [rule(), rule("counted", count: count(.atMost(3)))], in: []) == [])
  }

  @Test func `two hundred rules are as good as one`() {
    let rules = (100..<300).map { number in
      rule(
        "rule-\(number)",
        when: field(.siteCode, "\(number)", "all"),
        count: count(
          .atLeast(2),
          where: field(.siteCode, "\(number)", "all"),
          distinct: number == 250 ? .providerCode : nil
        )
      )
    }
    let timeline = [
      visit("2026-01-05") { $0.siteCode = "all" },
      visit("2026-01-06") { $0.siteCode = "299" },
      visit("2026-01-07") {
        $0.siteCode = "250"
        $0.key.providerCode = "RXX"
      },
      visit("2026-01-08") { $0.siteCode = nil },
    ]
    let found = triggers(of: rules, in: timeline)
    #expect(found.map(\.rule) == ["rule-250", "rule-299"])
    let engine = RuleEngine(rules: rules)
    #expect(engine.unknowns(in: engine.answers(for: timeline[3])).count == 200)
  }

  @Test func `entries hand back the caller's rows`() {
    let engine = RuleEngine(rules: [rule(count: count(.atLeast(2)))])
    let timeline = [visit("2026-01-05"), visit("2026-02-05")]
    let entries = zip([7, 42] as [UInt32], timeline).map { row, attendance in
      TimelineEntry(
        row: row,
        arrival: attendance.arrival,
        answers: engine.answers(for: attendance)
      )
    }
    var asked: [UInt32] = []
    let found = engine.triggers(in: entries[...], identified: true) { row in
      asked.append(row)
      return timeline[1].key
    }
    #expect(asked == [42])
    #expect(found.map(\.attendance) == [timeline[1].key])
    #expect(MemoryLayout<TimelineEntry>.stride == 24)
  }
}

import AttendanceModel
import Foundation
import RuleLanguage
import Testing

/// The files under `Rules/` as they are shipped.
struct ShippedRulesTests {
  private static let names = [
    "frequent-attender-4-in-6-months", "frequent-attender-6-in-12-months",
    "non-mobile-baby-bruising", "previous-injuries", "unregistered-with-gp",
  ]

  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Rules")

  private func files(_ subfolder: String, ending: String) throws -> [String] {
    let folder = Self.folder.appending(path: subfolder).path()
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.folder.appending(path: path), encoding: .utf8)
  }

  /// Codes never hold a comma or a quote, so a line's code ends at its first comma.
  private func codeSet(_ name: String) throws -> CodeSet {
    let file = "codesets/\(name).csv"
    let lines = try text(file).split(separator: "\n").enumerated().map { index, line in
      CodeSet.Line(number: index + 1, fields: [String(line.prefix { $0 != "," })])
    }
    return try CodeSet(name: name, file: file, lines: lines)
  }

  private func codeSets() throws -> [String: CodeSet] {
    let names = try files("codesets", ending: ".csv")
    return Dictionary(uniqueKeysWithValues: try names.map { ($0, try codeSet($0)) })
  }

  private func rule(_ name: String) throws -> Rule {
    let file = name + ".yaml"
    let versions = try RuleFile.read(text(file), file: file, codeSets: codeSets())
    #expect(versions.count == 1)
    return try #require(versions.first)
  }

  @Test func `five rules are shipped`() throws {
    // alerts.yaml says how alerts look and is no rule.
    #expect(try files("", ending: ".yaml").filter { $0 != "alerts" } == Self.names)
  }

  @Test(arguments: names)
  func `a shipped rule reads without mistakes`(name: String) throws {
    let rule = try rule(name)
    #expect(rule.version == 1)
    #expect(rule.inForce == InForce(from: try #require(CivilDay("2022-04-01"))))
    #expect(rule.owner == "Named Nurse for Safeguarding Children")
    #expect(rule.approval == nil)
    #expect(rule.examples.count >= 6)
    let under18 = Condition.Matcher.age(atLeast: nil, under: CalendarPeriod(18, .years))
    #expect(rule.population == .test(Condition.Test(.age, under18)))
  }

  @Test(arguments: [
    ("frequent-attender-4-in-6-months", RuleClass.pattern, 6, 4 as Int?),
    ("frequent-attender-6-in-12-months", .pattern, 12, 6),
    ("unregistered-with-gp", .administrative, 3, nil),
    ("previous-injuries", .pattern, 3, 1),
    ("non-mobile-baby-bruising", .suspectedHarm, 6, nil),
  ])
  func `class and repetition are the design's`(
    name: String,
    ruleClass: RuleClass,
    months: Int,
    growth: Int?
  ) throws {
    let rule = try rule(name)
    #expect(rule.ruleClass == ruleClass)
    let after = CalendarPeriod(months, .months)
    #expect(rule.again == RepeatPolicy(after: after, countGrowsBy: growth))
  }

  @Test(arguments: [
    ("frequent-attender-4-in-6-months", Count.Unit.attendances, 6, 4),
    ("frequent-attender-6-in-12-months", .attendances, 12, 6),
    ("previous-injuries", .presentations(gapMinutes: 1440), 24, 2),
  ])
  func `a pattern counts what may set it off`(
    name: String,
    unit: Count.Unit,
    months: Int,
    threshold: Int
  ) throws {
    let rule = try rule(name)
    #expect(
      rule.count
        == Count(
          unit: unit,
          matching: rule.condition,
          within: CalendarPeriod(months, .months),
          threshold: .atLeast(threshold)
        )
    )
  }

  @Test(arguments: ["unregistered-with-gp", "non-mobile-baby-bruising"])
  func `the other rules fire on the attendance alone`(name: String) throws {
    #expect(try rule(name).count == nil)
  }

  @Test func `the routes are the design's`() throws {
    let year = CalendarPeriod(12, .months)
    let frequent = [
      Route(
        form: .letter("gp-frequent-attender"),
        recipient: .registeredPractice,
        otherwise: .safeguardingTeam
      ),
      Route(form: .alert("frequent-attender"), recipient: .icr, endsAfter: year),
    ]
    #expect(try rule("frequent-attender-4-in-6-months").routes == frequent)
    #expect(try rule("frequent-attender-6-in-12-months").routes == frequent)
    #expect(
      try rule("unregistered-with-gp").routes == [
        Route(
          form: .letter("parent-register-with-gp"),
          recipient: .parent,
          otherwise: .safeguardingTeam
        ),
        Route(
          form: .alert("no-registered-gp"),
          recipient: .icr,
          endsAfter: year,
          endsWhen: .registered
        ),
      ]
    )
    #expect(
      try rule("previous-injuries").routes == [
        Route(form: .alert("previous-injuries"), recipient: .icr, endsAfter: year)
      ]
    )
    #expect(
      try rule("non-mobile-baby-bruising").routes == [
        Route(form: .worklist(.urgent), recipient: .safeguardingTeam),
        Route(
          form: .letter("gp-non-mobile-bruising"),
          recipient: .registeredPractice,
          otherwise: .safeguardingTeam
        ),
        Route(form: .alert("safeguarding-concern"), recipient: .icr, endsAfter: year),
      ]
    )
  }

  @Test func `every shipped code set reads, and nobody has approved one`() throws {
    let sets = try codeSets()
    #expect(sets.values.allSatisfy { !$0.codes.isEmpty })
    #expect(sets["no-safeguarding-concern"]?.codes == ["861931000000100"])
    #expect(sets["assault-intent"]?.codes.contains("52684005") == true)
    let approvals = try ApprovalFile.read(
      text("codesets/approvals.yaml"),
      file: "codesets/approvals.yaml",
      known: Set(sets.keys)
    )
    #expect(approvals.isEmpty)
  }

  @Test func `no set of concerns holds the code for none`() throws {
    let none = try codeSet("no-safeguarding-concern").codes
    #expect(try codeSet("safeguarding").codes.isDisjoint(with: none))
  }
}

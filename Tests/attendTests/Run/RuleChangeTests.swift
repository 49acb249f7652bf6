import Foundation
import TemporaryFiles
import Testing

/// Rules change between nights (design S9, S10): nobody is told again, nothing is taken back, and
/// a correction of the same night still is one.
struct RuleChangeTests {
  private let header = "attendance_id, child, arrival_date, applicable_datetime, update_type"

  /// A trust with rules of its own.
  private func trust() throws -> Trust {
    let trust = try Trust(rules: "Rules")
    try FileManager.default.copyItem(
      atPath: Attend.rules,
      toPath: "\(trust.folder.path)/Rules"
    )
    return trust
  }

  private func edit(_ trust: Trust, _ rule: String, _ changes: KeyValuePairs<String, String>) throws
  {
    var text = try trust.folder.text(of: "Rules/\(rule).yaml")
    for (old, new) in changes {
      try #require(text.contains(old), "\(old)")
      text = text.replacing(old, with: new)
    }
    try trust.folder.write(text, to: "Rules/\(rule).yaml")
  }

  private let rule = "frequent-attender-4-in-6-months"

  /// Four attendances of child 0, told on the last.
  private func toldTrust() throws -> Trust {
    let trust = try trust()
    let rows = ["01", "08", "15", "22"].map { "A\($0), 0, 2026-10-\($0), 2026-10-31T10:00, 9" }
    try trust.receive(([header] + rows).joined(separator: "\n"))
    let night = try trust.firstNight(asOf: "2026-11-01")
    try #require(night.practiceLetters.count == 1 && night.flags.count == 1)
    return trust
  }

  @Test func `a new version of a rule tells nobody again`() throws {
    let trust = try toldTrust()
    try edit(trust, rule, ["version: 1": "version: 2"])
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
  }

  @Test func `a version that would not have fired takes nothing back`() throws {
    let trust = try toldTrust()
    try edit(trust, rule, ["version: 1": "version: 2", "at-least: 4": "at-least: 5"])
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
  }

  @Test func `a letter that a new version names anew goes to nobody who had the old one`() throws {
    let trust = try toldTrust()
    try edit(
      trust,
      rule,
      [
        "version: 1": "version: 2",
        "letter: gp-frequent-attender": "letter: gp-non-mobile-bruising",
      ]
    )
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
    // Nor does the next visit, which the old letter covers.
    try trust.receive("two.csv", "\(header)\nB, 0, 2026-11-02, 2026-11-02T10:00, 9")
    #expect(try trust.night(asOf: "2026-11-03").isQuiet)
  }

  @Test func `a rule that is gone takes nothing back, and what it told of a deleted visit is`()
    throws
  {
    let trust = try toldTrust()
    try trust.folder.remove("Rules/\(rule).yaml")
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
    try trust.receive("two.csv", "\(header)\nA22, , , 2026-11-02T10:00, 1")
    let back = try trust.night(asOf: "2026-11-03")
    #expect(back.flags.map(\.status) == ["entered-in-error"])
    #expect(back.practiceLetters.count == 1 && back.items["taken-back"] == 1)
  }

  /// Writes a rule's file as two versions, of which the later is in force from a day on.
  private func split(
    _ trust: Trust,
    _ rule: String,
    on day: (last: String, first: String),
    _ change: (String) -> String
  ) throws {
    let first = String(
      try trust.folder.text(of: "Rules/\(rule).yaml").split(separator: "attendance-defaults:")[0]
        .split(separator: "\nexamples:")[0]
    )
    let force = "in-force: { from: 2022-04-01 }"
    let second = change(
      first.replacing("version: 1", with: "version: 2")
        .replacing(force, with: "in-force: { from: \(day.first) }")
    )
    try trust.folder.write(
      first.replacing(force, with: "in-force: { from: 2022-04-01, to: \(day.last) }")
        + "\n---\n" + second + "\n",
      to: "Rules/\(rule).yaml"
    )
  }

  @Test func `of somebody unidentified the team hears by the first route of the version in force`()
    throws
  {
    let trust = try trust()
    try split(trust, "non-mobile-baby-bruising", on: ("2026-10-14", "2026-10-15")) {
      $0.replacing("worklist: urgent", with: "worklist: routine")
    }
    try trust.receive(
      """
      attendance_id, nhs_number, birth_date, arrival_date, diagnosis_1
      before, , 2026-09-01, 2026-10-14, 125668004
      since, , 2026-09-01, 2026-10-28, 125668004
      """
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.items == ["unidentified-suspected-harm": 2] && night.letters.isEmpty)
  }

  @Test func `a letter that a later version has in the place of another is covered by it`() throws {
    for nights in [["2026-11-01"], ["2026-10-12", "2026-11-01"]] {
      let trust = try trust()
      try split(trust, rule, on: ("2026-10-14", "2026-10-15")) {
        $0.replacing("letter: gp-frequent-attender", with: "letter: gp-non-mobile-bruising")
      }
      let rows = ["01", "03", "05", "10", "20"].map { "A\($0), 0, 2026-10-\($0), , 9" }
      var letters = 0
      for (place, night) in nights.enumerated() {
        let sent = nights.count == 1 ? rows[...] : place == 0 ? rows.prefix(4) : rows.suffix(1)
        try trust.receive("\(place).csv", ([header] + sent).joined(separator: "\n"))
        letters += try trust.night(asOf: night, firstLoad: "notify").practiceLetters.count
      }
      #expect(letters == 1, "\(nights)")
    }
  }

  @Test func `a trigger goes by the routes of the version in force on its day`() throws {
    let trust = try trust()
    let first = try trust.folder.text(of: "Rules/unregistered-with-gp.yaml")
      .components(separatedBy: "attendance-defaults:")[0]
    let second = first.replacing("version: 1", with: "version: 2")
      .replacing("in-force: { from: 2022-04-01 }", with: "in-force: { from: 2026-10-15 }")
      .replacing(
        "  - letter: parent-register-with-gp\n    to: parent\n    otherwise: safeguarding-team\n",
        with: ""
      )
      .replacing("ends-after: 12 months", with: "ends-after: 6 months")
    try trust.folder.write(
      first.replacing(
        "in-force: { from: 2022-04-01 }",
        with: "in-force: { from: 2022-04-01, to: 2026-10-14 }"
      ) + "---\n" + second,
      to: "Rules/unregistered-with-gp.yaml"
    )
    try trust.receive(
      """
      attendance_id, child, arrival_date, gp_practice_code
      before, 0, 2026-10-14, V81997
      since, 1, 2026-10-15, V81997
      """
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.parentLetters.count == 1 && night.letters.count == 1)
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
    // What the earlier version told is taken back by its own routes.
    try trust.receive("two.csv", "\(header)\nbefore, 0, , 2026-11-02T10:00, 1")
    let back = try trust.night(asOf: "2026-11-03")
    #expect(back.parentLetters.count == 1 && back.flags.map(\.status) == ["entered-in-error"])
    // Twelve months by the earlier version, six by the later.
    #expect(try trust.night(asOf: "2027-04-14").isQuiet)
    #expect(try trust.night(asOf: "2027-04-15").flags.map(\.status) == ["inactive"])
  }

  @Test func `a shorter time between letters tells nobody of what was covered`() throws {
    let trust = try toldTrust()
    try trust.receive("two.csv", "\(header)\nB, 0, 2026-12-15, 2026-12-15T10:00, 9")
    #expect(try trust.night(asOf: "2026-12-16").isQuiet)
    try edit(trust, rule, ["version: 1": "version: 2", "after: 6 months": "after: 1 month"])
    #expect(try trust.night(asOf: "2026-12-17").isQuiet)
    try trust.receive("three.csv", "\(header)\nC, 0, 2026-12-17, 2026-12-17T10:00, 9")
    #expect(try trust.night(asOf: "2026-12-18").practiceLetters.count == 1)
  }

  @Test func `a rule added to an old ledger tells of 30 days, and lists the rest once a child`()
    throws
  {
    let trust = try trust()
    let added = try trust.folder.text(of: "Rules/unregistered-with-gp.yaml")
    try trust.folder.remove("Rules/unregistered-with-gp.yaml")
    try trust.receive(
      """
      attendance_id, child, arrival_date, gp_practice_code
      old-1, 0, 2026-01-10, V81997
      old-2, 0, 2026-05-10, V81997
      new,   1, 2026-10-20, V81997
      """
    )
    #expect(try trust.firstNight(asOf: "2026-11-01").isQuiet)
    try trust.folder.write(added, to: "Rules/unregistered-with-gp.yaml")
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.alerts.map { $0["attendance_id"] } == ["new"])
    #expect(night.parentLetters.count == 1 && night.items == ["late": 1])
    #expect(night.worklist.map { $0["attendance_id"] } == ["old-2"])
    #expect(try trust.night(asOf: "2026-11-03").isQuiet)
  }

  @Test func `a correction of the night on which a rule changes is taken back`() throws {
    let trust = try toldTrust()
    try edit(trust, rule, ["version: 1": "version: 2"])
    try trust.receive("two.csv", "\(header)\nA08, , , 2026-11-01T10:00, 1")
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.flags.map(\.status) == ["entered-in-error"])
    #expect(night.items["taken-back"] == 1)
  }

  @Test func `changed rules meet the old data first: what they end is not taken back`() throws {
    let trust = try toldTrust()
    try edit(trust, rule, ["version: 1": "version: 2", "at-least: 4": "at-least: 5"])
    try trust.receive("two.csv", "\(header)\nA08, , , 2026-11-01T10:00, 1")
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.flags.isEmpty && night.items["taken-back"] == nil)
  }

  @Test func `a visit that never was is taken back, whatever the rules say by then`() throws {
    let trust = try toldTrust()
    try edit(trust, rule, ["version: 1": "version: 2", "at-least: 4": "at-least: 5"])
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
    try trust.receive("two.csv", "\(header)\nA22, , , 2026-11-02T10:00, 1")
    #expect(try trust.night(asOf: "2026-11-03").flags.map(\.status) == ["entered-in-error"])
  }

  @Test func `a version that brings the trigger back brings corrections of it back`() throws {
    let trust = try toldTrust()
    try edit(trust, rule, ["version: 1": "version: 2", "at-least: 4": "at-least: 5"])
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
    try edit(trust, rule, ["version: 2": "version: 3", "at-least: 5": "at-least: 4"])
    #expect(try trust.night(asOf: "2026-11-03").isQuiet)
    try trust.receive("two.csv", "\(header)\nA08, , , 2026-11-02T10:00, 1")
    #expect(try trust.night(asOf: "2026-11-04").flags.map(\.status) == ["entered-in-error"])
  }
}

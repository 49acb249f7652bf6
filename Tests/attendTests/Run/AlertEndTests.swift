import TemporaryFiles
import Testing

/// Design S10 through the command: an alert that has run its course becomes inactive, without a
/// letter.
struct AlertEndTests {
  private static let rule = "unregistered-with-gp.yaml"
  private let header = "attendance_id, arrival_date, gp_practice_code"

  private func trustWithAlert(rules: String = Attend.rules) throws -> Trust {
    let trust = try Trust(rules: rules)
    try trust.receive("\(header)\nA, 2025-10-30, V81997")
    try #require(try trust.firstNight(asOf: "2025-10-31").flags.map(\.status) == ["active"])
    return trust
  }

  @Test func `a later registration ends the alert`() throws {
    let trust = try trustWithAlert()
    try trust.receive("two.csv", "\(header)\nB, 2025-11-30, Y99001")
    let night = try trust.night(asOf: "2025-12-01")
    #expect(night.flags.map(\.status) == ["inactive"])
    #expect(night.letters.isEmpty && night.worklist.isEmpty)
    #expect(try trust.night(asOf: "2025-12-02").isQuiet)
  }

  @Test func `a later registration ends the alert also when the rule has a new version since`()
    throws
  {
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let trust = try trustWithAlert(rules: try scratch.rules(Self.rule) { $0 })
    _ = try scratch.rules(Self.rule) { $0.replacing("version: 1", with: "version: 2") }
    try trust.receive("two.csv", "\(header)\nB, 2025-11-30, Y99001")
    #expect(try trust.night(asOf: "2025-12-01").flags.map(\.status) == ["inactive"])
  }

  @Test func `a registration that is not known ends nothing`() throws {
    let trust = try trustWithAlert()
    try trust.receive("two.csv", "\(header)\nB, 2025-11-30, V81999")
    #expect(try trust.night(asOf: "2025-12-01").isQuiet)
  }

  @Test func `twelve months end the alert, a day earlier it stands`() throws {
    let trust = try trustWithAlert()
    #expect(try trust.night(asOf: "2026-10-29").isQuiet)
    let night = try trust.night(asOf: "2026-10-30")
    #expect(night.flags.map(\.status) == ["inactive"])
    #expect(night.letters.isEmpty && night.worklist.isEmpty)
    #expect(try trust.night(asOf: "2026-10-31").isQuiet)
  }
}

import TemporaryFiles
import Testing

/// Designs S3 and S10 through the command: an attendance whose patient becomes another, becomes
/// known, or is known no more.
struct IdentityChangeTests {
  private let header =
    "attendance_id, nhs_number, local_patient_id, arrival_date, gp_practice_code, "
    + "applicable_datetime, update_type"
  private let harm =
    "attendance_id, nhs_number, arrival_date, birth_date, diagnosis_1, applicable_datetime"
  private let number = "9990000018"

  @Test func `an alert that was told without a Flag keeps its identifier when it gets one`() throws
  {
    let trust = try Trust()
    try trust.receive(
      """
      \(header)
      A, \(number), H1, 2025-01-06, Y99001, , 9
      B, , H1, 2026-10-30, V81997, , 9
      C, \(number), H1, 2026-10-31, V81997, , 9
      """
    )
    let first = try trust.firstNight(asOf: "2026-11-01")
    let alert = try #require(first.alerts.first?["identifier"])
    #expect(first.alerts.count == 1 && first.flags.isEmpty)
    try trust.receive("two.csv", "\(header)\nB, , , , , 2026-11-01T10:00, 1")
    let moved = try trust.night(asOf: "2026-11-02")
    #expect(moved.alerts.map { $0["identifier"] } == [alert])
    #expect(moved.alerts.map { $0["attendance_id"] } == ["C"])
    #expect(moved.flags.map(\.status) == ["active"])
    #expect(moved.files.text("alerts/flags-bundle.json")?.contains("ifNoneExist") == true)
    try trust.receive("three.csv", "\(header)\nD, \(number), H1, 2026-11-02, Y99001, , 9")
    let ended = try trust.night(asOf: "2026-11-03")
    #expect(ended.alerts.map { $0["identifier"] } == [alert])
    #expect(ended.flags.map(\.status) == ["inactive"])
  }

  @Test func `of a child who is known no more the team hears once, and nothing of letters`() throws
  {
    let trust = try Trust()
    try trust.receive(
      "one.csv",
      "\(harm)\nA, \(number), 2026-10-30, 2026-09-01, 125668004, 2026-10-31T10:00"
    )
    let first = try trust.firstNight(asOf: "2026-11-01")
    #expect(first.practiceLetters.count == 1 && first.flags.count == 1)
    try trust.receive(
      "two.csv",
      "\(harm)\nA, , 2026-10-30, 2026-09-01, 125668004, 2026-11-01T10:00"
    )
    let lost = try trust.night(asOf: "2026-11-02")
    #expect(lost.items["unidentified-suspected-harm"] == 1 && lost.items["wrong-patient"] == 1)
    try trust.receive(
      "three.csv",
      "\(harm), update_type\nA, , , , , 2026-11-02T10:00, 1"
    )
    let deleted = try trust.night(asOf: "2026-11-03")
    #expect(deleted.outcome.code == 0 && deleted.letters.isEmpty)
    #expect(deleted.items == ["taken-back": 1])
  }

  @Test func `a child who becomes known is an urgent item of their own, and the old one is closed`()
    throws
  {
    let trust = try Trust()
    try trust.receive("one.csv", "\(harm)\nA, , 2026-10-30, 2026-09-01, 125668004, ")
    #expect(
      try trust.firstNight(asOf: "2026-11-01").items == ["unidentified-suspected-harm": 1]
    )
    try trust.receive(
      "two.csv",
      "\(harm)\nA, \(number), 2026-10-30, 2026-09-01, 125668004, 2026-11-01T10:00"
    )
    let known = try trust.night(asOf: "2026-11-02")
    #expect(known.items == ["rule-fired": 1])
    #expect(known.worklist.first?["urgency"] == "urgent")
    #expect(known.practiceLetters.count == 1 && known.flags.map(\.status) == ["active"])
    let open = try Attend.call(
      ["worklist", "list", "--config", "attend.yaml"],
      in: trust.folder.path
    )
    #expect(!open.output.contains("Find out who came"), "\(open.output)")
    #expect(try trust.night(asOf: "2026-11-03").isQuiet)
  }

  @Test func `a first load keeps quiet of somebody unknown only until it is known who it was`()
    throws
  {
    let trust = try Trust()
    try trust.receive("one.csv", "\(harm)\nA, , 2026-10-30, 2026-09-01, 125668004, ")
    _ = try trust.night(asOf: "2026-11-01", firstLoad: "baseline")
    try trust.receive(
      "two.csv",
      "\(harm)\nA, \(number), 2026-10-30, 2026-09-01, 125668004, 2026-11-01T10:00"
    )
    let known = try trust.night(asOf: "2026-11-02")
    #expect(known.items == ["rule-fired": 1])
    #expect(known.practiceLetters.count == 1 && known.flags.map(\.status) == ["active"])
  }

  @Test func `a correction that brings the name and takes the reason is on the worklist`() throws {
    let trust = try Trust()
    try trust.receive("one.csv", "\(harm)\nA, , 2026-10-30, 2026-09-01, 125668004, ")
    _ = try trust.firstNight(asOf: "2026-11-01")
    try trust.receive(
      "two.csv",
      "\(harm)\nA, \(number), 2026-10-30, 2026-09-01, , 2026-11-01T10:00"
    )
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.items == ["taken-back": 1] && night.letters.isEmpty && night.alerts.isEmpty)
  }

  @Test func `a visit that its local id leads to another child is looked for in letters too`()
    throws
  {
    let trust = try Trust()
    let days = ["01", "08", "15", "22"]
    let rows = days.map {
      "A\($0), \($0 == "01" ? "" : number), \($0 == "01" ? "L1" : ""), 2026-10-\($0), Y99001, , 9"
    }
    let join = "J, \(number), L1, 2025-01-06, Y99001, , 9"
    try trust.receive("one.csv", ([header] + rows + [join]).joined(separator: "\n"))
    #expect(try trust.firstNight(asOf: "2026-11-01").practiceLetters.count == 1)
    try trust.receive(
      "two.csv",
      "\(header)\nJ, 9990000026, L1, 2025-01-06, Y99001, 2026-11-01T10:00, 9"
    )
    let night = try trust.night(asOf: "2026-11-02")
    let moved = night.worklist.first { $0["attendance_id"] == "A01" }
    #expect(
      moved?["urgency"] == "urgent" && moved?["nhs_number"] == "999 000 0018",
      "\(night.worklist)"
    )
  }

  @Test func `a trigger of long ago that becomes another child's is late`() throws {
    let trust = try Trust()
    let visits = "attendance_id, child, arrival_date, applicable_datetime"
    let rows = ["01", "02", "03"].flatMap { day in
      (0...1).map { "\($0)-\(day), \($0), 2026-01-\(day), 2026-01-05T10:00" }
    }
    let fourth = "0-04, 0, 2026-01-04, 2026-01-05T10:00"
    try trust.receive("one.csv", ([visits] + rows + [fourth]).joined(separator: "\n"))
    #expect(try trust.firstNight(asOf: "2026-01-07").practiceLetters.count == 1)
    try trust.receive("two.csv", "\(visits)\n0-04, 1, 2026-01-04, 2026-04-01T10:00")
    let night = try trust.night(asOf: "2026-04-02")
    // The letter asks the first child's practice to remove the earlier one.
    #expect(night.practiceLetters.count == 1)
    #expect(night.practiceLetters.first?.contains("Remove our letter") == true)
    #expect(night.items == ["wrong-patient": 1, "late": 1])
  }
}

import TemporaryFiles
import Testing

/// Design S1 through the command: ids are the same when their bytes are, whatever Unicode says.
struct SpellingTests {
  private static let header =
    "attendance_id,provider_code,arrival_date,local_patient_id,birth_date,gp_practice_code,"
    + "update_type\n"

  private func receive(_ trust: Trust, _ name: String, _ rows: String...) throws {
    try trust.receive(name, bytes: Array((Self.header + rows.joined(separator: "\n")).utf8))
  }

  private func triggers(_ night: Night) -> Int {
    (night.files.text("triggers.csv") ?? "").split(separator: "\n").count - 1
  }

  @Test func `two spellings of an accented letter are two children, on a first load and after it`()
    throws
  {
    let trust = try Trust()
    try receive(
      trust,
      "one.csv",
      "A1,RJE,2026-10-30,\u{E9}-7,2018-03-02,V81997,",
      "B1,RJE,2026-10-30,e\u{301}-7,2019-03-02,V81997,"
    )
    #expect(try triggers(trust.firstNight(asOf: "2026-11-01")) == 2)
    try receive(
      trust,
      "two.csv",
      "C1,RJE,2026-11-01,\u{E9}-8,2018-03-02,V81997,",
      "D1,RJE,2026-11-01,e\u{301}-8,2019-03-02,V81997,"
    )
    #expect(try triggers(trust.night(asOf: "2026-11-02")) == 4)
  }

  @Test func `unidentified attendances of two spellings are both looked at`() throws {
    let trust = try Trust()
    let header = "attendance_id,provider_code,arrival_date,age_at_arrival,diagnosis_1\n"
    let rows = ["\u{E9}", "e\u{301}"].map { "\($0),RJE,2026-10-30,0,125668004" }
    try trust.receive("one.csv", bytes: Array((header + rows.joined(separator: "\n")).utf8))
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.worklist.count { $0["attendance_id"] != "" } == 2, "\(night.worklist)")
  }

  @Test func `what is taken from one child is taken back though another's id reads the same`()
    throws
  {
    let trust = try Trust()
    try receive(trust, "one.csv", "A1,RJE,2026-10-30,\u{E9}-7,2018-03-02,V81997,")
    #expect(try triggers(trust.firstNight(asOf: "2026-11-01")) == 1)
    try receive(
      trust,
      "two.csv",
      "B1,RJE,2026-11-01,e\u{301}-7,2019-03-02,V81997,",
      "A1,RJE,,,,,1"
    )
    let night = try trust.night(asOf: "2026-11-02")
    #expect(triggers(night) == 1)
    #expect(night.alerts.contains { $0["status"] == "entered-in-error" }, "\(night.alerts)")
  }
}

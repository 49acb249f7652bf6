import TemporaryFiles
import Testing

/// Design S9 through the command: what a first run tells.
struct FirstLoadTests {
  private let unregistered = """
    arrival_date, gp_practice_code
    2026-10-30,   V81997
    """

  @Test func `a first run has to say what it wants, and does nothing otherwise`() throws {
    let trust = try Trust()
    try trust.receive(unregistered)
    let outcome = try trust.call(asOf: "2026-11-01", "--quiet")
    #expect(outcome.code == 64)
    #expect(outcome.sentences.count == 1 && outcome.messages.contains("--first-load"))
    #expect(!trust.folder.has("state") && !trust.folder.has("out"))
  }

  @Test func `a baseline tells nobody, and a trigger after it is told`() throws {
    let trust = try Trust()
    try trust.receive(unregistered)
    let baseline = try trust.night(asOf: "2026-11-01", firstLoad: "baseline")
    #expect(baseline.isQuiet && baseline.manifest.baseline)
    #expect(baseline.files.text("triggers.csv")?.contains("A1") == true)

    try trust.receive(
      "two.csv",
      "attendance_id, arrival_date, gp_practice_code\nB1, 2026-11-01, V81997"
    )
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.parentLetters.count == 1)
    #expect(night.alerts.map { $0["attendance_id"] } == ["B1"])
  }

  @Test func `a trigger of 30 days is told, one of 31 goes to the worklist, once a rule`() throws {
    let trust = try Trust()
    try trust.receive(
      """
      child, attendance_id, arrival_date, gp_practice_code
      0,     in-time,       2026-10-02,   V81997
      1,     late-1,        2026-09-30,   V81997
      1,     late-2,        2026-10-01,   V81997
      """
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.parentLetters.count == 1)
    #expect(night.alerts.map { $0["attendance_id"] } == ["in-time"])
    #expect(night.items == ["late": 1])
    #expect(night.worklist.map { $0["attendance_id"] } == ["late-2"])
  }

  @Test func `a late suspected-harm trigger still raises its alert`() throws {
    let trust = try Trust()
    try trust.receive(
      """
      birth_date, arrival_date, diagnosis_1
      2026-05-01, 2026-06-01,   125668004
      """
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.practiceLetters.isEmpty)
    #expect(night.flags.map(\.status) == ["active"])
    #expect(night.items == ["late": 1])
  }
}

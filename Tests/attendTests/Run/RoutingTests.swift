import AttendanceModel
import Ledger
import TemporaryFiles
import Testing

/// Design S12 through the command: who gets what.
struct RoutingTests {
  /// Four attendances in October, the last of them with the given values.
  private func frequentAttender(
    _ columns: String,
    _ last: String,
    without dropped: Set<String> = []
  ) throws -> Night {
    let trust = try Trust()
    let names = columns.split(separator: ",").map { $0.filter { $0 != " " } }
    let ordinary = names.map { name in
      switch name {
      case "gp_practice_code": Extract.practice
      case "nhs_number_status": "01"
      case "birth_date": "2018-03-02"
      default: ""
      }
    }.joined(separator: ", ")
    let table = """
      arrival_date, \(columns)
      2026-10-01, \(ordinary)
      2026-10-08, \(ordinary)
      2026-10-15, \(ordinary)
      2026-10-22, \(last)
      """
    try trust.receive(table, without: dropped)
    return try trust.firstNight(asOf: "2026-11-01")
  }

  @Test func `the practice of the triggering attendance gets the letter, by the directory`() throws
  {
    let night = try frequentAttender("gp_practice_code", "Y99002")
    #expect(night.practiceLetters.count == 1 && night.letters.count == 1)
    let letter = night.practiceLetters.first ?? ""
    #expect(letter.contains("Specimen Medical Centre") && letter.contains("2 High Street"))
  }

  @Test func `an unknown practice is looked for in the six months before`() throws {
    let night = try frequentAttender("gp_practice_code", "V81999")
    #expect(night.practiceLetters.first?.contains("Example Street Surgery") == true)
  }

  @Test(arguments: ["Y99003", "Y99009", "V81998"])
  func `without an open practice the safeguarding team gets the letter`(code: String) throws {
    let night = try frequentAttender("gp_practice_code", code)
    #expect(night.practiceLetters.isEmpty && night.teamLetters.count == 1)
    #expect(night.flags.map(\.status) == ["active"])
  }

  @Test func `a number that is not verified sends letter to the team and raises no Flag`() throws {
    let night = try frequentAttender("nhs_number_status", "02")
    #expect(night.practiceLetters.isEmpty && night.teamLetters.count == 1)
    #expect(night.flags.isEmpty && night.alerts.count == 1)
  }

  @Test func `a source without the status column counts as verified`() throws {
    let night = try frequentAttender("sex", "1", without: ["nhs_number_status"])
    #expect(night.practiceLetters.count == 1 && night.flags.count == 1)
  }

  @Test(arguments: [
    ("postcode", "ZZ ZSECUR"), ("withheld_identity_reason", "97"), ("death_date", "2026-10-25"),
    ("discharge_status", "75004002"), ("birth_date", "2018-03-03"),
  ])
  func `a protected, withheld, dead or contradictory person goes to the team alone`(
    column: String,
    value: String
  ) throws {
    let night = try frequentAttender(column, value == "ZZ ZSECUR" ? "ZZZ SECUR" : value)
    #expect(night.practiceLetters.isEmpty && night.teamLetters.count == 1)
    #expect(night.alerts.isEmpty && night.flags.isEmpty)
    #expect(night.items["alert-for-team"] == 1)
  }

  /// The child is grown up on the day that says so, and no rule is about that attendance.
  @Test(arguments: [
    ("death_date", "2026-10-30"), ("discharge_status", "75004002"),
    ("withheld_identity_reason", "97"), ("postcode", "ZZZSECUR"),
  ])
  func `what is recorded after the eighteenth birthday keeps a letter from the practice`(
    column: String,
    value: String
  ) throws {
    let trust = try Trust()
    let header = "arrival_date, birth_date, \(column)"
    let rows = ["01", "08", "15", "22"].map { "2026-10-\($0), 2008-10-25, " }
    try trust.receive(
      ([header] + rows + ["2026-10-30, 2008-10-25, \(value)"]).joined(separator: "\n")
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.practiceLetters.isEmpty && night.teamLetters.count == 1)
    // Of whom no rule is about, neither name nor address is kept (S14).
    let grown = try trust.inLedger { ledger in
      try ledger.lastKnown(AttendanceKey(providerCode: "RZ9", attendanceID: "A5"))
    }?.attendance.patient
    #expect(grown?.familyName == nil && grown?.addressLines.isEmpty == true)
    #expect(grown?.postcode == (column == "postcode" ? value : nil))
  }

  @Test func `an identity conflict is an operator's affair, once`() throws {
    let trust = try Trust()
    try trust.receive(
      "four.csv",
      """
      attendance_id, arrival_date, birth_date
      A1, 2026-10-01, 2018-03-03
      A2, 2026-10-08, 2018-03-04
      A3, 2026-10-15, 2018-03-04
      A4, 2026-10-22, 2018-03-04
      """
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.outcome.code == 2)
    #expect(night.items["identity-conflict"] == 1)
    // The item is open still: the next visit says nothing new of it.
    try trust.receive(
      "five.csv",
      "attendance_id, arrival_date, birth_date\nA5, 2026-11-01, 2018-03-04"
    )
    let next = try trust.night(asOf: "2026-11-02")
    #expect(next.outcome.code == 0 && next.items["identity-conflict"] == nil)
    #expect(next.manifest.counts.identityConflicts == 1)
    // A conflict of another kind is.
    try trust.receive(
      "six.csv",
      """
      attendance_id, child, arrival_date, birth_date, local_patient_id
      A6, 0, 2026-11-02, 2018-03-04, H1
      B1, 1, 2026-11-02, 2018-03-04, H1
      """
    )
    let other = try trust.night(asOf: "2026-11-03")
    #expect(other.outcome.code == 2 && other.items["identity-conflict"] == 1)
  }

  @Test func `one letter to a recipient lists every rule that leads there`() throws {
    let trust = try Trust()
    try trust.receive(
      "arrival_date\n" + (10...15).map { "2026-10-\($0)" }.joined(separator: "\n")
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.letters.count == 1)
    let letter = night.practiceLetters.first ?? ""
    #expect(letter.contains("4 or more A&amp;E attendances in 6 months"))
    #expect(letter.contains("6 or more A&amp;E attendances in 12 months"))
  }

  @Test func `two bruises first seen in one night both stand in the letter`() throws {
    let header =
      "attendance_id, birth_date, arrival_date, diagnosis_1, applicable_datetime, update_type"
    let trust = try Trust()
    try trust.receive(
      """
      \(header)
      A, 2026-09-01, 2026-10-20, 125668004, 2026-10-31T10:00,
      B, 2026-09-01, 2026-10-28, 125668004, 2026-10-31T10:00,
      """
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    let letter = try #require(night.practiceLetters.first)
    #expect(night.letters.count == 1)
    #expect(letter.contains("20-Oct-2026") && letter.contains("28-Oct-2026"))
    // The one is corrected, and the letter still says the other.
    try trust.receive("two.csv", "\(header)\nB, , , , 2026-11-01T10:00, 1")
    let correction = try #require(try trust.night(asOf: "2026-11-02").practiceLetters.first)
    #expect(correction.contains("visit of <span class=\"day\">28-Oct-2026"))
    #expect(!correction.contains("visit of <span class=\"day\">20-Oct-2026"))
    #expect(correction.contains("the last on <span class=\"day\">20-Oct-2026"))
  }

  @Test func `of several visits of one rule the letter shows those of the latest once`() throws {
    let trust = try Trust()
    try trust.receive(
      """
      arrival_date, gp_practice_code
      2026-10-20, V81997
      2026-10-01, Y99001
      2026-10-08, Y99001
      2026-10-15, Y99001
      2026-10-25, Y99001
      2026-10-26, Y99001
      2026-10-27, Y99001
      2026-10-28, Y99001
      """
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    let letter = try #require(night.practiceLetters.first)
    #expect(letter.ranges(of: "<tbody>").count == 1 && letter.contains("28-Oct-2026"))
  }

  @Test func `of an unidentified child the team hears once, and nobody else`() throws {
    let trust = try Trust()
    try trust.receive(
      """
      nhs_number, birth_date, arrival_date, diagnosis_1
      ,           2026-09-01, 2026-10-30,   125668004
      """
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.items == ["unidentified-suspected-harm": 1])
    #expect(night.letters.isEmpty && night.alerts.isEmpty)
    #expect(night.manifest.counts.unidentified == 1)
  }

  @Test func `bruising tells the team urgently, the practice and the record`() throws {
    let trust = try Trust()
    try trust.receive(
      """
      birth_date, arrival_date, diagnosis_1
      2026-09-01, 2026-10-30,   125668004
      """
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.outcome.code == 0)
    #expect(night.worklist.map { $0["urgency"] } == ["urgent"])
    #expect(night.practiceLetters.count == 1 && night.flags.count == 1)
  }

  @Test func `an unsettled age of a suspected-harm rule goes to the worklist, once`() throws {
    let trust = try Trust()
    try trust.receive(
      """
      birth_date, age_at_arrival, arrival_date, diagnosis_1
      ,           0,              2026-10-30,   125668004
      """
    )
    #expect(try trust.firstNight(asOf: "2026-11-01").items == ["age-unknown": 1])
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
  }

  @Test func `an age that is settled by a correction leaves the worklist, and comes back with it`()
    throws
  {
    let trust = try Trust()
    func receive(_ name: String, _ born: String) throws {
      try trust.receive(
        "\(name).csv",
        """
        attendance_id, birth_date, age_at_arrival, arrival_date, diagnosis_1, applicable_datetime
        A,             \(born),   0,              2026-10-30,   125668004,   2026-11-0\(name) 10:00
        """
      )
    }
    func openItems() throws -> [String] {
      try trust.inLedger { try $0.items(closedToo: false) }.map(\.kind)
    }
    try receive("1", "")
    #expect(try trust.firstNight(asOf: "2026-11-01").items == ["age-unknown": 1])
    try receive("2", "2024-01-02")
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
    #expect(try openItems() == [])
    try receive("3", "")
    #expect(try trust.night(asOf: "2026-11-03").items == ["age-unknown": 1])
    #expect(try openItems() == ["age-unknown"])
  }
}

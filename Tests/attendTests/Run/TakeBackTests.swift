import Ledger
import TemporaryFiles
import Testing

/// Design S10 through the command: corrections and deletions take back what no longer holds.
struct TakeBackTests {
  private let header =
    "attendance_id, child, arrival_date, gp_practice_code, applicable_datetime, update_type"
  private let told = "A, 0, 2026-10-30, V81997, 2026-10-31T10:00, 9"

  private func toldTrust() throws -> Trust {
    let trust = try Trust()
    try trust.receive("\(header)\n\(told)")
    let night = try trust.firstNight(asOf: "2026-11-01")
    try #require(night.flags.map(\.status) == ["active"] && night.parentLetters.count == 1)
    return trust
  }

  @Test(arguments: [
    "A, 0, 2026-10-30, Y99001, 2026-11-01T10:00, 9", "A, , , , 2026-11-01T10:00, 1",
  ])
  func `a correction or deletion ends the alert as an error and is written to the recipient`(
    row: String
  ) throws {
    let trust = try toldTrust()
    try trust.receive("two.csv", "\(header)\n\(row)")
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.flags.map(\.status) == ["entered-in-error"])
    #expect(night.items == ["taken-back": 1])
    #expect(night.worklist.map { $0["attendance_id"] } == ["A"])
    let letter = try #require(night.parentLetters.first)
    #expect(night.letters.count == 1)
    #expect(letter.contains("A letter that we sent you was a mistake"))
    #expect(letter.contains("2026-11-01-001-L0001"))
    let why = night.worklist[0]["why"] ?? ""
    #expect(why.contains("2026-11-01-001-L0001, corrected by 2026-11-02-001-L0001"))
    #expect(try trust.night(asOf: "2026-11-03").isQuiet)
  }

  @Test func `a practice is told that its letter was wrong, with what is left`() throws {
    let trust = try Trust()
    let rows = ["01", "08", "15", "22"].map { "A\($0), 0, 2026-10-\($0), Y99001, , 9" }
    try trust.receive(([header] + rows).joined(separator: "\n"))
    #expect(try trust.firstNight(asOf: "2026-11-01").practiceLetters.count == 1)
    try trust.receive("two.csv", "\(header)\nA08, , , , 2026-11-01T10:00, 1")
    let night = try trust.night(asOf: "2026-11-02")
    let letter = try #require(night.practiceLetters.first)
    #expect(night.letters.count == 1 && letter.contains("Set aside"))
    #expect(letter.contains("Those that are left, up to this visit, are too few for the rule"))
    #expect(letter.contains("Example Street Surgery") && letter.contains("15-Oct-2026"))
    #expect(night.items == ["taken-back": 1])
  }

  @Test func `a letter that names a later visit, at which the rule still holds, is not set aside`()
    throws
  {
    let trust = try Trust()
    let rows = (1...8).map { "A0\($0), 0, 2026-10-0\($0), Y99001, , 9" }
    try trust.receive(([header] + rows).joined(separator: "\n"))
    #expect(try trust.firstNight(asOf: "2026-10-09").practiceLetters.count == 1)
    try trust.receive("two.csv", "\(header)\nA02, , , , 2026-11-01T10:00, 1")
    let night = try trust.night(asOf: "2026-10-10")
    // Six in twelve months is amended: the sixth visit is another one now.
    let letter = try #require(night.practiceLetters.first)
    #expect(night.letters.count == 1)
    #expect(!letter.contains("Set aside") && !letter.contains("too few for the rule"))
    // The alert of the fourth visit is taken back, and the team hears of that; no letter.
    #expect(night.flags.map(\.status) == ["entered-in-error", "active"])
    #expect(night.items == ["taken-back": 1])
    #expect(night.worklist.allSatisfy { $0["why"]?.contains("2026-10-09-001-L") == false })
    try trust.receive(
      "three.csv",
      "\(header)\n" + [1, 3, 4, 5, 6].map { "A0\($0), , , , 2026-11-01T10:00, 1\n" }.joined()
    )
    let last = try trust.night(asOf: "2026-10-11")
    #expect(last.practiceLetters.first?.contains("Set aside") == true)
    #expect(last.practiceLetters.count == 1 && last.items == ["taken-back": 2])
  }

  @Test func `a correction says that the rule holds still, where it does at other visits`() throws {
    let trust = try Trust()
    // The fourth visit came to light too late for a letter, the fifth is told.
    let rows = ["01", "02", "03", "04"].map { "A\($0), 0, 2026-09-\($0), Y99001, , 9" }
    try trust.receive(
      ([header] + rows).joined(separator: "\n") + "\nA30, 0, 2026-10-30, Y99001, , 9"
    )
    #expect(try trust.firstNight(asOf: "2026-11-01").practiceLetters.count == 1)
    try trust.receive("two.csv", "\(header)\nA30, , , , 2026-11-01T10:00, 1")
    let letter = try #require(try trust.night(asOf: "2026-11-02").practiceLetters.first)
    #expect(letter.contains("Set aside"))
    #expect(letter.contains("At other visits the rule holds still, the last on"))
    #expect(letter.contains("04-Sep-2026"))
    try trust.receive("three.csv", "\(header)\nA04, , , , 2026-11-02T10:00, 1")
    #expect(try trust.night(asOf: "2026-11-03").letters.isEmpty)
  }

  @Test func `the worklist asks for one thing at a time, deleted or restored`() throws {
    let trust = try Trust()
    func receive(_ night: String, _ rest: String) throws {
      try trust.receive(
        "\(night).csv",
        "attendance_id, arrival_date, birth_date, diagnosis_1, applicable_datetime, update_type\n"
          + "A, \(rest), 2026-11-\(night)T10:00, \(rest.contains("2026") ? "9" : "1")"
      )
    }
    func open() throws -> [String] {
      try trust.inLedger { try $0.items(closedToo: false) }.map(\.kind)
    }
    try receive("01", "2026-10-30, 2026-09-01, 125668004")
    _ = try trust.firstNight(asOf: "2026-11-01")
    #expect(try open() == ["rule-fired"])
    try receive("02", ", , ")
    _ = try trust.night(asOf: "2026-11-02")
    #expect(try open() == ["taken-back"])
    try receive("03", "2026-10-30, 2026-09-01, 125668004")
    _ = try trust.night(asOf: "2026-11-03")
    #expect(try open() == ["rule-fired"])
  }

  @Test func `a child about whom parents may not be written to gets no correction either`() throws {
    let trust = try toldTrust()
    try trust.receive(
      "two.csv",
      "\(header), looked_after\nA, , , , 2026-11-01T10:00, 1,\nB, 0, 2026-11-01, Y99001, , 9, Y"
    )
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.letters.isEmpty && night.items["taken-back"] == 1)
    #expect(night.worklist[0]["why"]?.contains("not corrected") == true)
  }

  @Test func `the practice of the wrong patient is asked to remove the letter, and learns no more`()
    throws
  {
    let trust = try Trust()
    let names = header.replacing("gp_practice_code", with: "gp_practice_code, family_name")
    let rows = ["01", "08", "15", "22"].map { "A\($0), 0, 2026-10-\($0), Y99001, First, , 9" }
    try trust.receive(([names] + rows).joined(separator: "\n"))
    #expect(try trust.firstNight(asOf: "2026-11-01").practiceLetters.count == 1)
    try trust.receive(
      "two.csv",
      "\(names)\nA22, 1, 2026-10-22, Y99002, Second, 2026-11-01T10:00, 9"
    )
    let night = try trust.night(asOf: "2026-11-02")
    let letter = try #require(night.practiceLetters.first)
    #expect(night.letters.count == 1 && night.items["wrong-patient"] == 1)
    #expect(letter.contains("Remove our letter 2026-11-01-001-L0001"))
    #expect(letter.contains("FIRST") && letter.contains("999 000 0018"))
    #expect(!letter.uppercased().contains("SECOND") && !letter.contains("999 000 0026"))
    // So is the team: who had the letter is the first child.
    let item = night.worklist.first { $0["urgency"] == "urgent" }
    #expect(item?["nhs_number"] == "999 000 0018" && item?["family_name"] == "First")
  }

  @Test func `of two bruises in one letter the other child's alone is struck out`() throws {
    let trust = try Trust()
    let names = header.replacing("gp_practice_code", with: "birth_date, diagnosis_1")
    let rows = ["20", "28"].map { "A\($0), 0, 2026-10-\($0), 2026-09-01, 125668004, , 9" }
    try trust.receive(([names] + rows).joined(separator: "\n"))
    _ = try trust.firstNight(asOf: "2026-11-01")
    for (night, day, other) in [("2026-11-02", "28", "20"), ("2026-11-03", "20", "")] {
      try trust.receive(
        "\(night).csv",
        "\(names)\nA\(day), 1, 2026-10-\(day), 2026-09-01, 125668004, \(night)T01:00, 9"
      )
      let letter = try #require(
        try trust.night(asOf: night).practiceLetters.first {
          $0.contains("Correction of an earlier")
        }
      )
      #expect(letter.contains("Strike out") == !other.isEmpty)
      #expect(letter.contains("Remove our letter") == other.isEmpty)
      #expect(letter.contains("\(other)-Oct-2026</span> is about this patient") == !other.isEmpty)
    }
  }

  @Test func `a visit that came after the letter was not in it`() throws {
    let trust = try Trust()
    let rows = ["01", "08", "15", "22"].map { "A\($0), 0, 2026-10-\($0), Y99001, , 9" }
    try trust.receive(([header] + rows).joined(separator: "\n"))
    #expect(try trust.firstNight(asOf: "2026-10-23").practiceLetters.count == 1)
    try trust.receive("two.csv", "\(header)\nX, 0, 2026-10-05, Y99001, , 9")
    _ = try trust.night(asOf: "2026-10-24")
    try trust.receive("three.csv", "\(header)\nX, 1, 2026-10-05, Y99002, 2026-10-24T10:00, 9")
    #expect(try trust.night(asOf: "2026-10-25").isQuiet)
  }

  @Test func `a letter that shows another child's visit is an urgent item`() throws {
    let trust = try Trust()
    let rows = ["01", "08", "15", "22", "25"].map { "A\($0), 0, 2026-10-\($0), Y99001, , 9" }
    try trust.receive(([header] + rows).joined(separator: "\n"))
    #expect(try trust.firstNight(asOf: "2026-11-01").practiceLetters.count == 1)
    try trust.receive("two.csv", "\(header)\nA08, 1, 2026-10-08, Y99002, 2026-11-01T10:00, 9")
    let item = try #require(try trust.night(asOf: "2026-11-02").worklist.first)
    #expect(item["urgency"] == "urgent" && item["attendance_id"] == "A08", "\(item)")
    #expect(item["why"]?.contains("2026-11-01-001-L0001") == true)
    #expect(item["nhs_number"] == "999 000 0018")
  }

  /// A letter of two rules: a bruise, and a visit too many.
  private func trustWithTwoRules(_ days: [String], bruisedOn day: String) throws -> Trust {
    let trust = try Trust()
    let names = header.replacing("gp_practice_code", with: "birth_date, diagnosis_1")
    let rows = days.map {
      "A\($0), 0, 2026-10-\($0), 2026-07-01, \($0 == day ? "125668004" : ""), , 9"
    }
    try trust.receive(([names] + rows).joined(separator: "\n"))
    let letters = try trust.firstNight(asOf: "2026-11-01").practiceLetters
    try #require(letters.count == 1 && letters[0].contains("4 or more A&amp;E"))
    try #require(letters[0].contains("Bruising in a baby under 6 months"))
    return trust
  }

  @Test func `an amendment leaves alone what else the earlier letter said`() throws {
    let trust = try trustWithTwoRules(["01", "08", "15", "22", "25"], bruisedOn: "22")
    try trust.receive("two.csv", "\(header)\nA01, , , , 2026-11-01T10:00, 1")
    let letter = try #require(try trust.night(asOf: "2026-11-02").practiceLetters.first)
    #expect(
      letter.contains(
        "This letter replaces what our letter 2026-11-01-001-L0001 of 01-Nov-2026 says under "
          + "“4 or more A&amp;E attendances in 6 months”."
      )
    )
    #expect(!letter.contains("Bruising in a baby"))
  }

  @Test func `of a letter that was about another child too, the practice keeps the rest`() throws {
    let trust = try trustWithTwoRules(["08", "15", "22", "25"], bruisedOn: "22")
    try trust.receive(
      "two.csv",
      "\(header)\nA25, 1, 2026-10-25, Y99002, 2026-11-01T10:00, 9"
    )
    let letter = try #require(try trust.night(asOf: "2026-11-02").practiceLetters.first)
    #expect(
      letter.contains("Strike out of this patient’s record") && !letter.contains("Remove our")
    )
    #expect(letter.contains("under “Bruising in a baby under 6 months"))
  }

  @Test func `the alert taken back has the identifier of the one raised`() throws {
    let trust = try Trust()
    try trust.receive("\(header)\n\(told)")
    let raised = try trust.firstNight(asOf: "2026-11-01").flags
    try trust.receive("two.csv", "\(header)\nA, , , , 2026-11-01T10:00, 1")
    let ended = try trust.night(asOf: "2026-11-02").flags
    #expect(raised.count == 1)
    #expect(raised.map { $0.identifier.map(\.value) } == ended.map { $0.identifier.map(\.value) })
  }

  @Test func `an older version that comes late takes nothing back`() throws {
    let trust = try toldTrust()
    try trust.receive("two.csv", "\(header)\nA, 0, 2026-10-30, Y99001, 2026-10-30T10:00, 9")
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
  }

  @Test func `an attendance that moves to another person is an urgent item`() throws {
    let trust = try toldTrust()
    try trust.receive("two.csv", "\(header)\nA, 1, 2026-10-30, V81997, 2026-11-01T10:00, 9")
    let night = try trust.night(asOf: "2026-11-02")
    let wrong = night.worklist.filter { $0["urgency"] == "urgent" }
    #expect(night.items["wrong-patient"] == 1)
    #expect(wrong.map { $0["attendance_id"] } == ["A"])
    // The one Flag ends under the number it was raised for, the other is the new person's.
    #expect(night.flags.map(\.status).sorted() == ["active", "entered-in-error"])
    #expect(night.parentLetters.count == 1)
  }

  /// Between the two versions stands a deletion, which names nobody.
  @Test(arguments: [
    ["A, , , , 2026-11-01T10:00, 1\nA, 1, 2026-10-30, V81997, 2026-11-01T10:05, 9"],
    ["A, , , , 2026-11-01T10:00, 1", "A, 1, 2026-10-30, V81997, 2026-11-01T10:05, 9"],
  ])
  func `deleted and sent again for another child in one night, it has moved`(files: [String])
    throws
  {
    let trust = try toldTrust()
    for (number, rows) in files.enumerated() {
      try trust.receive("two-\(number).csv", "\(header)\n\(rows)")
    }
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.items["wrong-patient"] == 1)
    #expect(night.flags.map(\.status).sorted() == ["active", "entered-in-error"])
    #expect(night.parentLetters.count == 1)
  }

  @Test func `an alert that was wrong is not called ended too`() throws {
    let trust = try toldTrust()
    try trust.receive(
      "two.csv",
      "\(header)\nA, 0, 2026-10-30, Y99001, 2026-11-01T10:00, 9\nB, 0, 2026-11-01, Y99001, , 9"
    )
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.flags.map(\.status) == ["entered-in-error"])
    #expect(night.alerts.map { $0["status"] } == ["entered-in-error"])
    #expect(try trust.night(asOf: "2026-11-03").isQuiet)
  }

  @Test func `an attendance that loses its identity takes everything back`() throws {
    let trust = try toldTrust()
    let lost = header.replacing("child", with: "nhs_number")
    try trust.receive("two.csv", "\(lost)\nA, , 2026-10-30, V81997, 2026-11-01T10:00, 9")
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.flags.map(\.status) == ["entered-in-error"])
    #expect(night.worklist.contains { $0["urgency"] == "urgent" })
  }

  @Test func `a trigger that was covered takes over`() throws {
    let trust = try Trust()
    try trust.receive("\(header)\n\(told)\nB, 0, 2026-10-31, V81997, 2026-10-31T10:00, 9")
    #expect(try trust.firstNight(asOf: "2026-11-01").parentLetters.count == 1)
    try trust.receive("two.csv", "\(header)\nA, , , , 2026-11-01T10:00, 1")
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.flags.map(\.status) == ["active"])
    #expect(night.items["taken-back"] == nil)
    #expect(
      night.parentLetters.first?.contains("In the place of our letter of 01-Nov-2026") == true
    )
  }

  @Test func `a correction that cannot be read raises an item naming the live version`() throws {
    let trust = try toldTrust()
    try trust.receive("two.csv", "\(header)\nA, 0, someday, Y99001, 2026-11-01T10:00, 9")
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.outcome.code == 2)
    #expect(night.items == ["quarantined-correction": 1])
    #expect(night.worklist.map { $0["attendance_id"] } == ["A"])
    #expect(night.worklist.map { $0["arrival_date"] } == ["2026-10-30"])
  }

  @Test func `an undated delete that loses to a dated version raises an item`() throws {
    let trust = try toldTrust()
    try trust.receive("two.csv", "\(header)\nA, , , , , 1")
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.items == ["undated-delete": 1])
    #expect(night.flags.isEmpty)
    // A source that sends its last weeks each night says it again.
    try trust.receive("three.csv", "\(header), sex\nA, , , , , 1, 2")
    #expect(try trust.night(asOf: "2026-11-03").isQuiet)
  }
}

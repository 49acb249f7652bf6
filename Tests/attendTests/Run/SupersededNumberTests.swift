import TemporaryFiles
import Testing

/// Merged NHS numbers in the ledger: histories merge, are counted again, and part again.
struct SupersededNumberTests {
  private let header = "attendance_id, child, arrival_date"
  private let four = "frequent-attender-4-in-6-months"

  private func trust(_ list: String = "old,new\n") throws -> Trust {
    let trust = try Trust(replacing: ["unapproved:": "superseded-numbers: merged.csv\nunapproved:"])
    try trust.folder.write(list, to: "merged.csv")
    return trust
  }

  private func pair(_ old: Int, _ new: Int) -> String {
    "\(Extract.numbers[old]),\(Extract.numbers[new])\n"
  }

  /// Two visits under each of the first two numbers.
  private let twoAndTwo = """
    attendance_id, child, arrival_date
    A, 0, 2026-10-20
    B, 1, 2026-10-21
    C, 0, 2026-10-22
    D, 1, 2026-10-23
    """

  @Test func `a pair on the list merges two histories, and their visits are counted again`() throws
  {
    let trust = try trust()
    try trust.receive(twoAndTwo)
    #expect(try trust.firstNight(asOf: "2026-11-01").practiceLetters.isEmpty)
    try trust.folder.write("old,new\n" + pair(0, 1), to: "merged.csv")
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.practiceLetters.count == 1)
    #expect(night.worklist.isEmpty)
    #expect(try trust.night(asOf: "2026-11-03").isQuiet)
  }

  @Test func `a superseded number is shown nowhere`() throws {
    let trust = try trust("old,new\n" + pair(0, 1))
    // The number of the attendance that sets the rule off is the old one.
    try trust.receive(twoAndTwo + "\nE, 0, 2026-10-24\nF, 0, soon")
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.practiceLetters.count == 1 && !night.flags.isEmpty)
    for path in night.files.paths where !path.hasPrefix("quarantine/") {
      let text = night.files.text(path) ?? ""
      #expect(!text.contains("9990000018") && !text.contains("999 000 0018"), "\(path)")
    }
    #expect(night.practiceLetters[0].contains("999 000 0026"))
  }

  @Test func `a pair that is taken out parts the histories, and what was told of both is wrong`()
    throws
  {
    let trust = try trust("old,new\n" + pair(0, 1))
    // Child 0's is the visit that sets the rule off: told under the number of child 1.
    try trust.receive(twoAndTwo.replacing("D, 1", with: "D, 0"))
    #expect(try trust.firstNight(asOf: "2026-11-01").practiceLetters.count == 1)
    try trust.folder.write("old,new\n", to: "merged.csv")
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.items["wrong-patient"] == 1)
    #expect(night.flags.map(\.status) == ["entered-in-error"])
    #expect(try trust.night(asOf: "2026-11-03").isQuiet)
  }

  @Test func `a merged pair that is parted before anything was told accuses nobody`() throws {
    let trust = try trust("old,new\n" + pair(0, 1))
    try trust.receive("\(header)\nA, 0, 2026-10-20\nB, 1, 2026-10-21")
    #expect(try trust.firstNight(asOf: "2026-11-01").isQuiet)
    try trust.folder.write("old,new\n", to: "merged.csv")
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
  }

  @Test func `a chain that grows longer is still one person and tells nobody again`() throws {
    let trust = try trust("old,new\n" + pair(0, 1))
    try trust.receive(twoAndTwo)
    #expect(try trust.firstNight(asOf: "2026-11-01").practiceLetters.count == 1)
    try trust.folder.write("old,new\n" + pair(0, 1) + pair(1, 2), to: "merged.csv")
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.isQuiet)
    try trust.receive("2.csv", "\(header)\nG, 2, 2026-10-28")
    let last = try trust.night(asOf: "2026-11-03")
    #expect(last.manifest.counts.covered > 0 && last.letters.isEmpty && last.flags.isEmpty)
  }

  @Test func `a local id beside an old and its new number is no conflict`() throws {
    let rows = """
      attendance_id, child, local_patient_id, arrival_date, nhs_number
      A, 0, L1, 2026-10-20
      B, 1, L1, 2026-10-21
      """
    for (list, code) in [("old,new\n", Int32(2)), ("old,new\n" + pair(0, 1), 0)] {
      let trust = try trust(list)
      try trust.receive(
        rows.replacing(", nhs_number", with: "")
          + "\nC, 0, L1, 2026-10-22\nD, 0, L1, 2026-10-23\nE, 0, L1, 2026-10-24"
      )
      let night = try trust.firstNight(asOf: "2026-11-01")
      #expect(night.outcome.code == code, "\(night.outcome.said)")
    }
  }

  @Test func `a local row follows its number when that is merged, and nobody is accused`() throws {
    let trust = try trust()
    try trust.receive(
      """
      attendance_id, nhs_number, local_patient_id, arrival_date
      A,             9990000018, L1,               2026-10-20
      B,             ,           L1,               2026-10-21
      C,             9990000018, ,                 2026-10-22
      D,             ,           L1,               2026-10-23
      """
    )
    #expect(try trust.firstNight(asOf: "2026-11-01").teamLetters.count == 1)
    try trust.folder.write("old,new\n" + pair(0, 1), to: "merged.csv")
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
    try trust.receive("2.csv", "\(header)\nE, 1, 2026-10-24")
    let last = try trust.night(asOf: "2026-11-03")
    #expect(last.manifest.counts.covered > 0 && last.letters.isEmpty && last.flags.isEmpty)
  }

  @Test(arguments: [
    ("old,new\n9990000018,9990000019\n", "merged.csv:2: “new” is no valid NHS number"),
    ("old,new\n999,9990000018\n", "merged.csv:2: “old” is no valid NHS number"),
    ("old,new\n9990000018,999 000 0018\n", "merged.csv:2: a number cannot supersede itself"),
    (
      "old,new\n9990000018,9990000026\n9990000018,9990000034\n",
      "merged.csv:3: line 2 leads this number to another one"
    ),
    (
      "old,new\n9990000034,9990000018\n9990000018,9990000026\n9990000026,9990000018\n",
      "merged.csv:2: following the numbers from this line leads back to it"
    ),
    ("from,to\n", "merged.csv:1: a list of superseded numbers needs the columns old and new"),
  ])
  func `a wrong list stops the run with its line and without a number`(list: String, words: String)
    throws
  {
    let trust = try trust(list)
    try trust.receive("\(header)\nA, 0, 2026-10-20")
    let outcome = try trust.call(asOf: "2026-11-01", "--first-load", "notify")
    #expect(outcome.code == 78)
    #expect(outcome.messages.contains(words), "\(outcome.messages)")
    #expect(!outcome.said.contains("99900000"))
    #expect(trust.published.isEmpty)
  }
}

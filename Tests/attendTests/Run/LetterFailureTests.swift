import TemporaryFiles
import Testing

/// Design S12 through the command: a letter that cannot be written holds up nobody else's.
struct LetterFailureTests {
  @Test func `a letter to a practice without an address is an item, and the others go out`() throws
  {
    let trust = try Trust()
    try trust.folder.write(
      """
      code,name,address_1,postcode,status
      Y99001,Example Street Surgery,1 High Street,XX1 1AA,A
      Y99002,Specimen Medical Centre,,,A
      """,
      to: "practices.csv"
    )
    let days = ["2026-10-01", "2026-10-08", "2026-10-15", "2026-10-22"]
    let rows = [(0, "Y99002"), (1, "Y99001")].flatMap { child, practice in
      days.map { "\(child), \($0), \(practice)" }
    }
    try trust.receive((["child, arrival_date, gp_practice_code"] + rows).joined(separator: "\n"))
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.outcome.code == 2)
    #expect(night.items == ["letter-failed": 1])
    #expect(night.worklist.first?["attendance_id"] == "A4")
    #expect(night.practiceLetters.count == 1)
    #expect(night.practiceLetters.first?.contains("Example Street Surgery") == true)
    #expect(night.flags.count == 2)
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
  }
}

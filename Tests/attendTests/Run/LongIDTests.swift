import TemporaryFiles
import Testing

/// An id of half a megabyte and more, which the fast reader cannot pack.
struct LongIDTests {
  @Test(arguments: [524_283, 600_000, 1 << 20], ["attendance_id", "local_patient_id"])
  func `an absurdly long id is read or refused, and holds up no other extract`(
    length: Int,
    column: String
  ) throws {
    let trust = try Trust()
    try trust.receive("a.csv", "arrival_date, gp_practice_code\n2026-10-30, V81997")
    let id = String(repeating: "x", count: length)
    let (attendance, local) = column == "attendance_id" ? (id, "L1") : ("B1", id)
    try trust.receive(
      "b.csv",
      bytes: Array(
        """
        attendance_id,provider_code,arrival_date,local_patient_id
        \(attendance),RJE,2026-10-30,\(local)

        """.utf8
      )
    )
    let alone = try Attend.call(
      ["dry-run", "--rules", Attend.rules, "--as-of", "2026-11-01", "--quiet", "inbox/b.csv"],
      in: trust.folder.path
    )
    // A value of 1 MiB is the most that the reader takes.
    #expect(alone.code == (length < 1 << 20 ? 0 : 65), "\(alone.messages.prefix(500))")
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.outcome.code == (length < 1 << 20 ? 0 : 2))
    #expect(night.parentLetters.count == 1)
  }
}

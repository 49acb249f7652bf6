import Testing

/// Design S2 through the command.
///
/// A version of the attendance triggers when its practice code says
/// that the child has no practice.
struct VersionTests {
  private let header =
    "attendance_id, arrival_date, gp_practice_code, applicable_datetime, update_type"

  private func fires(_ extracts: String...) throws -> Bool {
    let run = try DryRun(texts: extracts.map { Extract(header + "\n" + $0).text })
    #expect(run.outcome.code == 0)
    return run.triggers?.isEmpty == false
  }

  @Test func `the greatest applicable date-time wins, whatever the order of the files`() throws {
    let older = "V, 2026-03-01, V81997, 2026-03-02T10:00, 9"
    let newer = "V, 2026-03-01, Y99001, 2026-03-02T10:01, 9"
    #expect(try !fires(older, newer))
    #expect(try !fires(newer, older))
  }

  @Test func `applicable date-times compare as instants`() throws {
    let earlier = "V, 2026-03-01, Y99001, 2026-03-02T11:30+01:00, 9"
    let later = "V, 2026-03-01, V81997, 2026-03-02T10:45Z, 9"
    #expect(try fires(later, earlier))
  }

  @Test func `of equal dates the later extract of the command line wins`() throws {
    let none = "V, 2026-03-01, V81997, 2026-03-02T10:00, 9"
    let registered = "V, 2026-03-01, Y99001, 2026-03-02T10:00, 9"
    #expect(try fires(registered, none))
    #expect(try !fires(none, registered))
  }

  @Test func `of equal dates in one extract the later row wins`() throws {
    #expect(
      try fires(
        """
        V, 2026-03-01, Y99001, , 9
        V, 2026-03-01, V81997, , 9
        """
      )
    )
  }

  @Test func `a blank date is older than any`() throws {
    #expect(
      try fires("V, 2026-03-01, V81997, 2026-03-02T10:00, 9", "V, 2026-03-01, Y99001, , 9")
    )
  }

  @Test func `a delete leaves a tombstone that an older version does not pass`() throws {
    let version = "V, 2026-03-01, V81997, 2026-03-02T10:00, 9"
    let bareDelete = "V, , , 2026-03-03T10:00, 1"
    #expect(try !fires(version, bareDelete))
    #expect(try !fires(bareDelete, version))
  }

  @Test func `a version newer than the delete brings the attendance back`() throws {
    #expect(
      try fires("V, , , 2026-03-03T10:00, 1", "V, 2026-03-01, V81997, 2026-03-04T10:00, 9")
    )
  }

  @Test func `an undated delete loses to a dated version`() throws {
    #expect(try fires("V, 2026-03-01, V81997, 2026-03-02T10:00, 9", "V, , , , 1"))
  }

  @Test func `any other update type is read as blank`() throws {
    #expect(try fires("V, 2026-03-01, V81997, , 7"))
  }
}

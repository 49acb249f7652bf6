import AttendanceModel
import Linkage
import Testing

/// Design S2.
struct VersionOutcomeTests {
  private static func stamp(_ minute: Int64?, delete: Bool = false) -> VersionStamp {
    VersionStamp(applicable: minute.map { Instant(nanoseconds: $0) }, isDelete: delete)
  }

  @Test(
    arguments: [
      (stamp(2), stamp(1), .replaces),
      (stamp(1), stamp(1), .replaces),
      (stamp(nil), stamp(nil), .replaces),
      (stamp(1), stamp(nil), .replaces),
      (stamp(1), stamp(2), .isOlder),
      (stamp(nil), stamp(1), .isOlder),
      (stamp(2, delete: true), stamp(1), .replaces),
      (stamp(1, delete: true), stamp(2), .isOlder),
      (stamp(nil, delete: true), stamp(nil), .replaces),
      (stamp(nil, delete: true), stamp(1), .undatedDeleteLoses),
      (stamp(nil, delete: true), stamp(1, delete: true), .isOlder),
      (stamp(1), stamp(nil, delete: true), .replacesUndatedDelete),
      (stamp(nil), stamp(nil, delete: true), .replaces),
      (stamp(2), stamp(1, delete: true), .replaces),
    ] as [(VersionStamp, VersionStamp, VersionOutcome)]
  )
  func `the greatest applicable date-time wins, blank is oldest, ties go to the later`(
    new: VersionStamp,
    held: VersionStamp,
    outcome: VersionOutcome
  ) {
    #expect(VersionOutcome(of: new, over: held) == outcome)
  }
}

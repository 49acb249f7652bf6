import AttendanceModel

/// An extract that stands for all attendances of some days (design S2).
struct WholePeriod: Sendable {
  /// The extract's place.
  let extract: Int
  let days: ClosedRange<CivilDay>
  /// Attendances that its unreadable rows name: they stay.
  let kept: Set<AttendanceKey>
}

/// What one counts as, in a window (design S6).
package enum CountingUnit: Hashable, Sendable {
  case attendances
  /// Attendances less than `gapMinutes` after the one before are one presentation.
  case presentations(gapMinutes: Int)
  case days
}

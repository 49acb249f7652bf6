package import AttendanceModel

/// What decides between two versions of one attendance (design S2).
package struct VersionStamp: Hashable, Sendable {
  /// When the version applies from; nil is older than any other.
  package var applicable: Instant?
  package var isDelete: Bool

  package init(applicable: Instant?, isDelete: Bool) {
    self.applicable = applicable
    self.isDelete = isDelete
  }
}

import AttendanceModel

/// What a version does to the one that is held (design S2).
package enum VersionOutcome: Hashable, Sendable {
  /// The new version is now the attendance; a deletion leaves a tombstone.
  case replaces
  /// The new version is dated and the held one is a deletion without a date, which thereby
  /// loses: a worklist item.
  case replacesUndatedDelete
  /// The new version is older and changes nothing.
  case isOlder
  /// The new version is a deletion that loses to a dated version only because it has no date
  /// itself: a worklist item.
  case undatedDeleteLoses

  /// Weighs a version against the one held.
  ///
  /// - Parameters:
  ///   - new: A version from a later extract, or a later row of the same one, unless said.
  ///   - held: The latest version so far.
  ///   - isFromEarlierExtract: Whether the new version's extract came before the held one's: a row
  ///     that had to wait, read again from its first extract.
  package init(
    of new: VersionStamp,
    over held: VersionStamp,
    isFromEarlierExtract: Bool = false
  ) {
    if isFromEarlierExtract && new.applicable == held.applicable {
      self = .isOlder
      return
    }
    self =
      switch (new.applicable, held.applicable) {
      case (nil, .some):
        // Against a tombstone nothing is lost.
        new.isDelete && !held.isDelete ? .undatedDeleteLoses : .isOlder
      case (.some, nil):
        held.isDelete && !new.isDelete ? .replacesUndatedDelete : .replaces
      case (let later?, let earlier?) where later < earlier: .isOlder
      default: .replaces
      }
  }

  /// Whether the new version is the one to hold.
  package var holdsNew: Bool {
    switch self {
    case .replaces, .replacesUndatedDelete: true
    case .isOlder, .undatedDeleteLoses: false
    }
  }
}

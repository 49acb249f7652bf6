package import AttendanceModel

/// The latest version of every attendance, taken in S2's order: extract by extract, row by row.
///
/// A deletion stays as a tombstone, so that an older version that comes later stays away.
package struct LatestVersions<Content> {
  private var held: [AttendanceKey: (stamp: VersionStamp, content: Content?)] = [:]
  /// Attendances of which the extract in hand has a row.
  private var carried: Set<AttendanceKey> = []
  /// Versions that another version put aside, and older ones that came too late.
  ///
  /// Rows read are live attendances, superseded versions, deletions and quarantined rows.
  package private(set) var superseded = 0
  /// Versions that a load of their whole period removed by leaving them out.
  package private(set) var removed = 0
  /// Deletions that came without a date against a dated version: one worklist item each.
  package private(set) var undatedDeletes: [AttendanceKey] = []

  package init() {}

  /// Begins the next extract.
  package mutating func beginExtract() {
    carried = []
  }

  /// Deletes the live attendances of a period of which the extract in hand has no row (S2); the
  /// tombstone applies from when the version did.
  ///
  /// - Parameters:
  ///   - period: The days that the extract stands for.
  ///   - kept: Attendances that rows name which could not be read.
  ///   - day: When an attendance was.
  /// - Complexity: O(attendances).
  package mutating func removeAbsent(
    in period: ClosedRange<CivilDay>,
    keeping kept: Set<AttendanceKey>,
    day: (Content) -> CivilDay
  ) {
    for (key, version) in held {
      guard let content = version.content, period.contains(day(content)),
        !carried.contains(key), !kept.contains(key)
      else { continue }
      held[key] = (VersionStamp(applicable: version.stamp.applicable, isDelete: true), nil)
      removed += 1
    }
  }

  /// Takes one version.
  ///
  /// - Parameters:
  ///   - content: What to hold of it; nil for a deletion.
  ///   - key: The attendance.
  ///   - applicable: When it applies from.
  /// - Returns: What the version did.
  /// - Complexity: O(1) on average.
  @discardableResult
  package mutating func take(
    _ content: Content?,
    of key: AttendanceKey,
    applicable: Instant?
  ) -> VersionOutcome {
    let stamp = VersionStamp(applicable: applicable, isDelete: content == nil)
    carried.insert(key)
    guard let earlier = held[key] else {
      held[key] = (stamp, content)
      return .replaces
    }
    let outcome = VersionOutcome(of: stamp, over: earlier.stamp)
    if outcome.holdsNew {
      held[key] = (stamp, content)
      if !earlier.stamp.isDelete { superseded += 1 }
    } else if !stamp.isDelete {
      superseded += 1
    }
    if outcome == .undatedDeleteLoses || outcome == .replacesUndatedDelete {
      undatedDeletes.append(key)
    }
    return outcome
  }

  /// The version held of an attendance that is not deleted.
  package subscript(key: AttendanceKey) -> Content? { held[key]?.content }

  /// The attendances that are not deleted, in no order.
  package var live: some Sequence<Content> {
    held.values.lazy.compactMap(\.content)
  }
}

extension LatestVersions: Sendable where Content: Sendable {}

import AttendanceModel

/// Whose a row is, in four bytes; equal marks are one person.
struct PersonMark: Hashable, Sendable {
  /// 0 for nobody; below ``firstLocal`` the first nine digits of an NHS number, which the tenth
  /// follows from; from there on a local identity, by its first row.
  let word: UInt32

  static let none = PersonMark(word: 0)
  private static let firstLocal: UInt32 = 1_000_000_000
  /// How many rows can be told apart.
  static let mostRows = Int(UInt32.max - firstLocal)

  private init(word: UInt32) { self.word = word }

  /// The person of a row's valid NHS number, whose first nine digits are never all 0; or nobody.
  @inline(__always)
  init(_ row: BulkRow) { word = UInt32(truncatingIfNeeded: (row.nhsNumber ?? 0) / 10) }

  @inline(__always)
  init(localIdentityOf row: UInt32) { word = Self.firstLocal + row }

  @inline(__always)
  var isNone: Bool { word == 0 }

  /// Different persons have different hashes: the factor is odd.
  @inline(__always)
  var hash: UInt64 { UInt64(word) &* 0x9E37_79B9_7F4A_7C15 }
}

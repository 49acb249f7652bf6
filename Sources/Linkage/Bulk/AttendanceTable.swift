package import AttendanceModel

/// Every attendance of a dry-run in its latest version, in few bytes each, taken in S2's order.
///
/// The twin of ``LatestVersions`` and ``LinkedPersons`` for tens of millions of rows: the same
/// outcomes, without texts. README.md in this folder says what a row costs.
package struct AttendanceTable: Sendable {
  /// One version as a caller hands it over.
  package struct Version {
    package var keyHash: UInt64
    /// When it applies from.
    package var applicable: Instant?
    /// The caller's own number for what its rules make of the row; nil for a deletion.
    package var content: UInt32?
    package var arrival: Arrival
    package var birthDate: CivilDay?
    /// The digits of a valid number.
    package var nhsNumber: UInt64?
    package var localHash: UInt64

    package init(
      keyHash: UInt64,
      applicable: Instant?,
      content: UInt32?,
      arrival: Arrival,
      birthDate: CivilDay?,
      nhsNumber: UInt64?,
      localHash: UInt64
    ) {
      self.keyHash = keyHash
      self.applicable = applicable
      self.content = content
      self.arrival = arrival
      self.birthDate = birthDate
      self.nhsNumber = nhsNumber
      self.localHash = localHash
    }
  }

  /// What is held of an attendance, in 24 bytes, at the place that its key has in the key table.
  struct Row: Sendable {
    var arrival: Arrival
    /// The place of the NHS number, then, once linked, of the person; or ``none``.
    var person: UInt32
    /// The place of the local identity, or ``none``.
    var local: UInt32
    /// ``noBirthDate`` when there is none.
    var birthDate: CivilDay
    /// The caller's number, or ``tombstone``.
    var content: UInt32

    static let none = UInt32.max
    static let tombstone = UInt32.max
    static let noBirthDate = CivilDay(rawValue: .min)

    var isLive: Bool { content != Self.tombstone }

    static func tombstone(arrival: Arrival) -> Row {
      Row(
        arrival: arrival,
        person: none,
        local: none,
        birthDate: noBirthDate,
        content: tombstone
      )
    }
  }

  private(set) var keys: KeyTable
  private(set) var rows: [Row] = []
  /// By key, when its version applies from; ``undated`` is older than any other.
  private var applicable: [Int64] = []
  private(set) var numbers: NumberTable
  private(set) var locals: LocalTable
  private var log: ExtractLog
  /// Deletions that lost, or will lose, only because they carry no date.
  package private(set) var undatedDeletes = 0

  private static let undated = Int64.min

  /// - Parameter expected: How many attendances to have room for without growing.
  package init(expecting expected: Int) {
    keys = KeyTable(expecting: expected)
    rows.reserveCapacity(expected)
    applicable.reserveCapacity(expected)
    log = ExtractLog(expecting: expected)
    numbers = NumberTable(expecting: expected / 2)
    locals = LocalTable(expecting: expected / 2)
  }

  /// What became of the rows taken of each extract, by its place; rows read and quarantined are
  /// the caller's to count.
  package var balances: [RowBalance] { log.balances }

  /// Begins the extract of a place, from 0 up.
  ///
  /// - Parameters:
  ///   - place: Its place.
  ///   - isOfWholePeriod: Whether ``removeAbsent(in:keeping:)`` will be asked.
  package mutating func begin(extract place: Int, isOfWholePeriod: Bool) {
    log.begin(place, isOfWholePeriod: isOfWholePeriod)
  }

  /// Deletes the live attendances of a period of which the extract in hand has no row (S2); the
  /// tombstone applies from when the version did.
  ///
  /// - Parameters:
  ///   - period: The days that the extract stands for.
  ///   - kept: Attendances that rows name which could not be read.
  /// - Returns: How many were deleted.
  /// - Complexity: O(attendances).
  package mutating func removeAbsent(
    in period: ClosedRange<CivilDay>,
    keeping kept: Set<AttendanceKey>
  ) -> Int {
    var removed = 0
    for number in rows.indices where rows[number].isLive {
      guard period.contains(rows[number].arrival.day), !log.isCarried(number),
        !kept.contains(keys.key(UInt32(number)))
      else { continue }
      rows[number] = .tombstone(arrival: rows[number].arrival)
      log.countRemoved(number)
      removed += 1
    }
    return removed
  }

  /// Takes one version.
  ///
  /// - Parameters:
  ///   - version: What to hold.
  ///   - key: The attendance's key, packed.
  ///   - local: The provider's own id of the patient, packed; empty without one.
  /// - Complexity: O(1) on average.
  package mutating func take(_ version: Version, key: Span<UInt64>, local: Span<UInt64>) {
    let (place, isNew) = keys.number(of: key, hash: version.keyHash)
    let number = Int(place)
    if isNew {
      rows.append(row(version, local))
      applicable.append(version.applicable?.nanoseconds ?? Self.undated)
      log.countFirst(isDelete: version.content == nil)
      return
    }
    let stamp = VersionStamp(
      applicable: version.applicable,
      isDelete: version.content == nil
    )
    let held = VersionStamp(
      applicable: applicable[number] == Self.undated
        ? nil : Instant(nanoseconds: applicable[number]),
      isDelete: !rows[number].isLive
    )
    let outcome = VersionOutcome(of: stamp, over: held)
    if outcome.holdsNew {
      rows[number] = row(version, local)
      applicable[number] = version.applicable?.nanoseconds ?? Self.undated
      log.count(number, isDelete: stamp.isDelete, overLive: !held.isDelete)
    } else {
      log.countLate(number, isDelete: stamp.isDelete)
    }
    if outcome == .undatedDeleteLoses || outcome == .replacesUndatedDelete { undatedDeletes += 1 }
  }

  /// Looks where a version will be looked for, so that the memory is fetched for several rows at
  /// once; the result means nothing.
  package func touch(_ version: borrowing Version, hasLocal: Bool) -> UInt64 {
    keys.firstSlot(for: version.keyHash)
      ^ (version.nhsNumber.map { numbers.firstSlot(for: $0) } ?? 0)
      ^ (hasLocal ? locals.firstSlot(for: version.localHash) : 0)
  }

  private mutating func row(_ version: Version, _ local: Span<UInt64>) -> Row {
    guard let content = version.content else {
      return .tombstone(arrival: version.arrival)
    }
    return Row(
      arrival: version.arrival,
      person: version.nhsNumber.map { numbers.place(of: $0) } ?? Row.none,
      local: local.isEmpty ? Row.none : locals.number(of: local, hash: version.localHash),
      birthDate: version.birthDate ?? Row.noBirthDate,
      content: content
    )
  }

  /// Links all rows to persons; the table is used up.
  ///
  /// - Parameter isNeeded: By content, whether somebody must look at the row's person.
  /// - Returns: The rows of the persons to look at.
  package consuming func linked(needing isNeeded: [Bool]) -> LinkedTable {
    // What is no longer looked up gives its memory back first.
    keys.dropSlots()
    applicable = []
    log = ExtractLog(expecting: 0)
    let counts = (numbers: numbers.count, locals: locals.count)
    numbers = NumberTable(expecting: 0)
    locals = LocalTable(expecting: 0)
    let taken = rows
    rows = []
    return LinkedTable(
      keys: keys,
      rows: taken,
      numbers: counts.numbers,
      locals: counts.locals,
      needing: isNeeded
    )
  }
}

package import AttendanceModel

/// Every version of every attendance of a dry-run, in few bytes each, taken in S2's order.
///
/// The twin of ``LatestVersions`` and ``LinkedPersons`` for tens of millions of rows: the same
/// outcomes, without texts. Taking a row looks nothing up; ``linked(needing:extractStarts:threads:)`` does the
/// work. README.md in this folder says what a row costs.
package struct AttendanceTable: Sendable {
  /// One version as a caller hands it over.
  package struct Version {
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
      applicable: Instant?,
      content: UInt32?,
      arrival: Arrival,
      birthDate: CivilDay?,
      nhsNumber: UInt64?,
      localHash: UInt64
    ) {
      self.applicable = applicable
      self.content = content
      self.arrival = arrival
      self.birthDate = birthDate
      self.nhsNumber = nhsNumber
      self.localHash = localHash
    }
  }

  /// What is held of a version, in 16 bytes.
  struct Row: Sendable {
    var arrival: Arrival
    /// ``noBirthDate`` when there is none.
    var birthDate: CivilDay
    /// The caller's number, or ``notLive``.
    var content: UInt32

    /// A deletion, or a version that another one put aside.
    static let notLive = UInt32.max
    static let noBirthDate = CivilDay(rawValue: .min)

    @inline(__always)
    var isLive: Bool { content != Self.notLive }
  }

  private(set) var keys: WordColumn
  private(set) var locals: LocalIdentities
  var rows: [Row] = []
  /// By row, when the version applies from; ``undated`` is older than any other.
  private(set) var applicable: [Int64] = []
  /// By row, whose it is.
  var persons: [PersonMark] = []
  /// Deletions, and versions that another one put aside.
  var notLive = RowSet()

  static let undated = Int64.min

  /// - Parameter expected: How many rows to have room for without growing.
  package init(expecting expected: Int) {
    keys = WordColumn(expecting: expected, wordsEach: 2)
    locals = LocalIdentities(expecting: expected)
    rows.reserveCapacity(expected)
    applicable.reserveCapacity(expected)
    persons.reserveCapacity(expected)
  }

  /// How many versions were taken.
  package var rowCount: Int { rows.count }

  /// Takes one version.
  ///
  /// - Parameters:
  ///   - version: What to hold.
  ///   - key: The attendance's key, packed.
  ///   - local: The provider's own id of the patient, packed; empty without one.
  /// - Complexity: O(1).
  @inline(__always)
  package mutating func take(_ version: Version, key: Span<UInt64>, local: Span<UInt64>) {
    let row = UInt32(truncatingIfNeeded: rows.count)
    precondition(rows.count < PersonMark.mostRows, "too many rows")
    let person = version.nhsNumber.map { PersonMark(nhsNumber: $0) } ?? .none
    keys.append(key)
    if version.content == nil {
      notLive.insert(row)
    } else if !local.isEmpty {
      locals.append(local, hash: version.localHash, row: row, number: person)
    }
    applicable.append(version.applicable?.nanoseconds ?? Self.undated)
    rows.append(
      Row(
        arrival: version.arrival,
        birthDate: version.birthDate ?? Row.noBirthDate,
        content: version.content ?? Row.notLive
      )
    )
    persons.append(person)
  }

  /// Decides between versions and links the live ones to persons; the table is used up.
  ///
  /// - Parameters:
  ///   - isNeeded: By content, whether somebody must look at the row's person.
  ///   - extractStarts: How many versions were taken before each extract, for counts by extract.
  ///   - threads: How many threads work; the result does not depend on it.
  /// - Returns: The rows of the persons to look at.
  package consuming func linked(
    needing isNeeded: [Bool],
    extractStarts: [Int] = [0],
    threads: Int
  ) -> LinkedTable {
    let threads = max(threads, 1)
    let versions = putAsideOldVersions(extractStarts, threads)
    // What is no longer looked at gives its memory back at once.
    applicable = []
    let joins = locals.joins(without: notLive, threads)
    locals = LocalIdentities(expecting: 0)
    for join in joins.persons { persons[Int(join.row)] = join.person }
    let doubtful = joins.doubtful
    return LinkedTable(self, versions, doubtful: doubtful, needing: isNeeded, threads: threads)
  }
}

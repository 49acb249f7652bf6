package import AttendanceModel

/// Every version of every attendance of a dry-run, in few bytes each, taken in S2's order.
///
/// The twin of ``LatestVersions`` and ``LinkedPersons`` for tens of millions of rows: the same
/// outcomes, without texts. Taking a row looks nothing up; ``linked(needing:threads:)`` does the work.
/// README.md in this folder says what a row costs.
package struct AttendanceTable: Sendable {
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

    @inline(__always)
    init(_ row: BulkRow) {
      arrival = row.arrival
      birthDate = row.birthDate ?? Self.noBirthDate
      if case .delete = row.kind { content = Self.notLive } else { content = row.content }
    }
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
  /// By extract, how many versions were taken before it, and how many of its own are deletions.
  private(set) var extracts = [(start: 0, deletions: 0)]
  /// Loads of whole periods, in order.
  private(set) var periods: [WholePeriod] = []

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

  /// Begins the extract of a place, from 0 up; those before it may have no rows.
  package mutating func begin(extract place: Int) {
    while extracts.count <= place { extracts.append((start: rows.count, deletions: 0)) }
  }

  /// Notes that the extract in hand stands for a period: live attendances of these days of which
  /// it has no row are deleted (S2); the tombstone applies from when the version did.
  ///
  /// - Parameters:
  ///   - days: The period.
  ///   - kept: Attendances that rows name which could not be read.
  package mutating func removeAbsent(
    in days: ClosedRange<CivilDay>,
    keeping kept: Set<AttendanceKey>
  ) {
    periods.append(WholePeriod(extract: extracts.count - 1, days: days, kept: kept))
  }

  /// Takes versions, in their order.
  ///
  /// - Parameters:
  ///   - new: Rows whose content is known.
  ///   - words: The words that the rows name.
  /// - Complexity: O(rows).
  package mutating func take(_ new: [BulkRow], words: [UInt64]) {
    let first = rows.count
    precondition(first + new.count <= PersonMark.mostRows, "too many rows")
    rows.append(contentsOf: new.lazy.map { Row($0) })
    applicable.append(contentsOf: new.lazy.map { $0.applicable?.nanoseconds ?? Self.undated })
    persons.append(contentsOf: new.lazy.map { PersonMark($0) })
    keys.append(new, words)
    for place in new.indices {
      let row = UInt32(truncatingIfNeeded: first + place)
      if case .delete = new[place].kind {
        notLive.insert(row)
        extracts[extracts.count - 1].deletions += 1
      } else if new[place].localWords > 0 {
        locals.append(new[place], words, row: row, number: persons[first + place])
      }
    }
  }

  /// Decides between versions and links the live ones to persons; the table is used up.
  ///
  /// - Parameters:
  ///   - isNeeded: By content, whether somebody must look at the row's person.
  ///   - threads: How many threads work; the result does not depend on it.
  /// - Returns: The rows of the persons to look at.
  package consuming func linked(needing isNeeded: [Bool], threads: Int) -> LinkedTable {
    let threads = max(threads, 1)
    let versions = putAsideOldVersions(threads)
    // What is no longer looked at gives its memory back at once.
    applicable = []
    let joins = locals.joins(without: notLive, threads)
    locals = LocalIdentities(expecting: 0)
    for join in joins.persons { persons[Int(join.row)] = join.person }
    let doubtful = joins.doubtful
    return LinkedTable(self, versions, doubtful: doubtful, needing: isNeeded, threads: threads)
  }
}

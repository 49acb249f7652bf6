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

    static let blank = Row(BulkRow(.delete))

    @inline(__always)
    init(_ row: BulkRow) {
      arrival = row.arrival
      birthDate = row.birthDate ?? Self.noBirthDate
      content = row.kind == .delete ? Self.notLive : row.content
    }
  }

  /// A version among those of which one may be another's.
  struct Version: Sendable {
    /// Some bits of the key's hash.
    var mark: UInt32
    var row: UInt32
  }

  private(set) var keys: WordColumn
  private(set) var locals: LocalIdentities
  var rows: [Row] = []
  /// By row, when the version applies from; ``undated`` is older than any other.
  private(set) var applicable: [Int64] = []
  /// Rows by their key's hash, until versions are decided.
  private(set) var versions: PartLists<Version>
  /// Rows by whose they are.
  private(set) var persons: PartLists<PersonGroups.Entry>
  /// Rows with neither number nor local id, in order.
  private(set) var unidentified: [UInt32] = []
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
    versions = PartLists(expecting: expected, blank: Version(mark: 0, row: 0))
    persons = PartLists(expecting: expected, blank: .blank)
    rows.reserveCapacity(expected)
    applicable.reserveCapacity(expected)
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
    rows.append(new.count, blank: .blank) { Row(new[$0]) }
    applicable.append(new.count, blank: 0) { new[$0].applicable?.nanoseconds ?? Self.undated }
    keys.append(new, words)
    versions.append(new.count) { place in
      let start = Int(new[place].firstWord)
      let key = words.span.extracting(start..<start &+ Int(new[place].keyWords))
      let hash = PackedText.hash(key)
      let row = UInt32(truncatingIfNeeded: first &+ place)
      return (Version(mark: UInt32(truncatingIfNeeded: hash), row: row), hash)
    }
    locals.append(new, words, firstRow: first)
    persons.append(new.count) { place in
      let person = PersonMark(new[place])
      guard !person.isNone, new[place].kind == .version else { return nil }
      let entry = PersonGroups.Entry(
        person: person,
        row: UInt32(truncatingIfNeeded: first &+ place),
        content: new[place].content
      )
      return (entry, person.hash)
    }
    for place in new.indices where new[place].kind == .delete || new[place].nhsNumber == nil {
      let row = UInt32(truncatingIfNeeded: first + place)
      if new[place].kind == .delete {
        notLive.insert(row)
        extracts[extracts.count - 1].deletions += 1
      } else if new[place].localWords == 0 {
        unidentified.append(row)
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
    let findings = putAsideOldVersions(threads)
    // What is no longer looked at gives its memory back at once.
    letGo(of: replace(&applicable, by: []))
    letGo(of: replace(&versions, by: PartLists(expecting: 0, blank: Version(mark: 0, row: 0))))
    let joins = locals.joins(without: notLive, threads)
    letGo(of: replace(&locals, by: LocalIdentities(expecting: 0)))
    persons.append(joins.persons.count) { place in
      let (row, person) = joins.persons[place]
      let entry = PersonGroups.Entry(person: person, row: row, content: rows[Int(row)].content)
      return (entry, person.hash)
    }
    let doubtful = joins.doubtful
    return LinkedTable(self, findings, doubtful: doubtful, needing: isNeeded, threads: threads)
  }
}

private func replace<Value>(_ value: inout Value, by new: consuming Value) -> Value {
  swap(&value, &new)
  return new
}

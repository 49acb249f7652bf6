package import AttendanceModel

/// The live rows of an ``AttendanceTable``, each with its person (design S3): how many there are,
/// and the rows of those persons whom somebody must look at, together.
package struct LinkedTable: Sendable {
  /// A row of a person.
  package typealias Member = PersonGroups.Member
  private typealias Row = AttendanceTable.Row

  private let keys: WordColumn
  private let rows: [AttendanceTable.Row]
  /// Rows whose local id stands beside two numbers.
  private let doubtful: RowSet

  /// The persons with a usable identity, in several shares.
  package let groups: [PersonGroups]
  /// Needed rows without identity: each a person of its own.
  package private(set) var unidentifiedMembers: [Member] = []
  package private(set) var attendances = 0
  package private(set) var unidentified = 0
  package private(set) var firstArrival: CivilDay?
  package private(set) var lastArrival: CivilDay?
  /// How many live rows have each content.
  package private(set) var rowsByContent: [Int]
  /// By extract, what became of its versions; rows read and quarantined are the caller's to count.
  package let balances: [RowBalance]
  /// By extract, attendances that its period has no longer, because it left them out.
  package let removed: [Int]
  /// Deletions that lost, or will lose, only because they carry no date.
  package let undatedDeletes: Int

  /// Persons with a usable identity.
  package var persons: Int { groups.reduce(0) { $0 + $1.persons } }

  /// Groups the rows of a table whose versions are decided and whose local ids are joined.
  init(
    _ table: consuming AttendanceTable,
    _ versions: VersionFindings,
    doubtful: RowSet,
    needing isNeeded: [Bool],
    threads: Int
  ) {
    balances = versions.balances
    removed = versions.removed
    undatedDeletes = versions.undatedDeletes
    self.doubtful = doubtful
    rowsByContent = Array(repeating: 0, count: isNeeded.count)
    let whole = table
    groups = inParallel(threads) {
      PersonGroups(whole, needing: isNeeded, share: $0, of: threads)
    }
    keys = whole.keys
    rows = whole.rows
    let unidentified = whole.unidentified
    letGo(of: whole)
    tally(unidentified, isNeeded, threads)
  }

  /// The caller's own number for what rules make of the row.
  package func content(of row: UInt32) -> UInt32 { rows[Int(row)].content }

  /// The birth date of the row, where it gives one.
  package func birthDate(of row: UInt32) -> CivilDay? {
    let born = rows[Int(row)].birthDate
    return born == Row.noBirthDate ? nil : born
  }

  /// Hands over the day and the content of every live row.
  package func forEachLiveRow(_ take: (CivilDay, UInt32) -> Void) {
    for row in rows where row.isLive { take(row.arrival.day, row.content) }
  }

  /// The row's attendance.
  package func key(of row: UInt32) -> AttendanceKey {
    keys.key(of: row)
  }

  /// The keys of some rows, which outlive the table.
  package func keys(of rows: [UInt32], threads: Int) -> KeyList {
    KeyList(rows, of: keys, threads: threads)
  }

  /// Whether a person may be two: the rows give two birth dates, or a local id among them stands
  /// beside two numbers.
  package func isInConflict(_ person: Span<Member>) -> Bool {
    var born: CivilDay?
    for place in person.indices {
      let member = person[place]
      if doubtful.contains(member.row) { return true }
      let birthDate = rows[Int(member.row)].birthDate
      guard birthDate != Row.noBirthDate else { continue }
      if let born, born != birthDate { return true }
      born = birthDate
    }
    return false
  }

  /// What is counted of some rows.
  private struct Tally: Sendable {
    var attendances = 0
    var first = CivilDay(rawValue: .max)
    var last = CivilDay(rawValue: .min)
    var rowsByContent: [Int]
  }

  private mutating func tally(_ unidentified: [UInt32], _ isNeeded: [Bool], _ threads: Int) {
    let rows = rows
    let tallies = inParallel(threads) { share in
      var tally = Tally(rowsByContent: Array(repeating: 0, count: isNeeded.count))
      for row in rows[rows.count * share / threads..<rows.count * (share + 1) / threads]
      where row.isLive {
        tally.attendances += 1
        tally.rowsByContent[Int(row.content)] += 1
        if row.arrival.day < tally.first { tally.first = row.arrival.day }
        if tally.last < row.arrival.day { tally.last = row.arrival.day }
      }
      return tally
    }
    for tally in tallies where tally.attendances > 0 {
      attendances += tally.attendances
      firstArrival = firstArrival.map { min($0, tally.first) } ?? tally.first
      lastArrival = lastArrival.map { max($0, tally.last) } ?? tally.last
      for content in tally.rowsByContent.indices {
        rowsByContent[content] += tally.rowsByContent[content]
      }
    }
    for number in unidentified where rows[Int(number)].isLive {
      self.unidentified += 1
      let row = rows[Int(number)]
      guard isNeeded[Int(row.content)] else { continue }
      unidentifiedMembers.append(Member(arrival: row.arrival, content: row.content, row: number))
    }
  }
}

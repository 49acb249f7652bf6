package import AttendanceModel

/// The persons of one share: those whom somebody must look at with all their rows, the others
/// counted.
package struct PersonGroups: Sendable {
  /// A live row of a person to look at.
  package struct Member: Sendable {
    package var arrival: Arrival
    /// The caller's own number for what rules make of the row.
    package var content: UInt32
    package var row: UInt32
  }

  /// A row among those of which some are of one person.
  struct Entry: Sendable {
    var person: PersonMark
    var row: UInt32
    var content: UInt32

    static let blank = Entry(person: .none, row: 0, content: 0)
  }

  /// Person by person, each from its start on; one more start for the end.
  private var members: [Member] = []
  private var starts: [UInt32] = [0]

  /// Persons to look at.
  package var neededPersons: Int { starts.count - 1 }
  /// All persons of the share.
  private(set) var persons = 0

  /// Hands over the rows of some persons to look at, person by person, each one's in no order.
  ///
  /// In a span, since several threads look at one group: copies of a slice would have them contend
  /// for the count of its owners at every person.
  package func forEach(in persons: Range<Int>, _ body: (Span<Member>) -> Void) {
    let members = members.span
    for person in persons {
      body(members.extracting(Int(starts[person])..<Int(starts[person + 1])))
    }
  }

  /// Groups the rows of a share by person.
  init(_ table: borrowing AttendanceTable, needing isNeeded: [Bool], share: Int, of shares: Int) {
    let rows = table.rows
    let notLive = table.notLive
    var groups = PartGroups()
    var part: [Entry] = []
    /// By person of the part, how many rows, then where the next one goes.
    var tally: [UInt32] = []
    var needed: [Bool] = []
    for number in stride(from: share, to: table.persons.parts.count, by: shares) {
      table.persons.collect(number, into: &part)
      if !notLive.isEmpty { part.removeAll { notLive.contains($0.row) } }
      let entries = part.span
      // Bits that the part does not say already.
      groups.number(
        part.count,
        hash: { UInt32(truncatingIfNeeded: entries[$0].person.hash >> 16) },
        isSame: { entries[$0].person == entries[$1].person }
      )
      tally.removeAll(keepingCapacity: true)
      needed.removeAll(keepingCapacity: true)
      tally.append(contentsOf: repeatElement(0, count: groups.count))
      needed.append(contentsOf: repeatElement(false, count: groups.count))
      for (entry, number) in zip(part, groups.numbers) {
        tally[Int(number)] += 1
        if isNeeded[Int(entry.content)] { needed[Int(number)] = true }
      }
      persons += groups.count
      let first = members.count
      reserve(&tally, needed)
      for (entry, number) in zip(part, groups.numbers) where needed[Int(number)] {
        let place = Int(tally[Int(number)])
        members[place].content = entry.content
        members[place].row = entry.row
        tally[Int(number)] += 1
      }
      Self.addArrivals(to: &members, from: first, of: rows)
    }
  }

  /// Looks up when rows were.
  ///
  /// Each lies elsewhere in memory: where nothing hangs on what was fetched before, the processor
  /// fetches many at once.
  private static func addArrivals(
    to members: inout [Member],
    from first: Int,
    of rows: [AttendanceTable.Row]
  ) {
    let rows = rows.span
    var members = members.mutableSpan
    for place in first..<members.count {
      members[place].arrival = rows[Int(members[place].row)].arrival
    }
  }

  /// Makes room for the rows of a part's needed persons, and turns tallies into places.
  private mutating func reserve(_ tally: inout [UInt32], _ needed: [Bool]) {
    var total = UInt32(members.count)
    for number in tally.indices where needed[number] {
      let count = tally[number]
      tally[number] = total
      total += count
      starts.append(total)
    }
    let blank = Member(arrival: Arrival(CivilDay(rawValue: 0)), content: 0, row: 0)
    members.append(contentsOf: repeatElement(blank, count: Int(total) - members.count))
  }
}

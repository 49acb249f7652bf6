package import AttendanceModel

/// The live rows of an ``AttendanceTable``, each with its person (design S3), and the rows of those
/// persons whom somebody must look at, together.
package struct LinkedTable: Sendable {
  private typealias Row = AttendanceTable.Row

  private let keys: KeyTable
  private var rows: [Row]
  /// By local identity: the one number beside it, ``noNumber`` or ``severalNumbers``.
  private var numberOfLocal: [UInt32]
  /// The rows of needed persons, person by person, each from its start on; one more for the end.
  private var order: [UInt32] = []
  private var starts: [UInt32] = []

  package private(set) var attendances = 0
  /// Persons with a usable identity.
  package private(set) var persons = 0
  package private(set) var unidentified = 0
  package private(set) var firstArrival: CivilDay?
  package private(set) var lastArrival: CivilDay?
  /// How many live rows have each content.
  package private(set) var rowsByContent: [Int]
  /// Needed rows without identity: each a person of its own.
  package private(set) var unidentifiedRows: [UInt32] = []

  private static let noNumber = UInt32.max
  private static let severalNumbers = UInt32.max - 1
  /// In a person's tally: a row of the person is needed.
  private static let needed: UInt32 = 1 << 31

  /// Links rows to persons.
  ///
  /// - Parameters:
  ///   - keys: The rows' keys.
  ///   - rows: Version, identity and content of each row.
  ///   - numbers: How many NHS numbers there are; the persons of local ids come after them.
  ///   - locals: How many local identities there are.
  ///   - isNeeded: By content, whether its rows' persons must be looked at.
  init(
    keys: KeyTable,
    rows: consuming [AttendanceTable.Row],
    numbers: Int,
    locals: Int,
    needing isNeeded: [Bool]
  ) {
    self.keys = keys
    self.rows = rows
    numberOfLocal = Array(repeating: Self.noNumber, count: locals)
    rowsByContent = Array(repeating: 0, count: isNeeded.count)
    join()
    var tally = Array(repeating: UInt32(0), count: numbers + locals)
    link(numbers, isNeeded, &tally)
    group(&tally)
  }

  /// How many persons are needed, unidentified ones not counted.
  package var neededPersons: Int { starts.count - 1 }

  /// The rows of a needed person, in no order.
  package func rows(ofNeeded person: Int) -> ArraySlice<UInt32> {
    order[Int(starts[person])..<Int(starts[person + 1])]
  }

  /// When the row's attendance was.
  package func arrival(of row: UInt32) -> Arrival { rows[Int(row)].arrival }

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
  package func key(of row: UInt32) -> AttendanceKey { keys.key(row) }

  /// Whether a person may be two: the rows give two birth dates, or a local id among them stands
  /// beside two numbers.
  package func isInConflict(_ person: ArraySlice<UInt32>) -> Bool {
    var born: CivilDay?
    for row in person {
      let row = rows[Int(row)]
      if row.local != Row.none, numberOfLocal[Int(row.local)] == Self.severalNumbers { return true }
      guard row.birthDate != Row.noBirthDate else { continue }
      if let born, born != row.birthDate { return true }
      born = row.birthDate
    }
    return false
  }

  // MARK: Steps

  /// Finds which number stands beside each local id on live rows.
  private mutating func join() {
    for row in rows where row.isLive && row.person != Row.none && row.local != Row.none {
      let local = Int(row.local)
      let known = numberOfLocal[local]
      if known == Self.noNumber {
        numberOfLocal[local] = row.person
      } else if known != row.person {
        numberOfLocal[local] = Self.severalNumbers
      }
    }
  }

  /// Gives each live row its person, and tallies.
  private mutating func link(_ numbers: Int, _ isNeeded: [Bool], _ tally: inout [UInt32]) {
    for index in rows.indices where rows[index].isLive {
      let row = rows[index]
      attendances += 1
      rowsByContent[Int(row.content)] += 1
      firstArrival = firstArrival.map { min($0, row.arrival.day) } ?? row.arrival.day
      lastArrival = lastArrival.map { max($0, row.arrival.day) } ?? row.arrival.day
      var person = row.person
      if person == Row.none, row.local != Row.none {
        let number = numberOfLocal[Int(row.local)]
        person = number < Self.severalNumbers ? number : UInt32(numbers) + row.local
        rows[index].person = person
      }
      if person == Row.none {
        unidentified += 1
        if isNeeded[Int(row.content)] { unidentifiedRows.append(UInt32(index)) }
      } else {
        tally[Int(person)] += 1
        if isNeeded[Int(row.content)] { tally[Int(person)] |= Self.needed }
      }
    }
  }

  /// Puts the rows of needed persons together: a counting sort by person.
  private mutating func group(_ tally: inout [UInt32]) {
    var total: UInt32 = 0
    for person in tally.indices where tally[person] != 0 {
      persons += 1
      guard tally[person] & Self.needed != 0 else {
        tally[person] = Row.none
        continue
      }
      starts.append(total)
      let count = tally[person] & ~Self.needed
      tally[person] = total
      total += count
    }
    starts.append(total)
    order = Array(repeating: 0, count: Int(total))
    for index in rows.indices where rows[index].isLive && rows[index].person != Row.none {
      let person = Int(rows[index].person)
      guard tally[person] != Row.none else { continue }
      order[Int(tally[person])] = UInt32(index)
      tally[person] += 1
    }
  }
}

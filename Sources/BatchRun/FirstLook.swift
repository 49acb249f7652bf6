import AttendanceModel
import Ledger
import Linkage
import RuleEngine

/// What the rules make of the rows of a first load, in few bytes each, so that of all the new
/// persons only those are looked at on whom a rule may fire.
///
/// It decides nothing. Whom it names is evaluated from the ledger like anybody on any night, and
/// whom it cannot be sure of it names.
struct FirstLook {
  private let engine: RuleEngine
  /// Of rows that a rule may be about, as their first version has them.
  private var entries: [TimelineEntry] = []
  /// By the ledger's number of a row, the place of its entry plus one; 0 for a row that no rule is
  /// about.
  private var places: [UInt32] = []
  /// Whether rows may have gone that nobody named.
  private var isIncomplete = false

  /// For a row that has changed since it came, or has gone.
  private static let changed = UInt32.max

  init(_ engine: RuleEngine) {
    self.engine = engine
  }

  /// Takes what became of a version.
  ///
  /// - Parameters:
  ///   - taken: What the ledger did with it.
  ///   - answers: What the rules make of it; nil when no rule is about it.
  ///   - arrival: When it was.
  mutating func take(_ taken: TakenVersion, _ answers: RowAnswers?, at arrival: Arrival) {
    guard taken.outcome.holdsNew else { return }
    guard let number = taken.number, !taken.hadEarlier else { return noteChange(taken) }
    guard let answers else { return }
    let row = UInt32(number)
    entries.append(TimelineEntry(row: row, arrival: arrival, answers: answers))
    put(UInt32(entries.count), at: row)
  }

  /// Takes what became of a deletion.
  mutating func noteChange(_ taken: TakenVersion) {
    guard taken.hadEarlier, let number = taken.number else { return }
    put(Self.changed, at: UInt32(number))
  }

  /// Notes that a load of a whole period has removed rows.
  mutating func noteRemovals() { isIncomplete = true }

  private mutating func put(_ place: UInt32, at row: UInt32) {
    if places.count <= Int(row) {
      places.append(contentsOf: repeatElement(0, count: Int(row) + 1 - places.count))
    }
    places[Int(row)] = place
  }

  /// Parts the persons into those on whom a rule may fire and those who need no further look.
  ///
  /// - Parameters:
  ///   - transaction: The ledger, all rows taken and linked.
  ///   - known: Persons who are looked at in any case.
  ///   - passOver: Gets the answers of each row, that a rule may be about, of those passed over.
  /// - Returns: The persons on whom a rule may fire, by the ledger's text.
  /// - Throws: The ledger's error.
  /// - Complexity: O(rows of the ledger).
  func persons(
    in transaction: LedgerTransaction,
    besides known: Set<String>,
    passingOver passOver: (RowAnswers) -> Void
  ) throws -> Set<String> {
    var persons: Set<String> = []
    func part(_ person: String, _ timeline: inout Timeline) {
      if mayFire(&timeline) {
        persons.insert(person)
      } else if !known.contains(person) {
        for entry in timeline.entries { passOver(entry.answers) }
      }
    }
    var current = ""
    var timeline = Timeline()
    try transaction.forEachOwner { person, number in
      if person != current {
        part(current, &timeline)
        current = person
        timeline = Timeline()
      }
      let place = Int(number) < places.count ? places[Int(number)] : 0
      switch place {
      case 0: timeline.isWhole = false
      case Self.changed: timeline.hasChanged = true
      default: timeline.entries.append(entries[Int(place) - 1])
      }
    }
    part(current, &timeline)
    return persons
  }

  /// What is known of a person's rows.
  private struct Timeline {
    var entries: [TimelineEntry] = []
    var isWhole = true
    var hasChanged = false
  }

  private func mayFire(_ timeline: inout Timeline) -> Bool {
    if timeline.hasChanged { return true }
    guard timeline.entries.contains(where: { engine.mayTrigger($0.answers) }) else { return false }
    timeline.entries.sort { $0.arrival < $1.arrival }
    let isOrdered = zip(timeline.entries, timeline.entries.dropFirst()).allSatisfy {
      $0.arrival < $1.arrival
    }
    guard timeline.isWhole, isOrdered, !isIncomplete else { return true }
    let nameless = AttendanceKey(providerCode: "", attendanceID: "")
    let entries = timeline.entries[...]
    return !engine.triggers(in: entries, identified: true, key: { _ in nameless }).isEmpty
      || !engine.ageUnsettled(in: entries, key: { _ in nameless }).isEmpty
  }
}

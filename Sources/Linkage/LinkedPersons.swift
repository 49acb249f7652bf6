package import AttendanceModel

/// Every live attendance linked to its person, as a dry-run needs it (design S3).
///
/// A ledger that holds rows itself asks ``RowIdentity/person(numbersOfLocal:)`` and
/// ``IdentityConflict/conflicts(among:numbersOf:)`` for the persons that a night touches.
package struct LinkedPersons: Sendable {
  package let persons: [AttendanceKey: PersonKey]
  /// Only persons with a conflict.
  package let conflicts: [PersonKey: Set<IdentityConflict>]

  /// Links the live rows of all sources.
  /// - Complexity: O(rows) on average.
  package init(_ rows: some Collection<RowIdentity>) {
    var joins = IdentityJoins()
    for row in rows { joins.take(row) }
    var persons: [AttendanceKey: PersonKey] = [:]
    persons.reserveCapacity(rows.count)
    var doubtful: [PersonKey: [RowIdentity]] = [:]
    var births: [PersonKey: CivilDay] = [:]
    for row in rows {
      let person = joins.person(of: row)
      persons[row.key] = person
      let hasTwoNumbers = row.local.map { joins.numbers(of: $0).count > 1 } ?? false
      let hasOtherBirth = row.birthDate.map { births.updateValue($0, forKey: person) ?? $0 != $0 }
      if hasTwoNumbers || hasOtherBirth ?? false { doubtful[person] = [] }
    }
    for row in rows {
      if let person = persons[row.key] { doubtful[person]?.append(row) }
    }
    self.persons = persons
    conflicts = doubtful.mapValues {
      IdentityConflict.conflicts(among: $0, numbersOf: joins.numbers(of:))
    }
  }
}

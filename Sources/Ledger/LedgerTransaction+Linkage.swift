package import AttendanceModel
import GRDB
import Linkage

extension LedgerTransaction {
  /// Joins local ids to NHS numbers again where the new rows touched them, and adds every person
  /// whose attendances came or went to the touched ones (S3).
  package func relink(_ touched: inout TouchedPersons) throws {
    for local in touched.localIDs.sorted(by: LocalIdentity.precedes) {
      let rows = try rows(on: local)
      let numbers = rows.numbers
      for number in numbers { touched.add(person: PersonKey.nhsNumber(number).text) }
      let person = local.person(numbers: numbers)
      let arguments: StatementArguments = [
        person.text, local.patientID, local.providerCode, person.text,
      ]
      let moved = rows.led.subtracting([PersonText(person.text)])
      guard !moved.isEmpty else { continue }
      // In a first load no row without a number has belonged to one's person yet.
      if !touched.isFirstLoad {
        for (key, before) in try attendancesLed(awayFromNumbersTo: person, on: local)
        where touched.ledAway[key] == nil {
          touched.ledAway[key] = before
        }
      }
      try database.cachedStatement(
        sql: """
          UPDATE attendance SET person = ?1
          WHERE local_patient_id = ?2 AND provider_code = ?3 AND nhs_number IS NULL
            AND person IS NOT ?4
          """
      ).execute(arguments: arguments)
      for person in moved { touched.add(person: person.text) }
      touched.add(person: person.text)
    }
  }

  /// The attendances that now belong to another person than they did before the run's rows (S10):
  /// whoever was told of them was told of the wrong patient.
  package func movedAttendances(_ touched: TouchedPersons) throws -> [AttendanceKey] {
    let renamed = try touched.identityBefore.filter { key, before in
      guard let now = try heldVersion(key), !now.stamp.isDelete else { return false }
      return before.person != now.identity.person && before.names(anotherPersonThan: now.identity)
    }
    return Set(touched.ledAway.keys).union(renamed.keys).sorted()
  }

  /// Whose an attendance was before the run's rows, by the ledger's text, where it has moved.
  package func formerPerson(of key: AttendanceKey, _ touched: TouchedPersons) -> String? {
    touched.identityBefore[key]?.person ?? touched.ledAway[key]
  }

  /// The attendances that were nobody's before the run's rows came, and now have an identity.
  package func identifiedAttendances(_ touched: TouchedPersons) throws -> [AttendanceKey] {
    try touched.identityBefore.filter { key, before in
      guard before.isNobody, let now = try heldVersion(key), !now.stamp.isDelete else {
        return false
      }
      return !now.identity.isNobody
    }.keys.sorted()
  }

  /// Rows without a number of their own whose person changes once the local id leads to `person`.
  ///
  /// A number that was merged into another leads to the same. What has been forgotten is not taken
  /// back any more.
  private func attendancesLed(awayFromNumbersTo person: PersonKey, on local: LocalIdentity) throws
    -> [(key: AttendanceKey, before: String)]
  {
    try Row.fetchAll(
      database,
      sql: """
        SELECT provider_code, attendance_id, person FROM attendance
        WHERE local_patient_id = ? AND provider_code = ? AND nhs_number IS NULL
          AND is_deleted = 0 AND purged = 0 AND person LIKE ? AND person IS NOT ?
        """,
      arguments: [
        local.patientID, local.providerCode, "nhs\(PersonKey.separator)%", person.text,
      ]
    ).filter { row in
      guard case .nhsNumber(let before)? = PersonKey(text: row[2]) else { return true }
      return PersonKey.nhsNumber(superseded.current(before)) != person
    }.map { (AttendanceKey(providerCode: $0[0], attendanceID: $0[1]), $0[2]) }
  }

  /// The contradictions among the live attendances of a person (S3).
  package func conflicts(of timeline: [StoredAttendance]) throws -> Set<IdentityConflict> {
    let rows = timeline.map { RowIdentity($0.attendance) }
    var numbersOf: [LocalIdentity: Set<NHSNumber>] = [:]
    for case let local? in rows.map(\.local) where numbersOf[local] == nil {
      numbersOf[local] = try numbers(on: local)
    }
    return IdentityConflict.conflicts(among: rows) { numbersOf[$0] ?? [] }
  }

  /// The last known version of an attendance as a list of many persons may show it.
  ///
  /// A local id that stands beside two NHS numbers is left out beside either: two lines of the
  /// list would show the numbers together (S3).
  package func listed(_ key: AttendanceKey) throws -> Attendance? {
    guard var attendance = try lastKnown(key)?.attendance else { return nil }
    let identity = RowIdentity(attendance)
    if identity.nhsNumber != nil, let local = identity.local, try numbers(on: local).count > 1 {
      attendance.patient.localPatientID = nil
    }
    return attendance
  }

  /// The NHS numbers that stand today of the live rows that carry a local id, also of those that have
  /// been forgotten: forgetting an attendance parts and joins nobody.
  private func numbers(on local: LocalIdentity) throws -> Set<NHSNumber> {
    try rows(on: local).numbers
  }

  /// What the rows that carry a local id say: the NHS numbers that stand today of the live ones,
  /// and the persons of those without a number, whom the local id leads.
  private func rows(on local: LocalIdentity) throws -> (
    numbers: Set<NHSNumber>, led: Set<PersonText>
  ) {
    let rows = try Row.fetchCursor(
      try database.cachedStatement(
        sql: """
          SELECT nhs_number, is_deleted, person FROM attendance
          WHERE local_patient_id = ? AND provider_code = ?
          """
      ),
      arguments: [local.patientID, local.providerCode]
    )
    var (numbers, led): (Set<NHSNumber>, Set<PersonText>) = ([], [])
    while let row = try rows.next() {
      if let number = row[0] as String? {
        if !(row[1] as Bool), let number = NHSNumber(number) {
          numbers.insert(superseded.current(number))
        }
      } else if let person = row[2] as String? {
        led.insert(PersonText(person))
      }
    }
    return (numbers, led)
  }
}

extension LocalIdentity {
  /// A fixed order, so that a run does the same work in the same order every time.
  fileprivate static func precedes(_ left: LocalIdentity, _ right: LocalIdentity) -> Bool {
    left.providerCode == right.providerCode
      ? precedesAsBytes(left.patientID, right.patientID)
      : precedesAsBytes(left.providerCode, right.providerCode)
  }
}

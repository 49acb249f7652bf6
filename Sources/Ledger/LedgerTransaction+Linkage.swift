import AttendanceModel
import GRDB
package import NotifyPolicy

extension LedgerTransaction {
  /// Joins local ids to NHS numbers again where the new rows touched them, and adds every person
  /// whose attendances came or went to the touched ones (S3).
  package func relink(_ touched: inout TouchedPersons) throws {
    for local in touched.localIDs.sorted() {
      let numbers = try numbers(on: local)
      for number in numbers { touched.add(person: PersonKey.nhsNumber(number).text) }
      let person: PersonKey =
        if let number = numbers.first, numbers.count == 1 {
          .nhsNumber(number)
        } else {
          .local(providerCode: local.providerCode, patientID: local.patientID)
        }
      let arguments: StatementArguments = [
        person.text, local.patientID, local.providerCode, person.text,
      ]
      let moved = try String.fetchAll(
        try database.cachedStatement(
          sql: """
            SELECT DISTINCT person FROM attendance
            WHERE local_patient_id = ?2 AND provider_code = ?3 AND nhs_number IS NULL
              AND person IS NOT ?1
            """
        ),
        arguments: [person.text, local.patientID, local.providerCode]
      )
      guard !moved.isEmpty else { continue }
      try database.cachedStatement(
        sql: """
          UPDATE attendance SET person = ?1
          WHERE local_patient_id = ?2 AND provider_code = ?3 AND nhs_number IS NULL
            AND person IS NOT ?4
          """
      ).execute(arguments: arguments)
      for person in moved { touched.add(person: person) }
      touched.add(person: person.text)
    }
  }

  /// The contradictions among the live attendances of a person (S3).
  package func conflicts(of timeline: [StoredAttendance]) throws -> Set<IdentityConflict> {
    var conflicts: Set<IdentityConflict> = []
    if Set(timeline.compactMap(\.attendance.patient.birthDate)).count > 1 {
      conflicts.insert(.twoBirthDates)
    }
    let locals = Set(
      timeline.compactMap { stored in
        stored.attendance.patient.localPatientID.map {
          TouchedPersons.LocalID(
            providerCode: stored.attendance.key.providerCode,
            patientID: $0
          )
        }
      }
    )
    for local in locals where try numbers(on: local).count > 1 {
      conflicts.insert(.twoNHSNumbers)
    }
    return conflicts
  }

  /// The NHS numbers of the live rows that carry a local id.
  private func numbers(on local: TouchedPersons.LocalID) throws -> [NHSNumber] {
    try String.fetchAll(
      try database.cachedStatement(
        sql: """
          SELECT DISTINCT nhs_number FROM attendance
          WHERE local_patient_id = ? AND provider_code = ? AND is_deleted = 0
            AND nhs_number IS NOT NULL
          ORDER BY nhs_number
          """
      ),
      arguments: [local.patientID, local.providerCode]
    ).compactMap { NHSNumber($0) }
  }
}

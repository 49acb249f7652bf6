package import AttendanceModel
import Linkage

/// What a run's new rows have touched: the persons to evaluate again, and the local ids whose
/// joins must be looked at (S3).
package struct TouchedPersons {
  /// Persons by the ledger's text.
  package private(set) var persons: Set<String> = []
  private(set) var localIDs: Set<LocalIdentity> = []
  /// Attendances whose new version names another person than the one before.
  package var changedIdentity: [AttendanceKey] = []

  package init() {}

  mutating func add(_ row: RowIdentity, of person: PersonKey) {
    persons.insert(person.text)
    if let local = row.local { localIDs.insert(local) }
  }

  mutating func add(_ held: HeldIdentity, of key: AttendanceKey) {
    if let person = held.person { persons.insert(person) }
    add(localID: held.localPatientID, of: key)
  }

  /// Adds a person by the ledger's text.
  package mutating func add(person: String) {
    persons.insert(person)
  }

  private mutating func add(localID: String?, of key: AttendanceKey) {
    guard let localID else { return }
    localIDs.insert(LocalIdentity(providerCode: key.providerCode, patientID: localID))
  }
}

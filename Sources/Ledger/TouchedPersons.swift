import AttendanceModel
import Linkage

/// What a run's new rows have touched: the persons to evaluate again, and the local ids whose
/// joins must be looked at (S3).
package struct TouchedPersons {
  package private(set) var persons: Set<PersonText> = []
  private(set) var localIDs: Set<LocalIdentity> = []
  /// Who the live versions said the patient was before this run's rows replaced them.
  private(set) var identityBefore: [AttendanceKey: HeldIdentity] = [:]
  /// Attendances that a local id has led away from the person of an NHS number, and who that is.
  var ledAway: [AttendanceKey: String] = [:]
  /// Whether the ledger had never held an attendance.
  ///
  /// All persons are new then, nobody was told of any, and naming each would take more memory than
  /// all else: only those without identity are named.
  package let isFirstLoad: Bool

  package init(isFirstLoad: Bool = false) {
    self.isFirstLoad = isFirstLoad
  }

  mutating func add(_ row: RowIdentity, of person: PersonKey) {
    if !isFirstLoad || !person.isIdentified { persons.insert(PersonText(person.text)) }
    // In a first load only rows without a number are led anywhere by their local id.
    if let local = row.local, !isFirstLoad || row.nhsNumber == nil { localIDs.insert(local) }
  }

  /// Takes that a version or a deletion replaces what is held of an attendance.
  ///
  /// The first identity of a run is remembered, so that rows which come and go in one night are
  /// compared with what was told, not with each other.
  mutating func replaces(_ held: HeldVersion, of key: AttendanceKey) {
    if !held.stamp.isDelete, identityBefore[key] == nil { identityBefore[key] = held.identity }
    guard !isFirstLoad else { return }
    if let person = held.identity.person { persons.insert(PersonText(person)) }
    add(localID: held.identity.localPatientID, of: key)
  }

  /// Adds a person by the ledger's text.
  package mutating func add(person: String) {
    if !isFirstLoad { persons.insert(PersonText(person)) }
  }

  /// Adds a local id whose joins must be looked at again.
  mutating func add(local: LocalIdentity) {
    localIDs.insert(local)
  }

  private mutating func add(localID: String?, of key: AttendanceKey) {
    guard let localID else { return }
    localIDs.insert(LocalIdentity(providerCode: key.providerCode, patientID: localID))
  }
}

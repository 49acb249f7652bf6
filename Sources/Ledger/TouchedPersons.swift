package import AttendanceModel

/// What a run's new rows have touched: the persons to evaluate again, and the local ids whose
/// joins must be looked at (S3).
package struct TouchedPersons {
  /// A provider's local patient id.
  struct LocalID: Hashable, Comparable {
    var providerCode: String
    var patientID: String

    static func < (left: LocalID, right: LocalID) -> Bool {
      left.providerCode == right.providerCode
        ? precedesAsBytes(left.patientID, right.patientID)
        : precedesAsBytes(left.providerCode, right.providerCode)
    }
  }

  /// Persons by the ledger's text.
  package private(set) var persons: Set<String> = []
  private(set) var localIDs: Set<LocalID> = []
  /// Attendances whose new version names another person than the one before.
  package var changedIdentity: [AttendanceKey] = []

  package init() {}

  /// The person that a row names by itself, before local ids are joined.
  func ownPerson(of attendance: Attendance) -> PersonKey {
    if let number = attendance.patient.nhsNumber { return .nhsNumber(number) }
    if let id = attendance.patient.localPatientID {
      return .local(providerCode: attendance.key.providerCode, patientID: id)
    }
    return .unidentified(attendance.key)
  }

  mutating func add(_ attendance: Attendance) {
    persons.insert(ownPerson(of: attendance).text)
    add(localID: attendance.patient.localPatientID, of: attendance.key)
  }

  mutating func add(_ held: HeldIdentity, of key: AttendanceKey) {
    if let person = held.person { persons.insert(person) }
    add(localID: held.localPatientID, of: key)
  }

  package mutating func add(person: String) {
    persons.insert(person)
  }

  private mutating func add(localID: String?, of key: AttendanceKey) {
    guard let localID else { return }
    localIDs.insert(LocalID(providerCode: key.providerCode, patientID: localID))
  }
}

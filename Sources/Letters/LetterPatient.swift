package import AttendanceModel

/// Whom a letter is about, as the triggering attendance's row says.
package struct LetterPatient: Hashable, Sendable {
  package var familyName: String?
  package var givenName: String?
  package var birthDate: CivilDay?
  package var nhsNumber: NHSNumber?
  package var localPatientID: String?
  /// In words, for example those of the wording's `sex` group.
  package var sex: String?
  /// Postcode last.
  package var addressLines: [String]
  /// As the extract has it: decides in which form a parent's letter is written.
  package var preferredLanguage: String?

  package init(
    familyName: String?,
    givenName: String?,
    birthDate: CivilDay?,
    nhsNumber: NHSNumber?,
    localPatientID: String? = nil,
    sex: String? = nil,
    addressLines: [String] = [],
    preferredLanguage: String? = nil
  ) {
    self.familyName = familyName
    self.givenName = givenName
    self.birthDate = birthDate
    self.nhsNumber = nhsNumber
    self.localPatientID = localPatientID
    self.sex = sex
    self.addressLines = addressLines
    self.preferredLanguage = preferredLanguage
  }
}

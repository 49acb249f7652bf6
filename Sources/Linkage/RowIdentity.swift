package import AttendanceModel

/// A provider's own id of a patient, or that of another issuer whom the source's profile names.
package struct LocalIdentity: Hashable, Sendable {
  package var providerCode: String
  package var patientID: String

  package init(providerCode: String, patientID: String) {
    self.providerCode = providerCode
    self.patientID = patientID
  }

  /// Whom rows without a number of their own belong to, given the numbers that stand beside the
  /// local id on any live row: one joins, two join nothing.
  package func person(numbers: some Collection<NHSNumber>) -> PersonKey {
    if let number = numbers.first, numbers.count == 1 { return .nhsNumber(number) }
    return .local(providerCode: providerCode, patientID: patientID)
  }
}

extension LocalIdentity {
  /// Whether two ids are the same bytes (design S1).
  package static func == (left: LocalIdentity, right: LocalIdentity) -> Bool {
    left.providerCode.utf8.elementsEqual(right.providerCode.utf8)
      && left.patientID.utf8.elementsEqual(right.patientID.utf8)
  }
}

/// What a live row says of who came: all that linking looks at (design S3).
///
/// A number's status plays no part.
package struct RowIdentity: Hashable, Sendable {
  package var key: AttendanceKey
  package var nhsNumber: NHSNumber?
  package var local: LocalIdentity?
  package var birthDate: CivilDay?

  package init(
    key: AttendanceKey,
    nhsNumber: NHSNumber? = nil,
    local: LocalIdentity? = nil,
    birthDate: CivilDay? = nil
  ) {
    self.key = key
    self.nhsNumber = nhsNumber
    self.local = local
    self.birthDate = birthDate
  }

  /// What an attendance says, its number read as the one that stands today.
  package init(_ attendance: Attendance, superseded: SupersededNumbers = .none) {
    self.init(
      key: attendance.key,
      nhsNumber: attendance.patient.nhsNumber.map(superseded.current),
      local: attendance.patient.localPatientID.map {
        LocalIdentity(
          providerCode: attendance.patient.localPatientIssuer ?? attendance.key.providerCode,
          patientID: $0
        )
      },
      birthDate: attendance.patient.birthDate
    )
  }

  /// Whom the row belongs to.
  ///
  /// - Parameter numbers: The NHS numbers that stand beside the row's local id on any live row
  ///   of the provider, this one included.
  /// - Returns: The person.
  package func person(numbersOfLocal numbers: Set<NHSNumber>) -> PersonKey {
    if let nhsNumber { return .nhsNumber(nhsNumber) }
    return local?.person(numbers: numbers) ?? .unidentified(key)
  }
}

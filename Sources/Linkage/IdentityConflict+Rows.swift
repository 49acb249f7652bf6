package import AttendanceModel

extension IdentityConflict {
  /// The conflicts of one person.
  ///
  /// - Parameters:
  ///   - rows: The person's live rows.
  ///   - numbers: The NHS numbers seen with a local id on live rows of its provider.
  /// - Returns: Every kind of conflict met.
  package static func conflicts(
    among rows: some Sequence<RowIdentity>,
    numbersOf numbers: (LocalIdentity) -> Set<NHSNumber>
  ) -> Set<IdentityConflict> {
    var conflicts: Set<IdentityConflict> = []
    var born: CivilDay?
    for row in rows {
      if let birthDate = row.birthDate {
        if let born, born != birthDate { conflicts.insert(.twoBirthDates) }
        born = birthDate
      }
      if let local = row.local, numbers(local).count > 1 { conflicts.insert(.twoNHSNumbers) }
    }
    return conflicts
  }
}

package import AttendanceModel

/// Why a person may be two: all their letters and alerts go to the safeguarding team, which is
/// told (design S3).
package enum IdentityConflict: String, CaseIterable, Sendable {
  /// Rows of one person give different birth dates.
  case twoBirthDates = "two-birth-dates"
  /// A local id of the person stands beside different NHS numbers.
  case twoNHSNumbers = "two-nhs-numbers"
}

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

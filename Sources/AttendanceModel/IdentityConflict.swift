/// Why a person may be two: all their letters and alerts go to the safeguarding team, which is
/// told (design S3).
package enum IdentityConflict: String, CaseIterable, Sendable {
  /// Rows of one person give different birth dates.
  case twoBirthDates = "two-birth-dates"
  /// A local id of the person stands beside different NHS numbers.
  case twoNHSNumbers = "two-nhs-numbers"
}

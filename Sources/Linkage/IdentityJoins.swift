package import AttendanceModel

/// Which NHS numbers stand beside each local id on live rows (design S3).
///
/// One number joins the local id to the person of that number, for earlier and later rows
/// alike; two join nothing.
package struct IdentityJoins: Sendable {
  private var numbers: [LocalIdentity: Set<NHSNumber>] = [:]

  package init() {}

  /// Takes a live row into account.
  package mutating func take(_ row: RowIdentity) {
    if let local = row.local, let number = row.nhsNumber {
      numbers[local, default: []].insert(number)
    }
  }

  /// The numbers seen with a local id.
  package func numbers(of local: LocalIdentity) -> Set<NHSNumber> {
    numbers[local] ?? []
  }

  /// Whom a row belongs to, after every live row was taken.
  package func person(of row: RowIdentity) -> PersonKey {
    row.person(numbersOfLocal: row.local.map(numbers(of:)) ?? [])
  }
}

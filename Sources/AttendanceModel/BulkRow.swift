/// A data row without texts: what linking, versions and rules need of it.
package struct BulkRow: Sendable {
  /// What became of the row; a quarantined one leaves none.
  package enum Kind: Sendable {
    case version, delete

    /// Written out: an enum is else compared through a protocol by other targets, for every row.
    @inlinable
    package static func == (left: Kind, right: Kind) -> Bool {
      switch (left, right) {
      case (.version, .version), (.delete, .delete): true
      default: false
      }
    }
  }

  package var kind: Kind
  /// Where the words of the attendance's key begin in its batch.
  package var firstWord: UInt32 = 0
  package var keyWords: UInt16 = 0
  /// Words of the local identity, 0 without one.
  package var localWords: UInt16 = 0
  /// Where these begin.
  package var firstLocalWord: UInt32 = 0
  /// When the version applies from, nanoseconds since 1970; nil is older than any other.
  package var applicable: Instant?
  /// The digits of a valid NHS number.
  package var nhsNumber: UInt64?
  package var arrival = Arrival(CivilDay(rawValue: 0))
  package var birthDate: CivilDay?
  /// Whole years.
  package var ageInYears: Int16?
  /// What the row answers to the reader's questions; not there with ``attendance``.
  package var answers = FieldAnswers()
  /// What the reader makes of the row besides; not there with ``attendance``.
  package var mark = UInt32.max
  /// The place in the batch's ``RowBatch/attendances`` of a row that had to be read whole.
  package var attendance: Int32?
  /// The caller's own number for what its rules make of the row.
  package var content: UInt32 = 0

  @inlinable
  package init(_ kind: Kind) {
    self.kind = kind
  }

  /// The patient's age at arrival, from this row alone (design S4); of a row with
  /// ``attendance``, that knows better.
  @inlinable
  package var age: Age {
    Age(at: arrival.day, born: birthDate, recorded: ageInYears.map { .years(Int($0)) })
  }
}

/// A data row without texts: what linking, versions and rules need of it.
public struct BulkRow: Sendable {
  /// What became of the row; a quarantined one leaves none.
  public enum Kind: Sendable {
    case version, delete

    /// Written out: an enum is else compared through a protocol by other targets, for every row.
    @inlinable
    public static func == (left: Kind, right: Kind) -> Bool {
      switch (left, right) {
      case (.version, .version), (.delete, .delete): true
      default: false
      }
    }
  }

  /// Whether the row is a version or a deletion.
  public var kind: Kind
  /// Where the words of the attendance's key begin in its batch.
  public var firstWord: UInt32 = 0
  /// How many they are.
  public var keyWords: UInt16 = 0
  /// Words of the local identity, 0 without one.
  public var localWords: UInt16 = 0
  /// Where these begin.
  public var firstLocalWord: UInt32 = 0
  /// When the version applies from, nanoseconds since 1970; nil is older than any other.
  public var applicable: Instant?
  /// The digits of a valid NHS number.
  public var nhsNumber: UInt64?
  /// When the patient arrived; of a deletion, nothing.
  public var arrival = Arrival(CivilDay(rawValue: 0))
  /// The patient's, where the row gives one.
  public var birthDate: CivilDay?
  /// Whole years.
  public var ageInYears: Int16?
  /// What the row answers to the reader's questions; not there with ``attendance``.
  public var answers = FieldAnswers()
  /// What the reader makes of the row besides; not there with ``attendance``.
  public var mark = UInt32.max
  /// The place in the batch's ``RowBatch/attendances`` of a row that had to be read whole.
  public var attendance: Int32?
  /// The caller's own number for what its rules make of the row.
  public var content: UInt32 = 0

  /// A row of which nothing else is known yet.
  @inlinable
  public init(_ kind: Kind) {
    self.kind = kind
  }

  /// The patient's age at arrival, from this row alone (design S4); of a row with
  /// ``attendance``, that knows better.
  @inlinable
  public var age: Age {
    Age(at: arrival.day, born: birthDate, recorded: ageInYears.map { .years(Int($0)) })
  }
}

/// What a row, or one cell of it, answers to up to 64 questions about single fields.
///
/// A question whose bit is in neither set is unknown.
public struct FieldAnswers: Hashable, Sendable {
  /// The questions answered with yes, a bit each.
  public var yes: UInt64
  /// Those answered with no.
  public var no: UInt64

  /// The answers of two sets that have no bit in common.
  @inlinable
  public init(yes: UInt64 = 0, no: UInt64 = 0) {
    self.yes = yes
    self.no = no
  }

  /// The answer to one question.
  @inlinable
  public subscript(question: Int) -> Truth {
    get {
      if yes >> question & 1 == 1 { return .yes }
      return no >> question & 1 == 1 ? .no : .unknown
    }
    set {
      yes &= ~(1 << question)
      no &= ~(1 << question)
      switch newValue {
      case .yes: yes |= 1 << question
      case .no: no |= 1 << question
      case .unknown: break
      }
    }
  }
}

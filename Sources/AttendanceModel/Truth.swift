/// An answer in three-valued logic: unknown is counted and reported, never read as no.
public enum Truth: UInt8, Sendable {
  case no, unknown, yes

  /// Written out: an enum with raw values is else compared through two protocols by other targets.
  @inlinable
  public static func == (left: Truth, right: Truth) -> Bool {
    switch (left, right) {
    case (.no, .no), (.unknown, .unknown), (.yes, .yes): true
    default: false
    }
  }

  /// The answer that is known.
  @inlinable
  public init(_ known: Bool) {
    self = known ? .yes : .no
  }

  /// Yes when all are yes, no when any is no, else unknown; yes of none.
  public static func all(_ answers: some Sequence<Truth>) -> Truth {
    answers.reduce(.yes) { $0.rawValue <= $1.rawValue ? $0 : $1 }
  }

  /// Yes when any is yes, no when all are no, else unknown; no of none.
  public static func any(_ answers: some Sequence<Truth>) -> Truth {
    answers.reduce(.no) { $0.rawValue >= $1.rawValue ? $0 : $1 }
  }

  /// The opposite answer; what is unknown stays so.
  public static prefix func ! (answer: Truth) -> Truth {
    switch answer {
    case .yes: .no
    case .no: .yes
    case .unknown: .unknown
    }
  }
}

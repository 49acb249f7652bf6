import Synchronization

/// What of some rows' answers does not fit into 64 bits, each different remainder kept once.
///
/// Rows of several threads may come at once; the numbers that remainders get depend on that, the
/// remainders do not.
final class AnswerRemainders: Sendable {
  struct Remainder: Hashable, Sendable {
    /// Slots from 64 on.
    var words: [UInt64] = []
    /// For each field that a rule counts distinct values of, the row's values.
    var values: [[String]] = []

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } && values.allSatisfy(\.isEmpty) }
  }

  private struct Store {
    var remainders = [Remainder()]
    var numbers = [Remainder(): UInt32(0)]
  }

  private let store = Mutex(Store())

  /// The number of a remainder, made when it is new; 0 when it is empty.
  func number(of remainder: Remainder) -> UInt32 {
    if remainder.isEmpty { return 0 }
    return store.withLock { store in
      if let known = store.numbers[remainder] { return known }
      let number = UInt32(store.remainders.count)
      store.remainders.append(remainder)
      store.numbers[remainder] = number
      return number
    }
  }

  subscript(number: UInt32) -> Remainder {
    number == 0 ? Remainder() : store.withLock { $0.remainders[Int(number)] }
  }
}

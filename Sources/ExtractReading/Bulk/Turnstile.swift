import Dispatch
import Synchronization

/// Brings what several threads make out of order back into order, for one of them to take.
///
/// The makers never run further ahead of the taker than there is room. The taker is a thread that
/// makes too, while nothing waits for it: with one that only takes, processors went from one thread
/// to another all the time.
final class Turnstile<Item: Sendable>: Sendable {
  private struct State {
    var next = 0
    var waiting: [Int: Item] = [:]
    var makers: Int
    var isStopped = false
  }

  private let state: Mutex<State>
  private let makers: Int
  /// Begun at 0: libdispatch takes a semaphore that ends below its first value for a mistake.
  private let room = DispatchSemaphore(value: 0)
  /// Signalled when something was put down, which may be taken without asking, and when a maker
  /// leaves.
  private let news = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - makers: How many threads make besides the taker.
  ///   - room: How many items may be begun and not taken; more than twice the makers, who may each
  ///     hold room for an item that they are at, and room that the file's end leaves them unused.
  init(makers: Int, room: Int) {
    precondition(room > 2 * makers)
    self.makers = makers
    state = Mutex(State(makers: makers))
    for _ in 0..<room { self.room.signal() }
  }

  // MARK: Makers

  /// Waits until another item may be begun; false when there is to be none.
  func waitForRoom() -> Bool {
    room.wait()
    return state.withLock { !$0.isStopped }
  }

  /// Whether the taker may begin an item of its own; it must not wait for room that it alone makes.
  func hasRoomNow() -> Bool {
    guard room.wait(timeout: .now()) == .success else { return false }
    guard state.withLock({ !$0.isStopped }) else {
      // `stop` gave it out to wake a maker that waits.
      room.signal()
      return false
    }
    return true
  }

  /// Puts down the item of a number; numbers run from 0 without a gap.
  func put(_ item: Item, at number: Int) {
    state.withLock { $0.waiting[number] = item }
    news.signal()
  }

  /// Says that this maker makes no more.
  func leave() {
    state.withLock { $0.makers -= 1 }
    news.signal()
  }

  /// Says that nothing more is wanted of any maker.
  func stop() {
    state.withLock { $0.isStopped = true }
    for _ in 0..<makers { room.signal() }
  }

  // MARK: The taker

  /// Waits for the next item; nil when the makers have left and it is not there.
  func take() -> Item? {
    while true {
      // Asked first: what the last maker put down before it left is there then.
      let isOver = state.withLock { $0.makers == 0 }
      if let item = takeNow() { return item }
      if isOver { return nil }
      news.wait()
    }
  }

  /// The next item, when it is there.
  func takeNow() -> Item? {
    let item = state.withLock { state in
      let item = state.waiting.removeValue(forKey: state.next)
      if item != nil { state.next += 1 }
      return item
    }
    if item != nil { room.signal() }
    return item
  }
}

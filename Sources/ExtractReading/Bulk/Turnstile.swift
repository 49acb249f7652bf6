import Dispatch
import Synchronization

/// Brings what several threads make out of order back into order, for one thread to take.
///
/// The makers never run further ahead of the taker than there is room.
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
  /// Signalled when something was put down, and when a maker leaves.
  private let news = DispatchSemaphore(value: 0)

  init(makers: Int, room: Int) {
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
      let (item, isOver) = state.withLock { state in
        let isOver = state.makers == 0
        guard let item = state.waiting.removeValue(forKey: state.next) else {
          return (nil as Item?, isOver)
        }
        state.next += 1
        return (item, isOver)
      }
      if let item {
        room.signal()
        return item
      }
      if isOver { return nil }
      news.wait()
    }
  }
}

import Foundation
import Synchronization
import Testing

@testable import ExtractReading

/// What threads make out of order is taken in order, and nobody waits for ever.
struct TurnstileTests {
  @Test(arguments: [0, 1, 3], 0..<20)
  func `every item is taken once, in order, by a taker that makes too`(makers: Int, round: Int) {
    let items = 200
    let turnstile = Turnstile<Int>(makers: makers, room: (makers + 1) * 4)
    let next = Mutex(0)
    @Sendable func makeNext() -> Bool {
      let number = next.withLock { number in
        defer { number += 1 }
        return number
      }
      guard number < items else { return false }
      // Some take longer than those after them.
      if (number + round) % 7 == 0 { usleep(200) }
      turnstile.put(number, at: number)
      return true
    }
    for _ in 0..<makers {
      Thread.detachNewThread {
        while turnstile.waitForRoom(), makeNext() {}
        turnstile.leave()
      }
    }
    var taken: [Int] = []
    var isMaking = true
    while true {
      if let item = turnstile.takeNow() {
        taken.append(item)
      } else if isMaking, turnstile.hasRoomNow() {
        isMaking = makeNext()
      } else {
        guard let item = turnstile.take() else { break }
        taken.append(item)
      }
    }
    #expect(taken == Array(0..<items))
  }

  @Test func `makers that wait for room end when nothing more is wanted`() {
    let turnstile = Turnstile<Int>(makers: 3, room: 8)
    // The taker holds all the room and then stops; what it asks for after that wakes the others.
    for _ in 0..<8 { #expect(turnstile.hasRoomNow()) }
    #expect(!turnstile.hasRoomNow())
    let ended = DispatchSemaphore(value: 0)
    for _ in 0..<3 {
      Thread.detachNewThread {
        #expect(!turnstile.waitForRoom())
        turnstile.leave()
        ended.signal()
      }
    }
    turnstile.stop()
    #expect(!turnstile.hasRoomNow())
    for _ in 0..<3 { #expect(ended.wait(timeout: .now() + 60) == .success) }
    #expect(turnstile.take() == nil)
  }

  @Test func `what the last maker put down before it left is taken`() {
    let turnstile = Turnstile<Int>(makers: 1, room: 4)
    turnstile.put(7, at: 0)
    turnstile.leave()
    #expect(turnstile.take() == 7)
    #expect(turnstile.take() == nil)
  }
}

import Foundation
import Synchronization

/// What a signal that ends the command must wait for, and what it must not leave behind.
package enum Interruption {
  private static let leftovers = Mutex<[String]>([])
  private static let writing = Mutex<Void>(())
  private static let come = Atomic<Bool>(false)

  /// Whether a signal has come that ends the command.
  package static var hasCome: Bool { come.load(ordering: .acquiring) }

  /// Does work to whose end a signal waits, because half of it would show: a file that is being
  /// written, a folder that is being published.
  ///
  /// None of it begins other such work.
  /// - Throws: what `work` throws.
  static func heldOff<Result>(_ work: () throws -> Result) rethrows -> Result {
    // The signal has its turn then: nothing more is to be done, or said.
    defer { while hasCome { sleep(1) } }
    return try writing.withLock { _ in try work() }
  }

  /// Does long work that ends itself and clears up when a signal has come.
  ///
  /// - Parameter work: gets a question to ask now and then: whether to stop.
  /// - Returns: what `work` returns.
  /// - Throws: what `work` throws, unless a signal ends the command.
  static func stoppable<Result>(_ work: (_ isAsked: @escaping () -> Bool) throws -> Result) rethrows
    -> Result
  {
    try heldOff { try work { hasCome } }
  }

  /// Lets a signal from now on take away what stands at some paths.
  static func remove(_ paths: [String]) {
    leftovers.withLock { $0 += paths }
  }

  /// What stands at these paths stays from now on, or is gone already.
  static func keep(_ paths: [String]) {
    leftovers.withLock { $0.removeAll(where: paths.contains) }
  }

  /// Says that a signal has come; may be called where a signal is handled.
  package static func ask() { come.store(true, ordering: .releasing) }

  /// Ends the command because of a signal: waits for what is being written, removes the rest, and
  /// lets nothing be written any more.
  package static func end(_ process: () -> Void) {
    writing.withLock { _ in
      for path in leftovers.withLock({ $0 }) {
        // The work goes on meanwhile, and may take a file away before this does.
        for _ in 0..<10 where FileManager.default.fileExists(atPath: path) {
          try? FileManager.default.removeItem(atPath: path)
        }
      }
      process()
    }
  }
}

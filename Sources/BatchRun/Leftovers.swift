import Foundation
import Synchronization

/// What lies about while a command works and must not stay when it ends, however it ends.
package enum Leftovers {
  private static let paths = Mutex<Set<String>>([])

  /// Does work that makes something at a path and moves it into its place; it is gone afterwards.
  ///
  /// - Throws: what `work` throws.
  static func removing<Result>(_ path: String, _ work: () throws -> Result) rethrows -> Result {
    _ = paths.withLock { $0.insert(path) }
    defer {
      try? FileManager.default.removeItem(atPath: path)
      _ = paths.withLock { $0.remove(path) }
    }
    return try work()
  }

  /// Removes all of it, because a signal ends the command.
  package static func remove() {
    for path in paths.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
  }
}

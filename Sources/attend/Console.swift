import Foundation
import Synchronization

/// Standard output is the result, standard error everything else (design section 9).
enum Console {
  private static let lineIsDrawn = Atomic(false)

  /// Draws a line that the next one takes the place of, on a terminal's standard error.
  ///
  /// The terminal cuts off what is too long for it instead of beginning another line.
  static func draw(_ text: String) {
    lineIsDrawn.store(true, ordering: .relaxed)
    write("\r\u{1B}[?7l\(text)\u{1B}[K\u{1B}[?7h")
  }

  /// Takes the drawn line away, if there is one.
  static func erase() {
    guard lineIsDrawn.exchange(false, ordering: .relaxed) else { return }
    write("\r\u{1B}[K")
  }

  /// Prints a result.
  ///
  /// A reader that goes away, as `head` does, has seen enough. Where the words cannot be written for
  /// another reason, as on a full disk, the command fails.
  ///
  /// - Parameters:
  ///   - text: The result.
  ///   - isAll: Whether the words are all that the command is for; else what it did stands, and so
  ///     does its exit code.
  static func print(_ text: String, isAll: Bool = true) {
    erase()
    do {
      try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    } catch {
      let reason = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
      if reason?.code == Int(EPIPE) { return }
      Self.error("standard output cannot be written; check the space where it goes")
      if isAll { exit(EXIT_FAILURE) }
    }
  }

  /// Prints a message about the work.
  static func note(_ text: String) {
    erase()
    write(text + "\n")
  }

  private static func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  /// Prints why something failed.
  static func error(_ text: String) {
    note("attend: \(text)")
  }
}

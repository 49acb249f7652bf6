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
  static func print(_ text: String) {
    erase()
    // The work is done whether or not its words can be written, as on a full disk.
    try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
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

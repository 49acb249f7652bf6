import Foundation

/// Standard output is the result, standard error everything else (design section 9).
enum Console {
  /// Prints a result.
  static func print(_ text: String) {
    // The work is done whether or not its words can be written, as on a full disk.
    try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
  }

  /// Prints a message about the work.
  static func note(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }

  /// Prints why something failed.
  static func error(_ text: String) {
    note("attend: \(text)")
  }
}

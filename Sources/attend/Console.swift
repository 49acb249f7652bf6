import Foundation

/// Standard output is the result, standard error everything else (design section 9).
enum Console {
  /// Prints a result.
  static func print(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }

  /// Prints a message about the work.
  static func note(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// Prints why something failed.
  static func error(_ text: String) {
    note("attend: \(text)")
  }
}

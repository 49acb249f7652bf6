/// How a source says that it has nothing to report; a file of any other kind is no nil return.
package enum NilReturn: Hashable, Sendable {
  /// A file with column names and no rows.
  case headerOnly
  /// A file without a byte.
  case emptyFile
  /// A file whose only line is this text.
  case line(String)

  /// Reads the word of a profile: `header-only`, `empty-file`, or the text of the only line.
  package init(_ text: String) {
    switch text {
    case "header-only": self = .headerOnly
    case "empty-file": self = .emptyFile
    default: self = .line(text)
    }
  }
}

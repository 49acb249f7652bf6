package import AttendanceModel
import Glibc

/// Why a file is refused whole (design section 6).
///
/// Rows may have been handed over before the refusal: a caller drops what it took from the file.
package struct ExtractRefusal: Error, Hashable, Sendable {
  /// The file as the caller named it.
  package var file: String
  package var cause: Cause

  package init(file: String, cause: Cause) {
    self.file = file
    self.cause = cause
  }

  /// What is wrong with the file.
  package enum Cause: Hashable, Sendable {
    case noSuchFile
    case isNotReadable
    case isDirectory
    /// Any other failure of the system, by its error number.
    case systemFailure(code: Int32)
    /// Not even a header.
    case isEmpty
    /// The rules of quotes are broken; line from 1, byte from 0.
    case notCSV(QuoteFault, line: Int, byte: Int)
    case isUTF16
    /// Packed by gzip.
    case isGzipped
    /// The profile says UTF-16, and the file is not.
    case isNotUTF16
    /// A byte of value zero, as binary files hold them; byte from 0.
    case holdsNUL(byte: Int)
    /// A value that is not UTF-8 where text is needed.
    case notUTF8(line: Int)
    /// Columns that must be mapped and are not in the header.
    case lacksColumns([LackingColumn])
    /// A name stands twice in the header.
    case repeatedColumn(String)
    /// A row of a table has more or fewer values than its header.
    case wrongFieldCount(line: Int, expected: Int, found: Int)
    /// So many of the rows, and the most frequent reason.
    case tooManyQuarantined(Int, of: Int, mostly: QuarantinedRow.Reason)
  }

  /// How a file breaks the rules of quotes.
  package enum QuoteFault: Hashable, Sendable {
    /// A quotation mark within an unquoted value, or text after a closing one.
    case strayQuote
    /// A quoted value that the file's end leaves open.
    case unclosedQuote
    /// A value of more than a mebibyte, as an unclosed quote makes it.
    case valueTooLong
  }

  /// A column that must be mapped and is not in the header.
  package struct LackingColumn: Hashable, Sendable {
    package var field: AttendanceField
    /// The names under which the profile looks for it.
    package var names: [String]
    /// The header's name that comes nearest.
    package var nearest: String?

    package init(field: AttendanceField, names: [String], nearest: String?) {
      self.field = field
      self.names = names
      self.nearest = nearest
    }
  }
}

extension ExtractRefusal.Cause {
  init(_ error: SystemError) {
    self =
      switch error.code {
      case ENOENT, ENOTDIR: .noSuchFile
      case EACCES, EPERM: .isNotReadable
      case EISDIR: .isDirectory
      default: .systemFailure(code: error.code)
      }
  }
}

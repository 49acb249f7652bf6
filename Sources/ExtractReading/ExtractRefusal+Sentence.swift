import AttendanceModel

extension ExtractRefusal: CustomStringConvertible {
  /// One sentence: the file, what is wrong, where, and what to do.
  ///
  /// It holds no value of the file but names of its header.
  package var description: String {
    "\(file): \(cause.sentence(of: file))"
  }
}

extension ExtractRefusal.Cause {
  func sentence(of file: String) -> String {
    switch self {
    case .noSuchFile:
      "there is no such file"
    case .isNotReadable:
      "this program may not read the file; check its owner and permissions"
    case .isDirectory:
      "this is a folder; name the files in it, such as '\(file)/*.csv'"
    case .systemFailure(let code):
      "the file could not be read (system error \(code))"
    case .isEmpty:
      "the file is empty; a CSV file starts with a line of column names"
    case .notCSV(let fault, let line, let byte):
      "not CSV at line \(line), byte \(byte): \(fault.sentence)"
    case .isUTF16:
      "the file looks like UTF-16; save it as UTF-8, or let its profile say “encoding: utf-16”"
    case .isGzipped:
      "the file is gzipped; unpack it first, as in: zcat '\(file)' | attend dry-run -"
    case .isNotUTF16:
      "the profile says UTF-16 and the file is not; correct “encoding” in the profile"
    case .holdsNUL(let byte):
      "byte \(byte) is zero, so this is no text file; export it again as CSV in UTF-8"
    case .notUTF8(let line):
      "line \(line) is not UTF-8 text; save the file as UTF-8"
    case .lacksColumns(let columns):
      "the header lacks \(columns.map(\.sentence).joined(separator: ", and "))"
        + "; name the columns so, or name the profile of this source (--source, or “profile” in the"
        + " configuration); attend sources check FILE finds it"
    case .repeatedColumn(let name):
      "the header has “\(name)” twice; remove or rename one"
    case .wrongFieldCount(let line, let expected, let found):
      "line \(line) has \(found) values where the header has \(expected)"
    case .tooManyQuarantined(let count, let rows, let reason):
      "\(count) of \(rows) rows could not be read, more than is allowed; most often"
        + " \(reason.description): check \(reason.suspect)"
    }
  }
}

extension QuarantinedRow.Reason {
  /// What is most likely wrong when many rows have this reason.
  fileprivate var suspect: String {
    switch self {
    case .arrivalAfterAsOf: "--as-of"
    case .missing, .unreadable, .wrongFieldCount: "that the profile fits the file"
    }
  }
}

extension ExtractRefusal.QuoteFault {
  fileprivate var sentence: String {
    switch self {
    case .strayQuote:
      "a quotation mark inside an unquoted value, or text after a closing one;"
        + " quote the value and double the marks in it"
    case .unclosedQuote:
      "a quoted value begins in the record here and never ends; the file may be cut short"
    case .valueTooLong:
      "a value in the record here is longer than a mebibyte; a closing quotation mark may be missing"
    }
  }
}

extension ExtractRefusal.LackingColumn {
  fileprivate var sentence: String {
    let names = names.map { "“\($0)”" }.joined(separator: " or ")
    let hint = nearest.map { " (nearest is “\($0)”)" } ?? ""
    return "\(field.rawValue), looked for as \(names)\(hint)"
  }
}

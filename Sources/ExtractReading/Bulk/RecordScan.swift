/// Where the records of a chunk lie, for what libcsv does not say: lines, blank lines, and the
/// original bytes of a quarantined row.
///
/// Only for chunks that libcsv has accepted: then a quotation mark always opens or closes a value
/// or is half of a doubled one, and counting marks is enough.
struct RecordScan {
  /// One record: its number in the chunk and its first line, both from 1, and its bytes.
  struct Record {
    var number: Int
    var line: Int
    var bytes: Range<Int>
  }

  private(set) var lineCount = 0
  private(set) var blankLines = 0

  /// Visits the records of a chunk that begins with a line.
  init(_ bytes: Span<UInt8>, _ form: TextForm, _ visit: (Record) -> Void) {
    var recordCount = 0
    var start = 0
    var line = 1
    var isQuoted = false
    var isBlank = true
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      var end = index + 1
      switch byte {
      case UInt8(ascii: "\r"), UInt8(ascii: "\n"):
        if byte == UInt8(ascii: "\r"), end < bytes.count, bytes[end] == UInt8(ascii: "\n") {
          end += 1
        }
        lineCount += 1
        guard !isQuoted else { break }
        if isBlank {
          blankLines += 1
        } else {
          recordCount += 1
          visit(Record(number: recordCount, line: line, bytes: start..<index))
        }
        start = end
        line = lineCount + 1
        isBlank = true
      case form.quoteByte:
        isQuoted.toggle()
        isBlank = false
      case UInt8(ascii: " "): break
      case UInt8(ascii: "\t") where form.delimiter != byte: break
      default: isBlank = false
      }
      index = end
    }
    if !isBlank {
      visit(Record(number: recordCount + 1, line: line, bytes: start..<bytes.count))
    }
  }
}

/// The records of a CSV file, one at a time, each with its line and its original bytes.
///
/// Bytes are fed to libcsv one line at a time, which gives what libcsv does not: the line a
/// record starts on, blank lines, and the exact bytes of a record for the quarantine.
struct CSVRecords: ~Copyable {
  /// Bytes read at once; libcsv is fastest between 4 and 64 KiB.
  static let standardBlockSize = 1 << 16

  private let file: String
  private let form: TextForm
  private let blockSize: Int
  private let libcsv: LibCSV
  /// The next byte of the block, and the file's offset of the block's first byte.
  private var position = 0
  private var blockOffset = 0
  private var hasStarted = false
  private var hasEnded = false
  private var isInRecord = false
  private var endedInCR = false
  /// The line of the byte at ``position``, from 1.
  private var line = 1
  /// The record's bytes of earlier blocks, and its part of this one.
  private var carried: [UInt8] = []
  private var part = 0..<0

  /// The line that the record starts on, from 1.
  private(set) var recordLine = 1
  /// Lines of only spaces and tabs that were skipped so far.
  private(set) var blankLines = 0
  /// The bytes that end the file's first line; LF when it has one line without an end.
  private(set) var lineEnd: [UInt8] = []

  init(
    path: String,
    form: TextForm,
    blockSize: Int = standardBlockSize
  ) throws(ExtractRefusal) {
    file = path
    self.form = form
    self.blockSize = blockSize
    do {
      libcsv = try LibCSV(path: path, form: form, blockSize: blockSize)
    } catch {
      throw ExtractRefusal(file: path, cause: ExtractRefusal.Cause(error))
    }
  }

  /// Moves to the next record; false at the end of the file.
  mutating func next() throws(ExtractRefusal) -> Bool {
    guard !hasEnded else { return false }
    libcsv.beginRecord()
    carried.removeAll(keepingCapacity: true)
    var start = position
    while true {
      while position == libcsv.count {
        carried += libcsv.bytes(in: start..<position)
        try refill()
        guard !hasEnded else { return try finish() }
        start = position
      }
      let (end, isWhole) = libcsv.line(from: position)
      try feed(position..<end)
      let wasAfterCR = endedInCR
      endedInCR = false
      let isRestOfCRLF = wasAfterCR && libcsv.byte(at: position) == UInt8(ascii: "\n")
      if !isInRecord && !isBlank(position..<end) {
        isInRecord = true
        recordLine = line
      }
      position = end
      guard isWhole else { continue }
      noteLineEnd(isRestOfCRLF: isRestOfCRLF)
      if libcsv.hasRecord {
        isInRecord = false
        part = start..<end
        return true
      }
      if !isInRecord {
        if !isRestOfCRLF { blankLines += 1 }
        carried.removeAll(keepingCapacity: true)
        start = position
      }
    }
  }

  /// The file's offset behind the record, and the number of lines up to there.
  var nextOffset: Int { blockOffset + position }
  var nextLine: Int { line }

  /// How many values the record has.
  var fieldCount: Int { libcsv.fieldCount }

  /// The record as it stands in the file, without its line end.
  var originalBytes: [UInt8] {
    var bytes = carried + libcsv.bytes(in: part)
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    return bytes
  }

  /// Lends the record's bytes, and where each value ends in them.
  func withValues<Result>(
    _ body: (_ bytes: Span<UInt8>, _ ends: Span<Int>) throws -> Result
  ) rethrows -> Result {
    try libcsv.withRecord(body)
  }

  /// The record's values as text, outer spaces and tabs trimmed; nil when one is not UTF-8.
  func texts() -> [String]? {
    withValues { bytes, ends in
      var texts: [String] = []
      var start = 0
      for index in ends.indices {
        let value = bytes.extracting(start..<ends[index]).trimmed
        guard let text = bytes.extracting(start + value.lowerBound..<start + value.upperBound).text
        else { return nil }
        texts.append(text)
        start = ends[index]
      }
      return texts
    }
  }

  /// Copies from now on only the columns that are true.
  func keep(columns: [Bool]) {
    libcsv.keep(columns: columns)
  }

  // MARK: Steps

  private mutating func refill() throws(ExtractRefusal) {
    blockOffset += libcsv.count
    do {
      // The first bytes say whether this is UTF-8 with a mark, or UTF-16.
      try libcsv.fill(atLeast: hasStarted ? 1 : 4, upTo: blockSize)
    } catch {
      throw ExtractRefusal(file: file, cause: ExtractRefusal.Cause(error))
    }
    position = 0
    hasEnded = libcsv.count == 0
    if !hasStarted {
      hasStarted = true
      if libcsv.isGzipped { throw ExtractRefusal(file: file, cause: .isGzipped) }
      if !libcsv.fits(form.encoding) { throw ExtractRefusal(file: file, cause: .isNotUTF16) }
      if libcsv.starts(with: [0xFF, 0xFE]) || libcsv.starts(with: [0xFE, 0xFF]) {
        throw ExtractRefusal(file: file, cause: .isUTF16)
      }
      if form.encoding != .utf16, let index = libcsv.firstNUL(), index < 4 {
        throw ExtractRefusal(file: file, cause: .isUTF16)
      }
      // Some programs put a byte order mark before the one that is there.
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      position = libcsv.starts(with: mark + mark) ? 6 : libcsv.starts(with: mark) ? 3 : 0
    }
    if let index = libcsv.firstNUL() {
      throw ExtractRefusal(file: file, cause: .holdsNUL(byte: blockOffset + index))
    }
  }

  private func feed(_ range: Range<Int>) throws(ExtractRefusal) {
    let taken = libcsv.feed(range)
    let byte = blockOffset + range.lowerBound + taken
    guard taken == range.count else {
      throw ExtractRefusal(file: file, cause: .notCSV(.strayQuote, line: line, byte: byte))
    }
    guard libcsv.isWithinLimits else {
      let start = isInRecord ? recordLine : line
      throw ExtractRefusal(file: file, cause: .notCSV(.valueTooLong, line: start, byte: byte))
    }
  }

  private mutating func finish() throws(ExtractRefusal) -> Bool {
    if lineEnd.isEmpty { lineEnd = Array("\n".utf8) }
    guard libcsv.finish() else {
      throw ExtractRefusal(
        file: file,
        cause: .notCSV(.unclosedQuote, line: recordLine, byte: blockOffset)
      )
    }
    part = 0..<0
    return libcsv.hasRecord
  }

  private mutating func noteLineEnd(isRestOfCRLF: Bool) {
    let last = libcsv.byte(at: position - 1)
    endedInCR = last == UInt8(ascii: "\r")
    if isRestOfCRLF {
      if line == 2 { lineEnd = Array("\r\n".utf8) }
      return
    }
    if lineEnd.isEmpty {
      let isPair =
        last == UInt8(ascii: "\n") && position > 1
        && libcsv.byte(at: position - 2) == UInt8(ascii: "\r")
      lineEnd = isPair ? Array("\r\n".utf8) : [last]
    }
    line += 1
  }

  private func isBlank(_ range: Range<Int>) -> Bool {
    range.allSatisfy { index in
      switch libcsv.byte(at: index) {
      case UInt8(ascii: " "), UInt8(ascii: "\r"), UInt8(ascii: "\n"): true
      case UInt8(ascii: "\t"): form.delimiter != UInt8(ascii: "\t")
      default: false
      }
    }
  }
}

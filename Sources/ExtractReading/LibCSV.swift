import CLibCSV
import Glibc

/// libcsv in strict mode over the blocks of one open file.
///
/// The one place with pointers: the block, the parser and the record that the callbacks fill.
/// What leaves it is a number, an array, or a span that lives as long as a closure. A caller
/// feeds ranges of the block, so that it always knows which bytes made which record.
@safe
final class LibCSV {
  /// How many bytes one value, and one record, may have: an unclosed quote swallows the file
  /// up to the next stray quote or its end, so memory needs a bound.
  static let valueLimit = 1 << 20
  static let recordLimit = 1 << 24

  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let controlZ: UInt8 = 0x1A

  private let source: TextSource
  private let block: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private let parser: UnsafeMutablePointer<csv_parser>
  private let sink: UnsafeMutablePointer<RecordSink>
  /// A Ctrl-Z that ended a block: the old end-of-file mark when nothing follows it.
  private var holdsControlZ = false
  /// Bytes in the block.
  private(set) var count = 0

  /// Opens a file for reading, with room for at least four bytes a block.
  ///
  /// - Throws: the system's error number.
  init(path: String, form: TextForm, blockSize: Int) throws(SystemError) {
    source = try TextSource(path: path, encoding: form.encoding)
    capacity = max(blockSize, 4)
    unsafe block = .allocate(capacity: capacity)
    unsafe sink = .allocate(capacity: 1)
    unsafe sink.initialize(to: RecordSink())
    unsafe parser = Self.makeParser(form)
  }

  /// A parser in strict mode; the caller owes `csv_free` and `deallocate`.
  static func makeParser(_ form: TextForm) -> UnsafeMutablePointer<csv_parser> {
    let parser = UnsafeMutablePointer<csv_parser>.allocate(capacity: 1)
    unsafe parser.initialize(to: csv_parser())
    _ = unsafe csv_init(parser, UInt8(CSV_STRICT | CSV_STRICT_FINI))
    unsafe csv_set_blk_size(parser, 1 << 16)
    unsafe csv_set_delim(parser, form.delimiter)
    unsafe csv_set_quote(parser, form.quoteByte)
    if form.delimiter == UInt8(ascii: "\t") {
      // Else libcsv would trim the separators themselves.
      unsafe csv_set_space_func(parser) { $0 == UInt8(ascii: " ") ? 1 : 0 }
    }
    return unsafe parser
  }

  deinit {
    unsafe csv_free(parser)
    unsafe parser.deallocate()
    unsafe sink.pointee.free()
    unsafe sink.deallocate()
    unsafe block.deallocate()
  }

  // MARK: Blocks

  /// Replaces the block by the file's next bytes, at least `minimum` unless the file ends;
  /// an empty block means the end.
  ///
  /// - Throws: the system's error number.
  func fill(atLeast minimum: Int = 1, upTo limit: Int = .max) throws(SystemError) {
    count = 0
    if holdsControlZ { append(Self.controlZ) }
    let held = count
    holdsControlZ = false
    while count < max(minimum, held + 1) {
      let room = min(capacity - count, max(limit, minimum))
      let taken = unsafe source.read(into: block + count, room: room)
      if taken < 0 && errno == EINTR { continue }
      guard taken >= 0 else { throw SystemError(code: errno) }
      if taken == 0 { break }
      count += taken
    }
    if count == held {
      count = 0
    } else if unsafe block[count - 1] == Self.controlZ {
      holdsControlZ = true
      count -= 1
      if count == 0 { try fill() }
    }
  }

  private func append(_ byte: UInt8) {
    unsafe block[count] = byte
    count += 1
  }

  /// Whether what was read so far can be in the encoding that the form says.
  func fits(_ encoding: TextEncoding) -> Bool {
    TextConverter.fits(encoding, start: source.start)
  }

  /// Whether the file starts as gzip's files do (RFC 1952, section 2.3.1).
  var isGzipped: Bool {
    let mark: [UInt8] = [0x1F, 0x8B]
    return starts(with: mark) || source.start.starts(with: mark)
  }

  /// The block's byte at an index below ``count``.
  func byte(at index: Int) -> UInt8 {
    precondition(index >= 0 && index < count)
    return unsafe block[index]
  }

  /// Whether the block starts with these bytes.
  func starts(with bytes: [UInt8]) -> Bool {
    bytes.count <= count && bytes.indices.allSatisfy { unsafe block[$0] == bytes[$0] }
  }

  /// Where the first NUL of the block is.
  func firstNUL() -> Int? {
    unsafe memchr(block, 0, count).map { unsafe UnsafeRawPointer(block).distance(to: $0) }
  }

  /// The end of the line that `start` is in, its CR, LF or CRLF included, and whether the block
  /// holds that line end at all.
  func line(from start: Int) -> (end: Int, isWhole: Bool) {
    precondition(start >= 0 && start < count)
    let first = unsafe block + start
    let feed = unsafe memchr(first, CInt(Self.lineFeed), count - start)
      .map { unsafe UnsafeRawPointer(first).distance(to: $0) }
    let stretch = feed ?? count - start
    if let found = unsafe memchr(first, CInt(Self.carriageReturn), stretch) {
      let index = unsafe UnsafeRawPointer(first).distance(to: found)
      return (start + index + (index + 1 == feed ? 2 : 1), true)
    }
    return (start + stretch + (feed == nil ? 0 : 1), feed != nil)
  }

  /// A copy of a part of the block.
  func bytes(in range: Range<Int>) -> [UInt8] {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe Array(
      UnsafeBufferPointer(rebasing: UnsafeBufferPointer(start: block, count: count)[range])
    )
  }

  // MARK: Records

  /// Forgets the record; the next bytes fed begin another.
  func beginRecord() {
    unsafe sink.pointee.begin()
  }

  /// Copies from now on only the columns that are true; the others' values read as empty.
  func keep(columns: [Bool]) {
    unsafe sink.pointee.keep(columns)
  }

  /// Feeds a part of the block and returns how many bytes were taken: fewer than the part has
  /// means that the next one breaks the rules of quotes.
  func feed(_ range: Range<Int>) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe csv_parse(
      parser,
      block + range.lowerBound,
      range.count,
      fieldEnded,
      recordEnded,
      sink
    )
  }

  /// Ends the text; false when a quote is still open.
  func finish() -> Bool {
    unsafe csv_fini(parser, fieldEnded, recordEnded, sink) == 0
  }

  /// Whether the bytes fed since ``beginRecord()`` ended a record.
  var hasRecord: Bool { unsafe sink.pointee.isComplete }

  /// Values of the record, those of columns not kept included.
  var fieldCount: Int { unsafe sink.pointee.fieldCount }

  var isWithinLimits: Bool {
    unsafe csv_get_buffer_size(parser) <= Self.valueLimit
      && sink.pointee.count <= Self.recordLimit
  }

  /// Lends the record's bytes, and where each value ends in them.
  func withRecord<Result>(
    _ body: (_ bytes: Span<UInt8>, _ ends: Span<Int>) throws -> Result
  ) rethrows -> Result {
    let record = unsafe sink.pointee
    return try unsafe body(
      Span(_unsafeStart: record.bytes, count: record.count),
      Span(_unsafeStart: record.ends, count: record.endCount)
    )
  }
}

/// A system call's error number.
struct SystemError: Error {
  var code: CInt
}

/// What libcsv's callbacks fill: the kept values of one record, end to end.
@unsafe
private struct RecordSink {
  var bytes: UnsafeMutablePointer<UInt8>
  var capacity = 1 << 12
  var count = 0
  var ends: UnsafeMutablePointer<Int>
  var endCapacity = 1 << 6
  var endCount = 0
  var fieldCount = 0
  var isComplete = false
  /// One flag for each column; without flags every column is kept.
  var kept: UnsafeMutablePointer<Bool>?
  var keptCount = Int.max

  init() {
    unsafe bytes = .allocate(capacity: capacity)
    unsafe ends = .allocate(capacity: endCapacity)
  }

  func free() {
    unsafe bytes.deallocate()
    unsafe ends.deallocate()
    unsafe kept?.deallocate()
  }

  mutating func begin() {
    unsafe count = 0
    unsafe endCount = 0
    unsafe fieldCount = 0
    unsafe isComplete = false
  }

  mutating func keep(_ columns: [Bool]) {
    unsafe kept?.deallocate()
    let flags = UnsafeMutablePointer<Bool>.allocate(capacity: max(columns.count, 1))
    for index in columns.indices { unsafe flags[index] = columns[index] }
    unsafe kept = flags
    unsafe keptCount = columns.count
  }

  mutating func append(_ value: UnsafeMutableRawPointer?, _ length: Int) {
    let column = unsafe fieldCount
    unsafe fieldCount += 1
    // Values past the header are counted only.
    guard unsafe column < keptCount else { return }
    if unsafe kept?[column] ?? true, length > 0, let value = unsafe value {
      if unsafe count + length > capacity {
        unsafe grow(&bytes, holding: count, to: max(capacity * 2, count + length))
        unsafe capacity = max(capacity * 2, count + length)
      }
      unsafe memcpy(bytes + count, value, length)
      unsafe count += length
    }
    if unsafe endCount == endCapacity {
      unsafe grow(&ends, holding: endCount, to: endCapacity * 2)
      unsafe endCapacity *= 2
    }
    unsafe ends[endCount] = count
    unsafe endCount += 1
  }

  private func grow<Element>(
    _ memory: inout UnsafeMutablePointer<Element>,
    holding count: Int,
    to capacity: Int
  ) {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    unsafe larger.moveInitialize(from: memory, count: count)
    unsafe memory.deallocate()
    unsafe memory = larger
  }
}

/// libcsv's callback at the end of a value: copies and leaves.
private let fieldEnded:
  @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
    value,
    length,
    context in
    unsafe context?.assumingMemoryBound(to: RecordSink.self).pointee.append(value, length)
  }

/// libcsv's callback at the end of a record.
private let recordEnded: @convention(c) (CInt, UnsafeMutableRawPointer?) -> Void = { _, context in
  unsafe context?.assumingMemoryBound(to: RecordSink.self).pointee.isComplete = true
}

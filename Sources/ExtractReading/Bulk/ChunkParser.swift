import CLibCSV
import Glibc

/// libcsv in strict mode over chunks of whole records: the kept values of all of them, end to end.
///
/// One thread's own. The callbacks copy and leave; what a value means is worked out afterwards,
/// from spans.
@safe
final class ChunkParser {
  private let parser: UnsafeMutablePointer<csv_parser>
  private let values: UnsafeMutablePointer<ValueStore>

  /// - Parameters:
  ///   - form: How the file is written.
  ///   - kept: By column, whether its values are copied.
  init(_ form: TextForm, keeping kept: [Bool]) {
    unsafe parser = LibCSV.makeParser(form)
    unsafe values = .allocate(capacity: 1)
    unsafe values.initialize(to: ValueStore(keeping: kept))
  }

  deinit {
    unsafe csv_free(parser)
    unsafe parser.deallocate()
    unsafe values.pointee.free()
    unsafe values.deallocate()
  }

  /// Parses a chunk; false when libcsv or a limit says that the plain reader must look.
  func parse(_ chunk: ChunkBuffer, isLast: Bool) -> Bool {
    unsafe values.pointee.begin(chunkSize: chunk.count)
    guard !chunk.holdsNUL, chunk.count <= FileChunks.recordLimit else { return false }
    let taken = unsafe csv_parse(
      parser,
      chunk.start,
      chunk.count,
      valueEnded,
      rowEnded,
      values
    )
    guard taken == chunk.count,
      unsafe csv_get_buffer_size(parser) <= LibCSV.valueLimit
    else { return false }
    return unsafe !isLast || csv_fini(parser, valueEnded, rowEnded, values) == 0
  }

  var rowCount: Int { unsafe values.pointee.rowCount }

  /// Lends what was parsed: the values' bytes, followed by ``padding`` bytes of no meaning; and
  /// where they lie, as ``ValuePlaces`` reads it.
  func withValues<Result>(
    _ body: (_ bytes: Span<UInt8>, _ ends: Span<UInt32>) throws -> Result
  ) rethrows -> Result {
    let store = unsafe values.pointee
    return try unsafe body(
      Span(_unsafeStart: store.bytes, count: store.byteCount + Self.padding),
      Span(_unsafeStart: store.ends, count: store.endCount)
    )
  }

  /// Bytes behind the values that may be read in whole words.
  static let padding = 32
}

/// What libcsv's callbacks fill.
///
/// They are called for every value of the file, so that what they need stands in cursors.
@unsafe
private struct ValueStore {
  /// Of the value to come: whether its column is kept, or whether it lies past the header.
  private enum Column {
    static let skipped: UInt8 = 0
    static let kept: UInt8 = 1
    static let pastHeader: UInt8 = 2
  }

  /// By column, what becomes of its values; one more for those past the header.
  private let columns: UnsafeMutablePointer<UInt8>
  private var column: UnsafeMutablePointer<UInt8>
  private var pastHeader = 0
  private let keptCount: Int
  private(set) var rowCount = 0

  private(set) var bytes: UnsafeMutablePointer<UInt8>
  private var nextByte: UnsafeMutablePointer<UInt8>
  private var byteCapacity: Int
  private(set) var ends: UnsafeMutablePointer<UInt32>
  private var nextEnd: UnsafeMutablePointer<UInt32>
  private var endCapacity: Int

  init(keeping flags: [Bool]) {
    unsafe keptCount = flags.count(where: \.self)
    unsafe columns = .allocate(capacity: flags.count + 1)
    for index in flags.indices {
      unsafe columns[index] = flags[index] ? Column.kept : Column.skipped
    }
    unsafe columns[flags.count] = Column.pastHeader
    unsafe column = columns
    unsafe byteCapacity = 1 << 16
    unsafe bytes = .allocate(capacity: byteCapacity)
    unsafe bytes.initialize(repeating: 0, count: byteCapacity)
    unsafe nextByte = bytes
    unsafe endCapacity = (1 << 12) + keptCount + ValuePlaces.besides
    unsafe ends = .allocate(capacity: endCapacity)
    unsafe nextEnd = ends
  }

  func free() {
    unsafe columns.deallocate()
    unsafe bytes.deallocate()
    unsafe ends.deallocate()
  }

  var byteCount: Int { unsafe nextByte - bytes }
  /// Places noted, the beginning of a row that has not come included.
  var endCount: Int { unsafe nextEnd - ends }

  /// Values are never longer than what they are parsed from, so that no callback looks for room.
  mutating func begin(chunkSize: Int) {
    unsafe rowCount = 0
    let needed = chunkSize + 2 * ChunkParser.padding
    if unsafe needed > byteCapacity {
      unsafe bytes.deallocate()
      unsafe bytes = .allocate(capacity: needed)
      unsafe bytes.initialize(repeating: 0, count: needed)
      unsafe byteCapacity = needed
    }
    unsafe nextByte = bytes
    unsafe nextEnd = ends
    unsafe beginRow()
  }

  @inline(__always)
  mutating func append(_ value: UnsafeMutableRawPointer?, _ length: Int) {
    let fate = unsafe column.pointee
    guard fate != Column.pastHeader else {
      unsafe pastHeader += 1
      return
    }
    unsafe column += 1
    guard fate == Column.kept else { return }
    if let value = unsafe value {
      let target = unsafe UnsafeMutableRawPointer(nextByte)
      if length <= ChunkParser.padding {
        // libcsv's buffer and ours both go on behind a value; two vector copies beat a call.
        unsafe target.storeBytes(
          of: value.loadUnaligned(as: SIMD32<UInt8>.self),
          as: SIMD32<UInt8>.self
        )
      } else {
        unsafe memcpy(target, value, length)
      }
    }
    unsafe nextByte += length
    unsafe appendEnd()
  }

  @inline(__always)
  private mutating func appendEnd() {
    unsafe nextEnd.pointee = UInt32(truncatingIfNeeded: nextByte - bytes)
    unsafe nextEnd += 1
  }

  /// Notes where the next row's first value begins.
  @inline(__always)
  private mutating func beginRow() {
    unsafe column = columns
    unsafe pastHeader = 0
    unsafe appendEnd()
  }

  @inline(__always)
  mutating func endRow() {
    let count = unsafe column - columns + pastHeader
    // Columns that a short row lacks.
    while unsafe column.pointee != Column.pastHeader {
      if unsafe column.pointee == Column.kept { unsafe appendEnd() }
      unsafe column += 1
    }
    unsafe nextEnd.pointee = UInt32(truncatingIfNeeded: count)
    unsafe nextEnd += 1
    unsafe rowCount += 1
    if unsafe endCapacity - endCount < keptCount + ValuePlaces.besides { unsafe growEnds() }
    unsafe beginRow()
  }

  private mutating func growEnds() {
    let count = unsafe endCount
    let capacity = unsafe endCapacity * 2 + keptCount + ValuePlaces.besides
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    unsafe larger.moveInitialize(from: ends, count: count)
    unsafe ends.deallocate()
    unsafe ends = larger
    unsafe nextEnd = larger + count
    unsafe endCapacity = capacity
  }
}

@inline(__always)
private func valueEnded(
  _ value: UnsafeMutableRawPointer?,
  _ length: Int,
  _ context: UnsafeMutableRawPointer?
) {
  unsafe context.unsafelyUnwrapped.assumingMemoryBound(to: ValueStore.self).pointee
    .append(value, length)
}

@inline(__always)
private func rowEnded(_ end: CInt, _ context: UnsafeMutableRawPointer?) {
  unsafe context.unsafelyUnwrapped.assumingMemoryBound(to: ValueStore.self).pointee.endRow()
}

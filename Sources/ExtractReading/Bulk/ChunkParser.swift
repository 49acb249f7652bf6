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

  /// Lends what was parsed: the values' bytes, followed by ``padding`` bytes of no meaning; and for
  /// each row where each kept value ends in them, then how many values the row has in the file.
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
@unsafe
private struct ValueStore {
  /// The value being read, and how many columns the header has.
  var column = 0
  let columnCount: Int
  let kept: UnsafeMutablePointer<Bool>
  let keptCount: Int
  /// Kept values of the row so far.
  var keptInRow = 0
  var rowCount = 0

  var bytes: UnsafeMutablePointer<UInt8>
  var byteCount = 0
  private var byteCapacity: Int
  var ends: UnsafeMutablePointer<UInt32>
  var endCount = 0
  private var endCapacity: Int

  init(keeping flags: [Bool]) {
    let keptCount = flags.count(where: \.self)
    unsafe columnCount = flags.count
    unsafe self.keptCount = keptCount
    unsafe kept = .allocate(capacity: max(flags.count, 1))
    for index in flags.indices { unsafe kept[index] = flags[index] }
    unsafe byteCapacity = 1 << 16
    unsafe bytes = .allocate(capacity: 1 << 16)
    unsafe bytes.initialize(repeating: 0, count: 1 << 16)
    unsafe endCapacity = (1 << 12) + keptCount
    unsafe ends = .allocate(capacity: (1 << 12) + keptCount)
  }

  func free() {
    unsafe kept.deallocate()
    unsafe bytes.deallocate()
    unsafe ends.deallocate()
  }

  /// Values are never longer than what they are parsed from, so that no callback looks for room.
  mutating func begin(chunkSize: Int) {
    unsafe column = 0
    unsafe keptInRow = 0
    unsafe rowCount = 0
    unsafe byteCount = 0
    unsafe endCount = 0
    let needed = chunkSize + 2 * ChunkParser.padding
    guard unsafe needed > byteCapacity else { return }
    unsafe bytes.deallocate()
    unsafe bytes = .allocate(capacity: needed)
    unsafe bytes.initialize(repeating: 0, count: needed)
    unsafe byteCapacity = needed
  }

  @inline(__always)
  mutating func append(_ value: UnsafeMutableRawPointer?, _ length: Int) {
    let place = unsafe column
    unsafe column = place &+ 1
    // Values past the header are counted only.
    guard unsafe place < columnCount && kept[place] else { return }
    if let value = unsafe value {
      let target = unsafe UnsafeMutableRawPointer(bytes + byteCount)
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
    unsafe byteCount &+= length
    unsafe ends[endCount] = UInt32(truncatingIfNeeded: byteCount)
    unsafe endCount &+= 1
    unsafe keptInRow &+= 1
  }

  @inline(__always)
  mutating func endRow() {
    while unsafe keptInRow < keptCount {
      unsafe ends[endCount] = UInt32(truncatingIfNeeded: byteCount)
      unsafe endCount &+= 1
      unsafe keptInRow &+= 1
    }
    unsafe ends[endCount] = UInt32(truncatingIfNeeded: column)
    unsafe endCount &+= 1
    unsafe rowCount &+= 1
    unsafe column = 0
    unsafe keptInRow = 0
    if unsafe endCapacity - endCount <= keptCount { unsafe growEnds() }
  }

  private mutating func growEnds() {
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: unsafe endCapacity * 2 + keptCount)
    unsafe larger.moveInitialize(from: ends, count: endCount)
    unsafe ends.deallocate()
    unsafe ends = larger
    unsafe endCapacity = endCapacity * 2 + keptCount
  }
}

private let valueEnded:
  @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
    value,
    length,
    context in
    unsafe context.unsafelyUnwrapped.assumingMemoryBound(to: ValueStore.self).pointee
      .append(value, length)
  }

private let rowEnded: @convention(c) (CInt, UnsafeMutableRawPointer?) -> Void = { _, context in
  unsafe context.unsafelyUnwrapped.assumingMemoryBound(to: ValueStore.self).pointee.endRow()
}

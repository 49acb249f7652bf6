import Glibc
import Synchronization

/// One file handed out to several threads in chunks of whole records.
///
/// A chunk ends behind a line feed that an even number of quotation marks precedes. In a file that
/// libcsv accepts in strict mode such a line feed ends a record: every mark there opens or closes
/// a value, or is half of a doubled one. In a file that it does not accept, the chunk that holds
/// the first offence begins at a true record, so that its parser meets the offence.
@safe
final class FileChunks: Sendable {
  /// What asking for a chunk gave.
  enum Next {
    /// The buffer holds the chunk of this number, from 0.
    case chunk(Int, isLast: Bool)
    case end
    /// No record ends within ``recordLimit`` bytes, or the file cannot be read to its end.
    case unfit
  }

  /// A record of more bytes than this is left to the plain reader.
  static let recordLimit = LibCSV.recordLimit

  private struct Position {
    var offset: Int
    var number = 0
    var isAtEnd = false
    /// Of a file that is not UTF-8: what of its text follows the chunk handed out last.
    var carried: [UInt8] = []
  }

  private let descriptor: CInt
  private let position: Mutex<Position>
  /// Of a file that is not UTF-8: its text, read only while the position is locked.
  private nonisolated(unsafe) let text: TextSource?
  /// The file's size when it was opened.
  let size: Int

  /// Opens a file whose first chunk begins at an offset; nil when it is no file to be read so.
  init?(path: String, _ form: TextForm, from offset: Int) {
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    guard descriptor >= 0 else { return nil }
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return nil
    }
    size = Int(status.st_size)
    guard form.encoding != .utf8 else {
      unsafe text = nil
      position = Mutex(Position(offset: offset))
      return
    }
    guard let text = try? TextSource(path: path, encoding: form.encoding) else {
      close(descriptor)
      return nil
    }
    // What stands before the first chunk is read again: it is the header.
    let header = UnsafeMutablePointer<UInt8>.allocate(capacity: max(offset, 1))
    defer { unsafe header.deallocate() }
    var left = offset
    while left > 0 {
      let taken = unsafe text.read(into: header, room: left)
      guard taken > 0 else {
        close(descriptor)
        return nil
      }
      left -= taken
    }
    unsafe self.text = text
    position = Mutex(Position(offset: offset))
  }

  deinit {
    close(descriptor)
  }

  /// Replaces the buffer by the file's next chunk.
  func next(into buffer: ChunkBuffer) -> Next {
    position.withLock { position in
      guard !position.isAtEnd else { return .end }
      while true {
        let isFilled =
          unsafe text.map { buffer.fill(with: position.carried, from: $0) }
          ?? buffer.fill(from: descriptor, at: position.offset)
        guard isFilled else {
          position.isAtEnd = true
          return .unfit
        }
        let number = position.number
        if buffer.isAtEndOfFile {
          position.isAtEnd = true
          return .chunk(number, isLast: true)
        }
        let filled = buffer.count
        if buffer.cutBehindLastRecord() {
          position.carried = unsafe text == nil ? [] : buffer.bytes(in: buffer.count..<filled)
          position.offset += buffer.count
          position.number += 1
          return .chunk(number, isLast: false)
        }
        guard buffer.capacity < Self.recordLimit else {
          position.isAtEnd = true
          return .unfit
        }
        if unsafe text != nil { position.carried = buffer.bytes(in: 0..<filled) }
        buffer.double()
      }
    }
  }
}

/// One thread's room for one chunk.
@safe
final class ChunkBuffer {
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  /// The old end-of-file mark, when nothing follows it.
  private static let controlZ: UInt8 = 0x1A

  private(set) var capacity: Int
  private(set) var count = 0
  private(set) var isAtEndOfFile = false
  private var memory: UnsafeMutablePointer<UInt8>

  /// The mark around values; zero, which no chunk holds, when there is none.
  private let quote: UInt8

  init(capacity: Int, quote: UInt8) {
    self.quote = quote
    self.capacity = max(capacity, 1)
    unsafe memory = .allocate(capacity: self.capacity)
  }

  deinit {
    unsafe memory.deallocate()
  }

  /// The chunk's first byte, for the parser alone.
  var start: UnsafePointer<UInt8> { unsafe UnsafePointer(memory) }

  /// Lends the chunk's bytes.
  func withBytes<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
    try unsafe body(Span(_unsafeStart: memory, count: count))
  }

  fileprivate func double() {
    unsafe memory.deallocate()
    capacity *= 2
    unsafe memory = .allocate(capacity: capacity)
  }

  /// Reads as many bytes as there is room for, or as the file still has; false on an error.
  fileprivate func fill(from descriptor: CInt, at offset: Int) -> Bool {
    unsafe fill { target, room, filled in unsafe pread(descriptor, target, room, offset + filled) }
  }

  /// The same of a text, behind what was carried over from the chunk before.
  fileprivate func fill(with carried: [UInt8], from text: TextSource) -> Bool {
    while capacity <= carried.count { double() }
    return unsafe fill { target, room, filled in
      guard filled < carried.count else { return unsafe text.read(into: target, room: room) }
      for index in filled..<carried.count { unsafe target[index - filled] = carried[index] }
      return carried.count - filled
    }
  }

  /// A copy of a part of what was read, a part cut off included.
  fileprivate func bytes(in range: Range<Int>) -> [UInt8] {
    precondition(range.upperBound <= capacity)
    return range.map { unsafe memory[$0] }
  }

  private func fill(
    _ read: (_ target: UnsafeMutablePointer<UInt8>, _ room: Int, _ filled: Int) -> Int
  ) -> Bool {
    count = 0
    isAtEndOfFile = false
    while count < capacity {
      let taken = unsafe read(memory + count, capacity - count, count)
      if taken < 0 && errno == EINTR { continue }
      guard taken >= 0 else { return false }
      guard taken > 0 else {
        isAtEndOfFile = true
        if count > 0, unsafe memory[count - 1] == Self.controlZ { count -= 1 }
        return true
      }
      count += taken
    }
    return true
  }

  /// Drops what follows the last record end; false when there is none.
  fileprivate func cutBehindLastRecord() -> Bool {
    var isQuoted = occurrences(of: quote) % 2 == 1
    var index = count - 1
    while index >= 0 {
      let byte = unsafe memory[index]
      if byte == quote {
        isQuoted.toggle()
      } else if byte == Self.lineFeed && !isQuoted {
        count = index + 1
        return true
      }
      index -= 1
    }
    return false
  }

  /// How often a byte occurs, summed in one byte over blocks of 128.
  ///
  /// In this form, `while` and wrapping sums, the compiler turns the inner loop into vector
  /// instructions, thirty times as fast as a `for` loop over the block.
  private func occurrences(of byte: UInt8) -> Int {
    let bytes = unsafe memory
    var total = 0
    var index = 0
    while index &+ 128 <= count {
      var inBlock: UInt8 = 0
      var offset = 0
      while offset < 128 {
        unsafe inBlock = inBlock &+ (bytes[index &+ offset] == byte ? 1 : 0)
        offset &+= 1
      }
      total &+= Int(inBlock)
      index &+= 128
    }
    while index < count {
      unsafe total += bytes[index] == byte ? 1 : 0
      index += 1
    }
    return total
  }

  // MARK: Questions about the chunk

  var holdsNUL: Bool { unsafe memchr(memory, 0, count) != nil }

  /// Line feeds in the chunk when it ends with one and every CR belongs to a CRLF; else nil.
  ///
  /// Without one at the end, a blank line's could stand in for the last record's.
  var lineFeedsAlone: Int? {
    guard unsafe count > 0 && memory[count - 1] == Self.lineFeed else { return nil }
    let returns = unsafe memchr(memory, CInt(Self.carriageReturn), count) != nil
    if returns {
      for index in 0..<count where unsafe memory[index] == Self.carriageReturn {
        guard unsafe index + 1 < count && memory[index + 1] == Self.lineFeed else { return nil }
      }
    }
    return occurrences(of: Self.lineFeed)
  }
}

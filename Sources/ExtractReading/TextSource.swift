import Glibc

/// An open file as UTF-8, whatever its encoding: what both readers give to libcsv.
///
/// UTF-8 is handed on as it is; of other encodings a block at a time is turned.
@safe
final class TextSource {
  private static let blockSize = 1 << 16

  private let descriptor: CInt
  private let encoding: TextEncoding
  private var converter: TextConverter
  private var raw: [UInt8] = []
  /// Text that is not yet handed on, from a place on.
  private var text: [UInt8] = []
  private var next = 0
  private var hasEnded = false
  /// The file's first bytes as they stand, for one look at them; empty in UTF-8.
  private(set) var start: [UInt8] = []

  /// - Throws: the system's error number.
  init(path: String, encoding: TextEncoding) throws(SystemError) {
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(code: errno) }
    self.encoding = encoding
    converter = TextConverter(encoding)
  }

  deinit {
    close(descriptor)
  }

  /// Puts the next bytes of text where there is room for so many.
  ///
  /// - Returns: how many there were; 0 at the end of the file, -1 on an error, which `errno` says.
  func read(into target: UnsafeMutablePointer<UInt8>, room: Int) -> Int {
    guard encoding != .utf8 else { return unsafe Glibc.read(descriptor, target, room) }
    while next == text.count {
      guard !hasEnded else { return 0 }
      guard convertBlock() else { return -1 }
    }
    let count = min(room, text.count - next)
    for offset in 0..<count { unsafe target[offset] = text[next + offset] }
    next += count
    return count
  }

  /// Turns the file's next block into text; false on an error.
  private func convertBlock() -> Bool {
    raw = Array(repeating: 0, count: Self.blockSize)
    let taken = unsafe Glibc.read(descriptor, &raw, Self.blockSize)
    guard taken >= 0 else { return false }
    if start.isEmpty { start = Array(raw[..<min(taken, 4)]) }
    text.removeAll(keepingCapacity: true)
    next = 0
    converter.convert(raw[..<taken], into: &text)
    if taken == 0 {
      hasEnded = true
      converter.finish(into: &text)
    }
    return true
  }
}

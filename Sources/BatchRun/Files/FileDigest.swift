import Crypto
import Foundation
import Ledger

/// SHA-256 of files and texts, in lower-case hexadecimal.
enum FileDigest {
  /// The digest of a file's bytes, read in blocks.
  static func ofFile(_ path: String) throws -> String {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw CocoaError(.fileReadNoSuchFile, userInfo: [NSFilePathErrorKey: path])
    }
    defer { try? handle.close() }
    var hash = SHA256()
    while let block = try handle.read(upToCount: 1 << 20), !block.isEmpty {
      hash.update(data: block)
    }
    return hexadecimal(hash.finalize())
  }

  /// The digest of a text's UTF-8 bytes.
  static func ofText(_ text: String) -> String {
    hexadecimal(SHA256.hash(data: Data(text.utf8)))
  }
}

import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One run at a time: an advisory lock on a file beside the ledger, released when the process
/// ends however it ends.
package final class RunLock {
  /// Another process holds the lock.
  package struct Held: Error {
    /// The process id that the holder wrote, when it could be read.
    package var holder: String?
  }

  private let descriptor: FileDescriptor

  /// Takes the lock, or throws ``Held`` at once.
  package init(besideLedger path: String) throws {
    descriptor = try FileDescriptor.open(
      FilePath(path + ".lock"),
      .readWrite,
      options: [.create],
      permissions: [.ownerReadWrite]
    )
    guard flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 else {
      let holder = Self.text(of: descriptor)
      try descriptor.close()
      throw Held(holder: holder)
    }
    try descriptor.truncate()
    try descriptor.writeAll("\(getpid())\n".utf8)
  }

  deinit {
    try? descriptor.close()
  }

  private static func text(of descriptor: FileDescriptor) -> String? {
    var bytes = [UInt8](repeating: 0, count: 32)
    let count =
      (try? unsafe bytes.withUnsafeMutableBytes { unsafe try descriptor.read(into: $0) }) ?? 0
    return String(validating: bytes[..<count].filter { $0 > 0x20 }, as: UTF8.self)
  }
}

extension FileDescriptor {
  /// Empties the file.
  fileprivate func truncate() throws {
    try resize(to: 0)
  }
}

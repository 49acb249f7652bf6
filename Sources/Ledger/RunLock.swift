import Foundation
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
  ///
  /// - Throws: ``LedgerFault`` too, for a file that cannot be written.
  package init(besideLedger path: String) throws {
    descriptor = try Self.locked(path + ".lock")
    do {
      try descriptor.resize(to: 0)
      try descriptor.writeAll("\(getpid())\n".utf8)
    } catch let error as Errno {
      throw LedgerFault.unusable("its lock \(path).lock cannot be written: \(error.description)")
    }
  }

  deinit {
    try? descriptor.close()
  }

  /// Opens and locks the file of a path.
  ///
  /// A run that stored nothing removes its lock's file: whoever opened that and was in time to lock
  /// it after has locked a file that nobody else will see, and tries again.
  private static func locked(_ path: String) throws -> FileDescriptor {
    while true {
      let file: FileDescriptor
      do {
        file = try FileDescriptor.open(
          FilePath(path),
          .readWrite,
          // A process that outlives the run, such as one that prints letters, must not hold it.
          options: [.create, .closeOnExec],
          permissions: [.ownerReadWrite]
        )
      } catch let error as Errno {
        throw LedgerFault.unusable("its lock \(path) cannot be made: \(error.description)")
      }
      guard flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 else {
        try? file.close()
        let holder = try? String(contentsOfFile: path, encoding: .utf8)
          .trimmingCharacters(in: .whitespacesAndNewlines)
        // It may have locked the file and not said yet who it is.
        throw Held(holder: holder == "" ? nil : holder)
      }
      if isFile(file, at: path) { return file }
      try? file.close()
    }
  }

  /// Whether an open file is the one that a path leads to.
  private static func isFile(_ file: FileDescriptor, at path: String) -> Bool {
    guard let mine = try? file.stat(), let there = try? FilePath(path).stat() else { return false }
    return mine.inode == there.inode && mine.deviceID == there.deviceID
  }
}

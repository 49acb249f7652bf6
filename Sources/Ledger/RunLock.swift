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
    do {
      descriptor = try FileDescriptor.open(
        FilePath(path + ".lock"),
        .readWrite,
        options: [.create],
        permissions: [.ownerReadWrite]
      )
    } catch let error as Errno {
      throw LedgerFault.unusable("its lock \(path).lock cannot be made: \(error.description)")
    }
    guard flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 else {
      try? descriptor.close()
      let holder = try? String(contentsOfFile: path + ".lock", encoding: .utf8)
      throw Held(holder: holder?.trimmingCharacters(in: .whitespacesAndNewlines))
    }
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
}

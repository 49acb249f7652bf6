import Foundation
import SystemPackage

/// Files that survive a power cut.
package enum SyncedFile {
  /// Hands over the bytes of a file to what writes them, one piece after another.
  package typealias Pieces = (_ write: ([UInt8]) throws -> Void) throws -> Void

  /// Writes a file anew, for its owner alone or as an access says, down to the disk.
  static func write(_ content: [UInt8], to path: String, access: FileAccess? = nil) throws {
    try write({ write in try write(content) }, to: path, access: access)
  }

  /// The same, of a file whose bytes come in pieces; what stops these is thrown as it is.
  static func write(_ pieces: Pieces, to path: String, access: FileAccess? = nil) throws {
    let file = try writing(path) {
      try FileDescriptor.open(
        FilePath(path),
        .writeOnly,
        options: [.create, .truncate],
        permissions: [.ownerReadWrite]
      )
    }
    do {
      try pieces { piece in try writing(path) { _ = try file.writeAll(piece) } }
    } catch {
      try? file.close()
      throw error
    }
    try writing(path) {
      try file.closeAfter { try sync(file) }
      try access?.apply(access?.mode ?? 0o600, to: path)
    }
  }

  /// Makes a folder's entries survive: new names, and names that went.
  static func syncFolder(_ path: String) throws {
    try writing(path) {
      let folder = try FileDescriptor.open(FilePath(path), .readOnly)
      try folder.closeAfter { try sync(folder) }
    }
  }

  /// Waits until what was written is on the disk.
  static func sync(_ file: FileDescriptor) throws {
    try FileHandle(fileDescriptor: file.rawValue, closeOnDealloc: false).synchronize()
  }

  /// Puts a file in the place of an earlier one, whole or not at all.
  ///
  /// - Parameters:
  ///   - content: the bytes.
  ///   - path: of the file; its folder is there.
  ///   - access: who may read it; nil for its owner alone.
  /// - Throws: ``DeliveryFault``.
  package static func replace(_ content: [UInt8], at path: String, access: FileAccess? = nil) throws
  {
    try writing(path) {
      try Data(content).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
    try access?.apply(access?.mode ?? 0o600, to: path)
  }
}

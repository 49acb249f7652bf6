import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where runs publish: each run's folder appears whole, by one rename, or not at all.
package struct OutputFolder: Sendable {
  /// Who may read published files besides their owner.
  package struct Access: Hashable, Sendable {
    /// The name of a group that the files are given to.
    package var group: String?
    /// Permission bits of the files, for example 0o660; folders get the matching search bits.
    package var mode: Int

    package init(group: String? = nil, mode: Int) {
      self.group = group
      self.mode = mode
    }
  }

  /// A folder of this name holds something else, which nobody may take for these documents.
  package struct Occupied: Error, Hashable, Sendable {
    package var path: String
  }

  private let path: String
  /// By the first parts of a file's path, for example `letters/practice`.
  private let access: [String: Access]

  /// - Parameters:
  ///   - path: the folder that holds the runs' folders; made when it is not there.
  ///   - access: exceptions to 0600 files and 0700 folders, by path prefix.
  package init(path: String, access: [String: Access] = [:]) {
    self.path = path
    self.access = access
  }

  /// The path of a run's folder.
  package func folder(_ name: String) -> String { "\(path)/\(name)" }

  /// Publishes a folder.
  ///
  /// The files are written beside it, synced, and renamed into place. A folder that is there
  /// already stays when a process published it that ended before it could say so, which its
  /// proof shows: the others may have been collected since.
  /// - Parameters:
  ///   - name: the folder's name.
  ///   - proof: the path of a file that no other folder has with the same bytes.
  ///   - write: is handed a function that adds one file by its path in the folder.
  /// - Throws: ``Occupied``, or the file system's error; nothing is visible then.
  package func publish(
    _ name: String,
    provenBy proof: String,
    _ write: ((_ path: String, _ content: [UInt8]) throws -> Void) throws -> Void
  ) throws {
    let files = FileManager.default
    guard !files.fileExists(atPath: folder(name)) else {
      return try requireProof(proof, in: folder(name), write)
    }
    let staging = "\(path)/.\(name).part"
    try? files.removeItem(atPath: staging)
    try makeFolder(staging, mode: 0o700)
    do {
      var folders: Set<String> = [staging]
      try write { relative, content in
        let file = "\(staging)/\(relative)"
        let parent = (file as NSString).deletingLastPathComponent
        if folders.insert(parent).inserted { try makeFolder(parent, mode: 0o700) }
        try writeSynced(content, to: file)
        try apply(access(to: relative), to: file, parent: parent)
      }
      for folder in folders { try sync(folder) }
      try files.moveItem(atPath: staging, toPath: folder(name))
      try sync(path)
    } catch {
      try? files.removeItem(atPath: staging)
      throw error
    }
  }

  /// Replaces a folder of an earlier preview; not synced, since it can be made again.
  package func replace(
    _ name: String,
    provenBy proof: String,
    _ write: ((_ path: String, _ content: [UInt8]) throws -> Void) throws -> Void
  ) throws {
    try? FileManager.default.removeItem(atPath: folder(name))
    try publish(name, provenBy: proof, write)
  }

  private func requireProof(
    _ proof: String,
    in folder: String,
    _ write: ((_ path: String, _ content: [UInt8]) throws -> Void) throws -> Void
  ) throws {
    var isProven = false
    try write { path, content in
      guard path == proof else { return }
      isProven = FileManager.default.contents(atPath: "\(folder)/\(path)") == Data(content)
    }
    if !isProven { throw Occupied(path: folder) }
  }

  private func makeFolder(_ path: String, mode: Int) throws {
    try FileManager.default.createDirectory(
      atPath: path,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: mode]
    )
  }

  private func writeSynced(_ content: [UInt8], to file: String) throws {
    guard
      FileManager.default.createFile(
        atPath: file,
        contents: nil,
        attributes: [.posixPermissions: 0o600]
      ),
      let handle = FileHandle(forWritingAtPath: file)
    else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: file]) }
    try handle.write(contentsOf: Data(content))
    try handle.synchronize()
    try handle.close()
  }

  private func access(to relative: String) -> Access? {
    access.first { relative.hasPrefix($0.key + "/") }?.value
  }

  private func apply(_ access: Access?, to file: String, parent: String) throws {
    guard let access else { return }
    var fileAttributes: [FileAttributeKey: Any] = [.posixPermissions: access.mode]
    // Whoever may read a file in it may also search the folder.
    var folderAttributes: [FileAttributeKey: Any] = [
      .posixPermissions: 0o700 | access.mode | (access.mode & 0o444) >> 2
    ]
    if let group = access.group {
      fileAttributes[.groupOwnerAccountName] = group
      folderAttributes[.groupOwnerAccountName] = group
    }
    try FileManager.default.setAttributes(fileAttributes, ofItemAtPath: file)
    try FileManager.default.setAttributes(folderAttributes, ofItemAtPath: parent)
  }

  private func sync(_ folder: String) throws {
    let descriptor = FileHandle(forReadingAtPath: folder)
    try descriptor?.synchronize()
    try descriptor?.close()
  }
}

import Foundation

/// Where runs publish: each run's folder appears whole, by one rename, or not at all.
package struct OutputFolder: Sendable {
  /// A folder of this name holds something else, which nobody may take for these documents.
  package struct Occupied: Error, Hashable, Sendable {
    package var path: String
  }

  /// What is handed a file of a folder: its path there, and what hands over its bytes in pieces.
  package typealias Writer = (_ path: String, _ write: @escaping SyncedFile.Pieces)
    throws -> Void

  private let path: String
  /// By the first parts of a file's path, for example `letters/practice`; all of one group.
  private let access: [String: FileAccess]

  /// - Parameters:
  ///   - path: the folder that holds the runs' folders; made when it is not there.
  ///   - access: exceptions to 0600 files and 0700 folders, by path prefix; the folders on the way
  ///     to them can be passed by their group.
  package init(path: String, access: [String: FileAccess] = [:]) {
    self.path = path
    self.access = access
  }

  /// The path of a run's folder.
  package func folder(_ name: String) -> String { "\(path)/\(name)" }

  /// The names of the folders in it that hold a file, sorted.
  package func folders(with file: String) -> [String] {
    let files = FileManager.default
    return ((try? files.contentsOfDirectory(atPath: path)) ?? [])
      .filter { !$0.hasPrefix(".") && files.fileExists(atPath: "\(folder($0))/\(file)") }.sorted()
  }

  /// A file that is written ahead of the folder it belongs to; what a killed process left of such a
  /// file goes.
  ///
  /// - Parameter name: the file's name.
  /// - Returns: the file, of which nothing is there yet.
  package func staged(_ name: String) -> StagedFile {
    let files = FileManager.default
    for left in (try? files.contentsOfDirectory(atPath: path)) ?? []
    where left.hasPrefix(".\(name).") && left.hasSuffix(Self.stagedEnding) {
      try? files.removeItem(atPath: "\(path)/\(left)")
    }
    let process = ProcessInfo.processInfo.processIdentifier
    return StagedFile(path: "\(path)/.\(name).\(process)\(Self.stagedEnding)")
  }

  private static let stagedEnding = ".staged"

  /// Publishes a folder.
  ///
  /// The files are written beside it, synced, and renamed into place. A folder that is there
  /// already stays when a process published it that ended before it could say so, which its
  /// proof shows: the others may have been collected since.
  /// - Parameters:
  ///   - name: the folder's name.
  ///   - proof: the path of a file that no other folder has with the same bytes.
  ///   - staged: one of the files, when it may have been written already, and its path in the folder.
  ///   - write: is handed a function that adds one file by its path in the folder.
  /// - Throws: ``Occupied``, ``DeliveryFault``, or what `write` throws; the folder is not there then,
  ///   unless its name alone could not be made safe.
  package func publish(
    _ name: String,
    provenBy proof: String,
    having staged: (file: StagedFile, path: String)? = nil,
    _ write: (Writer) throws -> Void
  ) throws {
    let files = FileManager.default
    guard !files.fileExists(atPath: folder(name)) else {
      try requireProof(proof, in: folder(name), write)
      // Whoever renamed it may have ended before the new name was safe.
      return try SyncedFile.syncFolder(path)
    }
    let staging = "\(path)/.\(name).part"
    try? files.removeItem(atPath: staging)
    try makeFolder(path)
    try openWay(path)
    do {
      try makeFolder(staging)
      var folders: Set<String> = [staging]
      try write { relative, pieces in
        let file = "\(staging)/\(relative)"
        let parent = (file as NSString).deletingLastPathComponent
        if folders.insert(parent).inserted { try makeFolder(parent) }
        let access = access(to: relative)
        if let staged, staged.path == relative, staged.file.place(at: file) {
          try access?.apply(access?.mode ?? 0o600, to: file)
        } else {
          try SyncedFile.write(pieces, to: file, access: access)
        }
        try access?.apply(access?.folderMode ?? 0o700, to: parent)
        folders.formUnion(try openWay(from: parent, upTo: staging))
      }
      for folder in folders.sorted() { try SyncedFile.syncFolder(folder) }
      try openWay(staging)
      try writing(folder(name)) { try files.moveItem(atPath: staging, toPath: folder(name)) }
      try SyncedFile.syncFolder(path)
    } catch {
      try? files.removeItem(atPath: staging)
      throw error
    }
  }

  /// Replaces a folder of an earlier preview, which can be made again.
  package func replace(
    _ name: String,
    provenBy proof: String,
    _ write: (Writer) throws -> Void
  ) throws {
    if FileManager.default.fileExists(atPath: folder(name)) {
      try writing(folder(name)) { try FileManager.default.removeItem(atPath: folder(name)) }
    }
    try publish(name, provenBy: proof, write)
  }

  private func requireProof(
    _ proof: String,
    in folder: String,
    _ write: (Writer) throws -> Void
  ) throws {
    var isProven = false
    try write { path, pieces in
      guard path == proof else { return }
      var content = Data()
      try pieces { content += $0 }
      isProven = FileManager.default.contents(atPath: "\(folder)/\(path)") == content
    }
    if !isProven { throw Occupied(path: folder) }
  }

  private func makeFolder(_ path: String) throws {
    let there = try? FileManager.default.attributesOfItem(atPath: path)
    if there?[.type] as? FileAttributeType == .typeRegular {
      throw DeliveryFault(path: path, reason: "is a file where a folder is needed; move it away")
    }
    try writing(path) {
      try FileManager.default.createDirectory(
        atPath: path,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
    }
  }

  private func access(to relative: String) -> FileAccess? {
    access.first { relative.hasPrefix($0.key + "/") }?.value
  }

  /// Lets the group that may read some files pass the folders above theirs.
  @discardableResult
  private func openWay(from folder: String, upTo top: String) throws -> [String] {
    var way: [String] = []
    var above = (folder as NSString).deletingLastPathComponent
    while above.hasPrefix(top + "/") {
      way.append(above)
      try openWay(above)
      above = (above as NSString).deletingLastPathComponent
    }
    return way
  }

  private func openWay(_ folder: String) throws {
    guard let widest = access.values.max(by: { $0.wayMode < $1.wayMode }),
      widest.wayMode != 0o700
    else { return }
    try widest.apply(widest.wayMode, to: folder)
  }
}

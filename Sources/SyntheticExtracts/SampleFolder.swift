import Foundation

/// The folder of a sample: made beside its place, and renamed into it when it is whole.
///
/// Files are for their owner alone.
package final class SampleFolder {
  private let path: String
  private let staging: String

  /// Begins a folder.
  ///
  /// - Throws: ``SampleFault`` when something stands in its place.
  package init(_ path: String) throws(SampleFault) {
    let url = URL(fileURLWithPath: path)
    let parent = url.deletingLastPathComponent().path
    self.path = url.path
    staging = "\(parent)/.\(url.lastPathComponent).part"
    if FileManager.default.fileExists(atPath: self.path), !Self.isEmptyFolder(self.path) {
      throw SampleFault(
        cause: .usage,
        sentence: "\(path) is there and not an empty folder; name another, since nothing is"
          + " written over"
      )
    }
    // What an earlier call left when its machine stopped.
    try? FileManager.default.removeItem(atPath: staging)
    try makeFolder("")
  }

  /// Writes a file by its path in the folder.
  package func write(_ bytes: [UInt8], to name: String) throws(SampleFault) {
    let file = try open(name)
    try file.append(bytes)
    try file.close()
  }

  /// Begins a file by its path in the folder.
  func open(_ name: String) throws(SampleFault) -> SampleFile {
    try makeFolder((name as NSString).deletingLastPathComponent)
    return try SampleFile("\(staging)/\(name)")
  }

  /// Puts the folder in its place.
  package func publish() throws(SampleFault) {
    do {
      if Self.isEmptyFolder(path) { try FileManager.default.removeItem(atPath: path) }
      try FileManager.default.moveItem(atPath: staging, toPath: path)
    } catch {
      throw Self.cannotWrite(path)
    }
  }

  /// Leaves nothing behind.
  package func discard() {
    try? FileManager.default.removeItem(atPath: staging)
  }

  private static func isEmptyFolder(_ path: String) -> Bool {
    (try? FileManager.default.contentsOfDirectory(atPath: path)) == []
  }

  private func makeFolder(_ name: String) throws(SampleFault) {
    do {
      try FileManager.default.createDirectory(
        atPath: name.isEmpty ? staging : "\(staging)/\(name)",
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
    } catch {
      throw Self.cannotWrite(path)
    }
  }

  fileprivate static func cannotWrite(_ path: String) -> SampleFault {
    SampleFault(
      cause: .failed,
      sentence: "\(path) cannot be written; check the folder, its permissions and the space on its"
        + " disk"
    )
  }
}

/// One file that is written from its beginning to its end.
final class SampleFile {
  private let path: String
  private let handle: FileHandle

  fileprivate init(_ path: String) throws(SampleFault) {
    self.path = path
    let isMade = FileManager.default.createFile(
      atPath: path,
      contents: nil,
      attributes: [.posixPermissions: 0o600]
    )
    guard isMade, let handle = FileHandle(forWritingAtPath: path) else {
      throw SampleFolder.cannotWrite(path)
    }
    self.handle = handle
  }

  func append(_ bytes: [UInt8]) throws(SampleFault) {
    do {
      try handle.write(contentsOf: Data(bytes))
    } catch {
      throw SampleFolder.cannotWrite(path)
    }
  }

  func close() throws(SampleFault) {
    do {
      try handle.close()
    } catch {
      throw SampleFolder.cannotWrite(path)
    }
  }
}

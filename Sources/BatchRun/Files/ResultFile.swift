import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that a command writes because an option names it: checked before anything is read, so that
/// nothing is lost that stands there already, and then written whole or not at all.
package struct ResultFile: Sendable {
  /// The option that names it, as typed: `--report`.
  private let option: String
  package let path: String

  /// Checks the place.
  ///
  /// - Parameters:
  ///   - path: where it is to stand; an ordinary file that is there will be replaced.
  ///   - option: the option that names it, as typed.
  /// - Throws: ``RunFault`` for a place that no file can be written to, or where something else than
  ///   an ordinary file stands.
  package init(_ path: String, of option: String) throws {
    (self.path, self.option) = (path, option)
    guard !path.isEmpty else { throw RunFault(.usage, "\(option) takes the name of a file") }
    let files = FileManager.default
    guard !path.hasSuffix("/"), Self.type(path) != .typeDirectory else {
      throw RunFault(.usage, "\(option): \(path) is a folder; name a file")
    }
    let type = try? files.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    guard type == nil || type == .typeRegular else {
      throw RunFault(
        .usage,
        "\(option): \(path) is \(type == .typeSymbolicLink ? "a link" : "no ordinary file"); name"
          + " an ordinary file"
      )
    }
    guard let folderType = Self.type(folder) else {
      throw RunFault(.usage, "\(option): there is no folder \(folder); make it first")
    }
    guard folderType == .typeDirectory else {
      throw RunFault(.usage, "\(option): \(folder) is no folder")
    }
    guard files.isWritableFile(atPath: folder) else {
      throw RunFault(
        .usage,
        "\(option): the folder \(folder) cannot be written; check its permissions or name another"
      )
    }
  }

  /// Refuses results that would replace each other or what is read.
  ///
  /// - Parameters:
  ///   - results: the files to write.
  ///   - inputs: the files to read; one may be missing.
  /// - Throws: ``RunFault``.
  package static func check(_ results: [ResultFile], reading inputs: [String]) throws {
    for (place, result) in results.enumerated() {
      if let other = results[..<place].first(where: result.isSame) {
        throw RunFault(
          .usage,
          "\(other.option) and \(result.option) name the same file, \(result.path); name two"
        )
      }
      guard let mine = Identity(result.path) else { continue }
      if let input = inputs.first(where: { Identity($0) == mine }) {
        throw RunFault(
          .usage,
          "\(result.option) would replace \(input), which is to be read; name another file"
        )
      }
    }
  }

  /// Writes it, whole or not at all.
  ///
  /// - Parameters:
  ///   - content: all its bytes.
  ///   - isOwnersAlone: whether nobody but its owner may read it, at no time.
  /// - Throws: ``RunFault`` when it cannot be written.
  package func write(_ content: [UInt8], isOwnersAlone: Bool) throws {
    try write(Data(content), isOwnersAlone: isOwnersAlone)
  }

  /// The same, of bytes that are many and need not be copied.
  func write(_ content: Data, isOwnersAlone: Bool) throws {
    do {
      try Interruption.heldOff {
        let mask = umask(isOwnersAlone ? 0o077 : 0o022)
        defer { umask(mask) }
        // The new file takes the rights of the one that it replaces.
        if isOwnersAlone, Self.type(path) != nil {
          try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        }
        // Written beside it and renamed over it, which never replaces a folder.
        try content.write(to: URL(fileURLWithPath: path), options: .atomic)
      }
    } catch {
      throw RunFault(.failed, "\(path) cannot be written; check the folder and its permissions")
    }
  }

  /// What stands at a path, or at the end of its links.
  private static func type(_ path: String) -> FileAttributeType? {
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    return try? FileManager.default.attributesOfItem(atPath: real)[.type] as? FileAttributeType
  }

  private var folder: String {
    let folder = path.folderPart
    return folder.isEmpty ? "." : folder
  }

  private func isSame(as other: ResultFile) -> Bool {
    let name = { (path: String) in path.namePart }
    if let mine = Identity(path), mine == Identity(other.path) { return true }
    return name(path) == name(other.path) && Identity(folder) == Identity(other.folder)
  }

  /// Which file or folder a path leads to, by whatever name.
  private struct Identity: Equatable {
    private let device: Int
    private let file: Int

    /// Nil when nothing is there.
    init?(_ path: String) {
      let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
      guard let found = try? FileManager.default.attributesOfItem(atPath: real),
        let device = found[.systemNumber] as? Int, let file = found[.systemFileNumber] as? Int
      else { return nil }
      (self.device, self.file) = (device, file)
    }
  }
}

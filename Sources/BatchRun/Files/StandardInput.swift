import Foundation

/// Standard input as a file that can be opened again and again, as extracts are.
enum StandardInput {
  /// Its path; each opening begins at its first byte.
  static let path = "/dev/stdin"

  private static let block = 1 << 20

  /// The path of a file with all that standard input brings.
  ///
  /// A file given as standard input is read where it lies. What comes through a pipe is first taken
  /// into a file of the temporary folder that has no name, so that nothing of it is left however
  /// the program ends.
  ///
  /// - Parameter willBeTyped: is called before a terminal is read.
  /// - Returns: the path, ``path``.
  /// - Throws: ``RunFault`` when it cannot be read, or there is no room for it.
  static func file(_ willBeTyped: () -> Void) throws -> String {
    // Only a file has a place in it.
    if (try? FileHandle.standardInput.offset()) != nil { return path }
    let isTyped = isatty(STDIN_FILENO) == 1
    if isTyped { willBeTyped() }
    let files = FileManager.default
    let folder = files.temporaryDirectory.path
    let name = "\(folder)/attend-\(UUID().uuidString)"
    guard files.createFile(atPath: name, contents: nil, attributes: [.posixPermissions: 0o600]),
      let spool = FileHandle(forUpdatingAtPath: name)
    else { throw full(folder) }
    try? files.removeItem(atPath: name)
    var isAtEnd = false
    while !isAtEnd {
      let bytes = try readBlock()
      // A terminal says its end once, by a block cut short, and would then be asked for more.
      isAtEnd = bytes.isEmpty || isTyped && bytes.count < block
      do {
        try spool.write(contentsOf: bytes)
      } catch {
        throw full(folder)
      }
    }
    // Whoever opens standard input's path now opens the nameless file.
    guard dup2(spool.fileDescriptor, STDIN_FILENO) == STDIN_FILENO else { throw full(folder) }
    return path
  }

  private static func readBlock() throws -> Data {
    do {
      return try FileHandle.standardInput.read(upToCount: block) ?? Data()
    } catch {
      throw RunFault(.noInput, "standard input cannot be read; name a file instead of “-”")
    }
  }

  private static func full(_ folder: String) -> RunFault {
    RunFault(
      .failed,
      "standard input cannot be kept in \(folder); set TMPDIR to a folder with room for it, or name"
        + " a file instead of “-”"
    )
  }

  /// How many bytes a file has, as far as that can be told without reading it.
  static func size(of extract: String) -> Int {
    if extract == path {
      return (try? FileHandle.standardInput.seekToEnd()).map { Int($0) } ?? 0
    }
    return (try? FileManager.default.attributesOfItem(atPath: extract)[.size] as? Int) ?? 0
  }
}

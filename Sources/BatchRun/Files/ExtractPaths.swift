import Foundation

/// The extracts that the arguments of a command name.
package enum ExtractPaths {
  /// The word for standard input.
  package static let dash = "-"

  /// The paths of arguments, in their order: a path stands for itself, a pattern for the files that
  /// fit it, sorted by name as a run takes them, and `-` for standard input.
  ///
  /// A pattern is what names no file and has a `*` in its last part.
  ///
  /// - Parameters:
  ///   - arguments: as the command was given them.
  ///   - willBeTyped: is called before a terminal is read, which somebody must type at.
  /// - Returns: the paths of files that can be read, in the order of the arguments.
  /// - Throws: ``RunFault`` for an empty name, a pattern that no file fits, or a standard input that cannot be read.
  package static func files(_ arguments: [String], willBeTyped: () -> Void) throws -> [String] {
    guard arguments.count(where: { $0 == dash }) < 2 else {
      throw RunFault(.usage, "“-” is standard input and can be read once; name it once")
    }
    guard !arguments.contains("") else {
      throw RunFault(.usage, "an extract has an empty name; name a file, a pattern or “-”")
    }
    return try arguments.flatMap { argument in
      argument == dash ? [try StandardInput.file(willBeTyped)] : try files(argument)
    }
  }

  private static func files(_ argument: String) throws -> [String] {
    let folder = argument.folderPart
    let isThere = FileManager.default.fileExists(atPath:)
    guard argument.namePart.contains("*"), !isThere(argument) else {
      guard !FileKind.isPipe(argument) else {
        throw RunFault(
          .noInput,
          "\(argument) is a pipe or a device, which can be read but once; send it to standard input"
            + " and name “-” instead"
        )
      }
      return [argument]
    }
    guard isThere(folder.isEmpty ? "." : folder) else {
      throw RunFault(.noInput, "there is no folder \(folder), so nothing fits \(argument)")
    }
    let found = try SourceFiles.matching(folder.isEmpty ? "./\(argument)" : argument)
    guard !found.isEmpty else {
      throw RunFault(
        .noInput,
        "no file fits \(argument); “*” stands for any characters of a name, capitals count"
      )
    }
    return folder.isEmpty ? found.map { String($0.dropFirst(2)) } : found
  }
}

import ExtractReading
import Foundation

/// A file that lives as long as the value.
final class TemporaryFile {
  private let path: String

  init(_ bytes: some Sequence<UInt8>) throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("attend-\(UUID().uuidString).csv").path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  convenience init(_ text: String) throws {
    try self.init(text.utf8)
  }

  /// Lends the path; the file is there at least so long.
  func withPath<Result>(_ body: (String) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(self) { try body(path) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}

/// The cause of the refusal that a piece of work ends in, if it does.
func refusal<Result>(of work: () throws -> Result) throws -> ExtractRefusal.Cause? {
  do {
    _ = try work()
    return nil
  } catch let refusal as ExtractRefusal {
    return refusal.cause
  }
}

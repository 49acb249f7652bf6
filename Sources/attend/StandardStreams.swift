import Foundation

/// Standard input, output and error.
enum StandardStreams {
  /// What stands in for those that whoever started the program had closed.
  private static let standIns: [FileHandle] = (0...2).compactMap { stream in
    // The lowest number that is free is the next one given out.
    fcntl(Int32(stream), F_GETFD) == -1 ? FileHandle(forUpdatingAtPath: "/dev/null") : nil
  }

  /// Makes sure that they are there, before anything else is opened: a file of ours would else get
  /// the number of one, and be read, or written into, as such.
  static func prepare() { _ = standIns }
}

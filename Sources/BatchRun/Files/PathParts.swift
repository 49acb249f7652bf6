import SystemPackage

/// The parts of a path. Foundation's own end the program for a path of one character.
extension String {
  /// The folder in front of a path's last part; empty when nothing stands there.
  var folderPart: String { FilePath(self).removingLastComponent().string }

  /// The last part of a path.
  var namePart: String { FilePath(self).lastComponent?.string ?? "" }
}

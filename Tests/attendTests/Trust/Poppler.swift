import Foundation
import TemporaryFiles
import Testing

/// The tools that look into a PDF.
enum Poppler {
  static func text(of path: String, in folder: TemporaryFolder) throws -> String {
    try call("pdftotext", ["-layout", "-enc", "UTF-8", path, "-"], in: folder)
  }

  static func call(_ tool: String, _ arguments: [String], in folder: TemporaryFolder) throws
    -> String
  {
    try folder.write("", to: "said")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [tool] + arguments
    process.standardOutput = try FileHandle(
      forWritingTo: URL(fileURLWithPath: "\(folder.path)/said")
    )
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return try folder.text(of: "said")
  }

  /// Prints what is compressed in a PDF, its catalogue among it.
  static let inflated = """
    import re, sys, zlib
    for part in re.findall(rb"stream\\r?\\n(.*?)endstream", open(sys.argv[1], "rb").read(), re.S):
        try:
            print(zlib.decompress(part).decode("latin-1"))
        except zlib.error:
            pass
    """
}

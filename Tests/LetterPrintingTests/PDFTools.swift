import Foundation
import TemporaryFiles

/// What poppler's tools say of a PDF.
enum PDFTools {
  static func text(of pdf: [UInt8]) throws -> String {
    try call("pdftotext", ["-layout", "-enc", "UTF-8"], on: pdf, ["-"])
  }

  static func information(on pdf: [UInt8], _ options: String...) throws -> String {
    try call("pdfinfo", options, on: pdf, [])
  }

  static func fonts(of pdf: [UInt8]) throws -> String {
    try call("pdffonts", [], on: pdf, [])
  }

  private static func call(
    _ tool: String,
    _ options: [String],
    on pdf: [UInt8],
    _ rest: [String]
  ) throws -> String {
    let folder = try TemporaryFolder()
    let file = "\(folder.path)/letter.pdf"
    try Data(pdf).write(to: URL(fileURLWithPath: file))
    let output = "\(folder.path)/output"
    try Data().write(to: URL(fileURLWithPath: output))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [tool] + options + [file] + rest
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return try String(contentsOfFile: output, encoding: .utf8)
  }
}

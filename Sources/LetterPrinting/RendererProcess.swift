import Foundation

/// One process of the renderer, for one letter at a time; it ends when its input is closed.
struct RendererProcess: Sendable {
  private let process: Process
  private let requests: FileHandle
  private let answers: FileHandle

  /// Starts a process and waits until it is ready.
  ///
  /// - Parameter folder: what `renderer/install` made.
  /// - Throws: ``RendererUnusable``.
  init(folder: String) throws(RendererUnusable) {
    let (input, output) = (Pipe(), Pipe())
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "\(folder)/bin/python3")
    // Without the user's own packages; nothing is written beside the program.
    process.arguments = ["-s", "-B", "\(folder)/print.py"]
    process.environment = [
      "PATH": "/usr/local/bin:/usr/bin:/bin",
      "HOME": ProcessInfo.processInfo.environment["HOME"] ?? "/",
      "LANG": "C.UTF-8",
      // The same letter gives the same bytes.
      "PYTHONHASHSEED": "0",
      "SOURCE_DATE_EPOCH": "0",
    ]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    self.process = process
    requests = input.fileHandleForWriting
    answers = output.fileHandleForReading
    do {
      try process.run()
    } catch {
      throw RendererUnusable("the renderer in \(folder) does not start")
    }
    guard let (kind, content) = Self.answer(from: answers) else {
      throw RendererUnusable("the renderer in \(folder) ends at once")
    }
    guard kind == "ready" else {
      throw RendererUnusable(String(decoding: content, as: UTF8.self))
    }
  }

  /// Prints a letter, or says why not; nil when the process has ended or takes too long over it,
  /// and is of no more use.
  func print(_ html: String, patience: DispatchTimeInterval) -> Result<[UInt8], PrintingFault>? {
    let isTooLong = DispatchWorkItem { process.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + patience, execute: isTooLong)
    defer { isTooLong.cancel() }
    let content = Data(html.utf8)
    guard (try? requests.write(contentsOf: Data("\(content.count)\n".utf8) + content)) != nil,
      let (kind, answer) = Self.answer(from: answers)
    else { return nil }
    guard kind == "pdf" else {
      return .failure(PrintingFault(String(decoding: answer, as: UTF8.self)))
    }
    return .success([UInt8](answer))
  }

  /// Ends the process and waits for its end.
  func end() {
    try? requests.close()
    process.waitUntilExit()
  }

  /// A word and as many bytes as it announces; nil at the end of the stream.
  private static func answer(from stream: FileHandle) -> (kind: String, content: Data)? {
    var head = ""
    while let byte = try? stream.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
      head.unicodeScalars.append(Unicode.Scalar(byte))
    }
    let words = head.split(separator: " ")
    guard words.count == 2, let length = Int(words[1]) else { return nil }
    var content = Data()
    while content.count < length {
      guard let more = try? stream.read(upToCount: length - content.count), !more.isEmpty else {
        return nil
      }
      content += more
    }
    return (String(words[0]), content)
  }
}

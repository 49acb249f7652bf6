import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Prints letters as PDF/UA-1, a few at a time, in processes that live as long as it does.
package final class LetterPrinter: Sendable {
  private let folder: String
  private let processes: Int
  private let patience: Int
  private let idle: Mutex<[RendererProcess]>

  /// Starts the renderer, so that whatever is wrong with it shows before anything is done.
  ///
  /// - Parameters:
  ///   - folder: what `renderer/install` made.
  ///   - processes: how many letters are printed at a time.
  ///   - patience: the seconds that one letter may take.
  /// - Throws: ``RendererUnusable``.
  package init(folder: String, processes: Int = 2, patience: Int = 60) throws {
    self.folder = folder
    self.processes = max(1, processes)
    self.patience = patience
    guard FileManager.default.isExecutableFile(atPath: "\(folder)/bin/python3"),
      FileManager.default.fileExists(atPath: "\(folder)/print.py")
    else { throw RendererUnusable("there is no renderer in \(folder)") }
    idle = Mutex([try RendererProcess(folder: folder)])
    // A renderer that has ended shows as a failed write, not as the end of this process.
    signal(SIGPIPE, SIG_IGN)
  }

  deinit {
    for process in idle.withLock({ $0 }) { process.end() }
  }

  /// The folder of the renderer that belongs to a program: `lib/attend/renderer` beside or above
  /// its own folder; `PREFIX/bin/attend` has it in `PREFIX/lib`.
  ///
  /// - Returns: the first that is there, else where it should be.
  package static func folder(ofProgram program: String) -> String {
    var above = URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent()
    var candidates: [String] = []
    for _ in 0..<3 {
      above.deleteLastPathComponent()
      candidates.append(above.appendingPathComponent("lib/attend/renderer").path)
    }
    return candidates.first(where: FileManager.default.fileExists(atPath:)) ?? candidates[0]
  }

  /// Prints letters.
  ///
  /// - Parameter letters: each an HTML document.
  /// - Returns: for each, in their order, the PDF or why there is none; no letter holds up another.
  /// - Throws: ``RendererUnusable`` when a process that has ended cannot be replaced.
  package func print(_ letters: [String]) throws -> [Result<[UInt8], PrintingFault>] {
    struct Work {
      var next = 0
      var printed: [Result<[UInt8], PrintingFault>?]
      var fault: RendererUnusable?
    }
    let work = Mutex(Work(printed: Array(repeating: nil, count: letters.count)))
    DispatchQueue.concurrentPerform(iterations: min(processes, letters.count)) { _ in
      while let index = work.withLock({ work -> Int? in
        guard work.fault == nil, work.next < letters.count else { return nil }
        work.next += 1
        return work.next - 1
      }) {
        do throws(RendererUnusable) {
          let result = try self.print(letters[index])
          work.withLock { $0.printed[index] = result }
        } catch {
          work.withLock { $0.fault = error }
        }
      }
    }
    return try work.withLock { work in
      if let fault = work.fault { throw fault }
      return work.printed.compactMap(\.self)
    }
  }

  private func print(_ letter: String) throws(RendererUnusable) -> Result<[UInt8], PrintingFault> {
    let process: RendererProcess
    if let waiting = idle.withLock({ $0.popLast() }) {
      process = waiting
    } else {
      process = try RendererProcess(folder: folder)
    }
    guard let printed = process.print(letter, patience: .seconds(patience)) else {
      process.end()
      return .failure(PrintingFault("the renderer ended or took too long over it"))
    }
    idle.withLock { $0.append(process) }
    return printed
  }
}

import BatchRun
import Foundation
import Synchronization

/// What becomes of the signals that a person or a machine sends.
enum Signals {
  private static let received = Atomic<Int32>(0)
  /// Closed by the first signal, so that who waits at its other end wakes.
  private static let bell = Pipe()
  private static let bellEnd = bell.fileHandleForWriting.fileDescriptor

  /// Makes Ctrl-C, the end that a machine asks for, and a closed terminal leave nothing behind.
  ///
  /// The program still ends by the signal, as the shell expects. A reader that goes away, as `head`
  /// does, ends nothing.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    let listener = bell.fileHandleForReading
    // Made before any signal comes: what handles one may do next to nothing.
    _ = (bellEnd, Interruption.hasCome)
    Thread.detachNewThread {
      _ = try? listener.read(upToCount: 1)
      let number = received.load(ordering: .acquiring)
      Interruption.end {
        Console.erase()
        signal(number, SIG_DFL)
        kill(getpid(), number)
        // Another thread may be the one that it reaches; nothing more is to happen in this one.
        while true { sleep(1) }
      }
    }
    let ignored = ignoredFromTheStart()
    for number in [SIGINT, SIGTERM, SIGHUP] where ignored & 1 << (number - 1) == 0 {
      signal(number) { number in
        // Whoever cannot wait for what is being written asks a second time.
        signal(number, SIG_DFL)
        guard Signals.received.exchange(number, ordering: .releasing) == 0 else { return }
        Interruption.ask()
        close(Signals.bellEnd)
      }
    }
  }

  /// Bits of the signals that whoever started the program wants ignored, as `nohup` does.
  private static func ignoredFromTheStart() -> UInt64 {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("SigIgn:") }
    return line?.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) } ?? 0
  }
}

package import Foundation
import Synchronization
import SystemPackage

/// A large file of a folder that is published later, written down by another thread while its bytes
/// are still being put together and while what follows is done.
///
/// It only saves time: where it cannot be written, publishing writes the file itself, and says what
/// is wrong.
package final class StagedFile {
  /// Bytes handed to the other thread at once; a smaller file is not begun.
  package static let pieceSize = 1 << 18
  /// How many pieces may wait.
  private static let room = 16

  /// Where it lies until it is placed.
  package let path: String
  private let writer = Writer()
  private let queue = DispatchQueue(label: "staged file")
  /// Begun at 0: libdispatch takes a semaphore that ends below its first value for a mistake.
  private let room = DispatchSemaphore(value: 0)
  private var gathered: [UInt8] = []
  private var isBegun = false

  init(path: String) {
    self.path = path
    for _ in 0..<Self.room { room.signal() }
  }

  deinit {
    guard isBegun else { return }
    queue.sync { writer.drop() }
    // Gone already when it was placed.
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Adds the next bytes; waits only when many are still to be written.
  package func append(_ bytes: Data) {
    gathered += bytes
    if gathered.count >= Self.pieceSize { writeGathered() }
  }

  /// Says that all bytes have come.
  package func finish() {
    guard isBegun else { return }
    writeGathered()
    queue.async { [writer] in writer.sync() }
  }

  /// Waits until the file is on the disk and moves it to where it belongs.
  ///
  /// - Returns: whether it is there; not when it was too small to be begun, or could not be written.
  func place(at target: String) -> Bool {
    guard isBegun, queue.sync(execute: { writer.isSynced }) else { return false }
    return (try? FileManager.default.moveItem(atPath: path, toPath: target)) != nil
  }

  private func writeGathered() {
    let piece = gathered
    gathered = []
    gathered.reserveCapacity(piece.capacity)
    if !isBegun {
      isBegun = true
      queue.async { [writer, path] in writer.open(path) }
    }
    room.wait()
    queue.async { [writer, room] in
      writer.write(piece)
      room.signal()
    }
  }

  /// What the other thread does; after a failure nothing.
  private final class Writer: Sendable {
    private enum State {
      case open(FileDescriptor)
      case synced
      case failed
    }

    private let state = Mutex(State.failed)

    var isSynced: Bool { state.withLock { if case .synced = $0 { true } else { false } } }

    func open(_ path: String) {
      state.withLock { state in
        guard
          let file = try? FileDescriptor.open(
            FilePath(path),
            .writeOnly,
            options: [.create, .exclusiveCreate],
            permissions: [.ownerReadWrite]
          )
        else { return }
        state = .open(file)
      }
    }

    func write(_ piece: [UInt8]) {
      change { file in
        try file.writeAll(piece)
        return .open(file)
      }
    }

    func sync() {
      change { file in
        try file.closeAfter { try SyncedFile.sync(file) }
        return .synced
      }
    }

    /// Writes no more.
    func drop() {
      change { file in
        try file.close()
        return .failed
      }
    }

    private func change(_ work: (FileDescriptor) throws -> State) {
      state.withLock { state in
        guard case .open(let file) = state else { return }
        do {
          state = try work(file)
        } catch {
          try? file.close()
          state = .failed
        }
      }
    }
  }
}

import GRDBSQLite
import Synchronization

/// How many steps of SQLite's machine each statement takes on the databases of a folder.
///
/// SQLite counts them itself; it hands every connection of this process to the meter as it opens,
/// so that nothing of it stands in the program.
enum StatementMeter {
  /// Steps by statement, by folder.
  private static let steps = Mutex<[String: [String: Int]]>([:])

  /// Measures what `body` does on the databases below a folder.
  static func steps(below folder: String, _ body: () throws -> Void) rethrows -> [String: Int] {
    _ = isInstalled
    steps.withLock { $0[folder] = [:] }
    defer { steps.withLock { $0[folder] = nil } }
    try body()
    return steps.withLock { $0[folder] ?? [:] }
  }

  private typealias Opened =
    @convention(c) (
      OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, OpaquePointer?
    ) -> Int32

  /// SQLite declares the function as one without arguments and calls it with three.
  private static let isInstalled: Bool = {
    let opened: Opened = { connection, _, _ in
      unsafe sqlite3_trace_v2(connection, UInt32(SQLITE_TRACE_PROFILE), ended, nil)
    }
    return unsafe sqlite3_auto_extension(
      unsafeBitCast(opened, to: (@convention(c) () -> Void).self)
    ) == SQLITE_OK
  }()

  private static let ended:
    @convention(c) (
      UInt32, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?
    ) -> Int32 = { _, _, statement, _ in
      let statement = OpaquePointer(statement)
      guard let text = unsafe sqlite3_sql(statement),
        let file = unsafe sqlite3_db_filename(sqlite3_db_handle(statement), "main")
      else { return 0 }
      let taken = Int(unsafe sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 1))
      let (sql, path) = unsafe (String(cString: text), String(cString: file))
      steps.withLock { all in
        for folder in all.keys where path.hasPrefix(folder) {
          all[folder]?[sql, default: 0] += taken
        }
      }
      return 0
    }
}

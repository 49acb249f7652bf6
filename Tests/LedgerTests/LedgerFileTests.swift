import AttendanceModel
import Foundation
import GRDB
import Ledger
import TemporaryFiles
import Testing

/// The ledger as a file: its lock, its transactions, its outbox.
struct LedgerFileTests {
  private struct Interrupted: Error {}

  @Test func `while one process works on a ledger another is turned away`() throws {
    let temporary = try TemporaryLedger()
    _ = withExtendedLifetime(temporary) {
      #expect(throws: RunLock.Held.self) { try Ledger(path: temporary.path) }
    }
  }

  @Test func `the lock goes with its holder`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/ledger.sqlite"
    _ = try Ledger(path: path)
    _ = try Ledger(path: path)
  }

  @Test func `a process that outlives the holder does not keep the lock`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/ledger.sqlite"
    let child = Process()
    let input = Pipe()
    child.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // It ends with its input.
    child.arguments = ["cat"]
    child.standardInput = input
    do {
      let ledger = try Ledger(path: path)
      try withExtendedLifetime(ledger) { try child.run() }
    }
    #expect(child.isRunning)
    _ = try Ledger(path: path)
    try input.fileHandleForWriting.close()
    child.waitUntilExit()
  }

  @Test func `a lock whose file was taken away is no lock`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/ledger.sqlite"
    let first = try RunLock(besideLedger: path)
    try folder.remove("ledger.sqlite.lock")
    let second = try RunLock(besideLedger: path)
    _ = withExtendedLifetime((first, second)) {
      #expect(throws: RunLock.Held.self) { try RunLock(besideLedger: path) }
    }
  }

  /// A backup that was put back is no write-ahead log's file, and the next run makes it one.
  @Test func `a ledger that was put back opens while somebody reads it`() async throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/ledger.sqlite"
    try Ledger(path: path).transaction { _ = try $0.take([.sample("A", local: "L1")]) }
    let reader = try DatabaseQueue(path: path)
    try await reader.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
    let isReading = AsyncStream<Void>.makeStream()
    async let reading: Void = reader.read { database in
      _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM run")
      isReading.continuation.finish()
      Thread.sleep(forTimeInterval: 1)
    }
    for await _ in isReading.stream {}
    let isEmpty = try Ledger(path: path).transaction { try $0.holdsNothing() }
    #expect(!isEmpty)
    try await reading
    try reader.close()
    #expect(try journalMode(of: path) == "wal")
  }

  private func journalMode(of path: String) throws -> String? {
    try DatabaseQueue(path: path).read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
  }

  @Test func `a ledger keeps a write-ahead log once there is something in it`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/ledger.sqlite"
    let ledger = try Ledger(path: path)
    try ledger.transaction { _ in }
    #expect(try journalMode(of: path) == "delete")
    try ledger.transaction { _ = try $0.take([.sample("A", local: "L1")]) }
    try ledger.transaction { _ in #expect(FileManager.default.fileExists(atPath: path + "-wal")) }
    #expect(try journalMode(of: path) == "wal")
  }

  @Test func `a first load that was killed half written leaves an empty ledger`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/ledger.sqlite"
    try Ledger(path: path).transaction { _ in }
    let killed = "\(folder.path)/killed.sqlite"
    // As the files lie when a load larger than SQLite's memory is cut off.
    let load = try DatabaseQueue(path: path)
    try load.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA cache_size = 10; BEGIN")
      try database.execute(
        sql: """
          WITH RECURSIVE row (number) AS (SELECT 1 UNION SELECT number + 1 FROM row LIMIT 5000)
          INSERT INTO attendance (provider_code, attendance_id, is_deleted, person, arrival)
            SELECT 'RZ9', number, 0, number, 0 FROM row
          """
      )
      for part in ["", "-journal"] {
        try FileManager.default.copyItem(atPath: path + part, toPath: killed + part)
      }
      try database.execute(sql: "ROLLBACK")
    }
    #expect(throws: LedgerFault.unfinished) { try LedgerReader(path: killed) }
    let ledger = try Ledger(path: killed)
    #expect(try ledger.transaction { try $0.holdsNothing() })
    #expect(!FileManager.default.fileExists(atPath: killed + "-journal"))
    _ = try LedgerReader(path: killed)
  }

  @Test func `a file that is no ledger is refused and stays as it was`() throws {
    let folder = try TemporaryFolder()
    let text = String(repeating: "this is no database, ", count: 100)
    try folder.write(text, to: "ledger.sqlite")
    #expect(throws: LedgerFault.self) { try Ledger(path: "\(folder.path)/ledger.sqlite") }
    #expect(try folder.text(of: "ledger.sqlite") == text)
  }

  @Test func `a ledger of a newer version is refused`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/ledger.sqlite"
    _ = try Ledger(path: path)
    let database = try DatabaseQueue(path: path)
    try database.write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 from the future')")
    }
    try database.close()
    #expect(throws: LedgerFault.fromTheFuture) { try Ledger(path: path) }
  }

  @Test func `a transaction that throws leaves nothing`() throws {
    let temporary = try TemporaryLedger()
    #expect(throws: Interrupted.self) {
      try temporary.transaction { ledger in
        _ = try ledger.take([.sample("A", local: "L1")])
        throw Interrupted()
      }
    }
    #expect(try temporary.transaction { try $0.holdsNothing() })
  }

  @Test func `work that is undone on error leaves what was before it`() throws {
    let persons = try TemporaryLedger().transaction { ledger in
      _ = try ledger.take([.sample("A", local: "L1")])
      #expect(throws: Interrupted.self) {
        try ledger.undoingOnError {
          _ = try ledger.take([.sample("B", local: "L2")])
          throw Interrupted()
        }
      }
      _ = try ledger.take([.sample("C", local: "L3")])
      return try ledger.allPersons()
    }
    #expect(
      persons == ["L1", "L3"].map { PersonKey.local(providerCode: "RZ9", patientID: $0).text }
    )
  }

  @Test func `a document that is not the one that was decided is not handed over`() throws {
    let temporary = try TemporaryLedger()
    let run = try temporary.transaction { ledger in
      let run = try ledger.sampleRun()
      try ledger.put(OutboxFile(path: "a", content: [1]), run: run.number)
      return run
    }
    try temporary.damage("UPDATE outbox SET content = X'02'")
    #expect(throws: LedgerFault.self) {
      try temporary.transaction { ledger in
        try ledger.forEachWaitingFile(run: run.number) { _, write in try write { _ in } }
      }
    }
  }

  @Test func `the outbox hands its files over until they are published`() throws {
    let temporary = try TemporaryLedger()
    let run = try temporary.transaction { ledger in
      let run = try ledger.sampleRun()
      try ledger.put(OutboxFile(path: "b", content: [2]), run: run.number)
      try ledger.put(OutboxFile(path: "a", content: [1]), run: run.number)
      return run
    }
    let waiting = {
      try temporary.transaction { ledger in
        var files: [OutboxFile] = []
        try ledger.forEachWaitingFile(run: run.number) { path, write in
          var file = OutboxFile(path: path, content: [])
          try write { file.content += $0 }
          files.append(file)
        }
        return files
      }
    }
    #expect(try temporary.transaction { try $0.unpublishedRun() } == run)
    #expect(
      try waiting() == [
        OutboxFile(path: "a", content: [1]), OutboxFile(path: "b", content: [2]),
      ]
    )
    try temporary.transaction { try $0.markPublished(run: run.number) }
    #expect(try waiting() == [])
    #expect(try temporary.transaction { try $0.unpublishedRun() } == nil)
  }

  @Test func `runs of one date are numbered from 001`() throws {
    let folders = try TemporaryLedger().transaction { ledger in
      try ["2026-03-02", "2026-03-02", "2026-03-03"].map { day in
        let run = try ledger.sampleRun(asOf: day)
        try ledger.markPublished(run: run.number)
        return run.folder
      }
    }
    #expect(folders == ["2026-03-02-001", "2026-03-02-002", "2026-03-03-001"])
  }

  @Test func `an extract is known by its bytes, and its source has come for the date`() throws {
    try TemporaryLedger().transaction { ledger in
      let run = try ledger.sampleRun(asOf: "2026-03-02")
      let number = try ledger.startExtract(
        sha256: "s",
        source: "ae",
        file: "one.csv",
        run: run.number
      )
      try ledger.finishExtract(number, ExtractRecord(rows: 1, readAsOf: run.asOf))
      #expect(try ledger.extract(sha256: "s")?.file == "one.csv")
      #expect(try ledger.extract(sha256: "t") == nil)
      #expect(try ledger.tookExtract(from: "ae", asOf: run.asOf))
      #expect(try !ledger.tookExtract(from: "ae", asOf: run.asOf.adding(days: 1)))
    }
  }
}

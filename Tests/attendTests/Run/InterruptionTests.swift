import Foundation
import Ledger
import TemporaryFiles
import Testing

/// Design section 7 through the command: killed anywhere, the next run finishes the same work and
/// nobody is told twice; one run at a time.
struct InterruptionTests {
  private func receiveNight(_ trust: Trust) throws {
    try trust.receive(
      """
      child, birth_date, arrival_date, gp_practice_code, diagnosis_1
      0,     2018-03-02, 2026-10-30,   V81997,
      1,     2026-09-01, 2026-10-30,   Y99001,           125668004
      2,     2018-03-02, 2026-08-30,   V81997,
      """
    )
  }

  @Test func `a run that finds another one at work ends, and says who that is`() throws {
    let trust = try Trust()
    try receiveNight(trust)
    _ = try trust.firstNight(asOf: "2026-11-01")
    let output = trust.output
    let lock = try RunLock(besideLedger: "\(trust.folder.path)/state/ledger.sqlite")
    let outcome = try withExtendedLifetime(lock) {
      try trust.call(asOf: "2026-11-02", "--quiet")
    }
    #expect(outcome.messages.contains("(process \(ProcessInfo.processInfo.processIdentifier))"))
    #expect(outcome.code == 75)
    #expect(outcome.sentences.count == 1 && outcome.messages.contains("another run"))
    #expect(trust.output == output)
  }

  @Test func `a run waits for somebody who works the worklist`() throws {
    let trust = try Trust()
    try receiveNight(trust)
    _ = try trust.firstNight(asOf: "2026-11-01")
    try trust.receive("child, arrival_date, gp_practice_code\n0, 2026-11-01, V81997")
    var lock: RunLock? = try RunLock(besideLedger: "\(trust.folder.path)/state/ledger.sqlite")
    let run = try Attend.Call(
      ["run", "--config", "attend.yaml", "--as-of", "2026-11-02", "--quiet"],
      in: trust.folder.path
    )
    Thread.sleep(forTimeInterval: 1)
    withExtendedLifetime(lock) {}
    lock = nil
    let outcome = try run.outcome()
    #expect(outcome.code == 0, "\(outcome.said)")
    #expect(trust.published.count == 2)
  }

  @Test(.enabled(if: Tracer.works, "this machine lets no process be traced"))
  func `a run that waits at the lock of one that leaves nothing takes no lock that is gone`() throws
  {
    let trust = try Trust()
    try receiveNight(trust)
    try trust.folder.makeFolder("state")
    let path = "\(trust.folder.path)/state/ledger.sqlite"
    var leaving: RunLock? = try RunLock(besideLedger: path)
    let waiting = try Attend.Call(
      program: "strace",
      [
        "-o", "\(trust.folder.path)/trace", "-e", "trace=flock",
        "-e", "inject=flock:delay_enter=3s:when=1", Attend.program, "run",
        "--config", "attend.yaml", "--as-of", "2026-11-01", "--first-load", "notify", "--quiet",
      ],
      in: trust.folder.path
    )
    // It has opened the lock's file and does not hold it yet.
    while try !(trust.folder.has("trace") && trust.folder.text(of: "trace").contains("flock(")) {
      Thread.sleep(forTimeInterval: 0.05)
    }
    try trust.folder.remove("state/ledger.sqlite.lock")
    withExtendedLifetime(leaving) {}
    leaving = nil
    let next = try RunLock(besideLedger: path)
    let outcome = try withExtendedLifetime(next) { try waiting.outcome() }
    #expect(outcome.code == 75, "\(outcome.said)")
    #expect(trust.published.isEmpty)
  }

  @Test func `a renderer that outlives a killed run does not hold its lock`() throws {
    let trust = try Trust(
      replacing: [
        "unapproved: allowed":
          "unapproved: allowed\nletters: { formats: [html, pdf], renderer: renderer }"
      ]
    )
    try receiveNight(trust)
    // It is ready and never prints; it says who it is, and ends when it is told to.
    try trust.folder.write(
      "#!/bin/sh\ntrap '' HUP INT\necho $$ >'\(trust.folder.path)/pid'\necho ready 0\nexec sleep 600\n",
      to: "renderer/bin/python3"
    )
    try trust.folder.write("", to: "renderer/print.py")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700],
      ofItemAtPath: "\(trust.folder.path)/renderer/bin/python3"
    )
    let run = try Attend.Call(
      ["run", "--config", "attend.yaml", "--as-of", "2026-11-01", "--first-load", "notify"],
      in: trust.folder.path
    )
    let ledger = "\(trust.folder.path)/state/ledger.sqlite"
    // What it decided is there: it has begun to print.
    while run.process.isRunning,
      (try? LedgerReader(path: ledger))
        .flatMap({ try? $0.read { try $0.lastRun() } }) == nil
    {
      Thread.sleep(forTimeInterval: 0.05)
    }
    try #require(run.process.isRunning)
    end(run.process.processIdentifier)
    run.process.waitUntilExit()
    let renderer = try #require(
      Int32(trust.folder.text(of: "pid").trimmingCharacters(in: .newlines))
    )
    defer { end(renderer) }
    #expect(kill(renderer, 0) == 0)
    let configuration = try trust.folder.text(of: "attend.yaml")
    try trust.folder.write(
      configuration.replacing("[html, pdf]", with: "[html]"),
      to: "attend.yaml"
    )
    let next = try trust.call(asOf: "2026-11-01", "--quiet")
    #expect(next.code == 0, "\(next.said)")
    #expect(trust.published == ["2026-11-01-001", "2026-11-01-002"])
  }

  @Test func `what was decided and not published is published by the next run, once`() throws {
    let undisturbed = try Trust()
    try receiveNight(undisturbed)
    _ = try undisturbed.firstNight(asOf: "2026-11-01")

    let trust = try Trust()
    try receiveNight(trust)
    // A file in the way of the output folder: the decision is committed, publishing fails.
    try trust.folder.write("in the way", to: "out")
    let outcome = try trust.call(asOf: "2026-11-01", "--first-load", "notify", "--quiet")
    #expect(outcome.code == 1)
    #expect(outcome.sentences.count == 1)

    try trust.folder.remove("out")
    let repaired = try trust.call(asOf: "2026-11-01", "--quiet")
    #expect(repaired.code == 0)
    #expect(trust.published == ["2026-11-01-001", "2026-11-01-002"])
    let late = FolderTree("\(trust.folder.path)/out/2026-11-01-001")
    #expect(
      late.differences(from: FolderTree("\(undisturbed.folder.path)/out/2026-11-01-001")) == []
    )
    let second = FolderTree("\(trust.folder.path)/out/2026-11-01-002")
    #expect(second.texts(in: "letters").isEmpty && second.text("alerts/flags.ndjson") == "")
  }

  @Test(arguments: [11, 12])
  func `killed at any moment, the runs after it publish the same documents once`(seed: Int) throws {
    let undisturbed = try Trust()
    try receiveNight(undisturbed)
    let started = ContinuousClock.now
    _ = try undisturbed.firstNight(asOf: "2026-11-01")
    let duration = ContinuousClock.now - started

    let trust = try Trust()
    try receiveNight(trust)
    let arguments = [
      "run", "--config", "attend.yaml", "--as-of", "2026-11-01", "--first-load", "notify",
    ]
    // From early to just past the usual end, so that every part of the work is hit at some time.
    for kill in 0..<4 {
      let call = try Attend.Call(arguments, in: trust.folder.path)
      let share = Double((seed * 7 + kill * 13) % 40 + 60) / 100
      Thread.sleep(forTimeInterval: (duration * share) / .seconds(1))
      end(call.process.processIdentifier)
      call.process.waitUntilExit()
    }
    let outcome = try Attend.call(arguments, in: trust.folder.path)
    try #require(outcome.code == 0, "\(outcome.said)")
    let first = FolderTree("\(trust.folder.path)/out/2026-11-01-001")
    #expect(
      first.differences(from: FolderTree("\(undisturbed.folder.path)/out/2026-11-01-001")) == []
    )
    for name in trust.published.dropFirst() {
      let later = FolderTree("\(trust.folder.path)/out/\(name)")
      #expect(later.texts(in: "letters").isEmpty && later.text("alerts/flags.ndjson") == "")
    }
    let leftovers = try FileManager.default.contentsOfDirectory(atPath: "\(trust.folder.path)/out")
    #expect(leftovers.allSatisfy { !$0.hasPrefix(".") })
  }

  /// Ends one process that this test started.
  private func end(_ process: Int32) {
    kill(process, SIGKILL)
  }

  @Test func `a folder of another ledger's run is no proof that this one was published`() throws {
    let trust = try Trust()
    try receiveNight(trust)
    _ = try trust.firstNight(asOf: "2026-11-01")
    // The ledger is begun anew; the old output stays, and other children come.
    try trust.folder.remove("state")
    try trust.receive("child, arrival_date, gp_practice_code\n5, 2026-10-30, V81997")
    let output = trust.output
    let outcome = try trust.call(asOf: "2026-11-01", "--first-load", "notify", "--quiet")
    #expect(outcome.code == 1)
    #expect(outcome.messages.contains("2026-11-01-001"))
    #expect(trust.output == output)
  }
}

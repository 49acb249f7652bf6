import AttendanceModel
import Foundation
import Ledger
import NotifyPolicy
import SeededRandom
import Testing

/// The lines of all triggers, which the ledger keeps by rule and day.
struct TriggerDayTests {
  private struct Undone: Error {}

  private func lines(_ triggers: [Trigger]) -> [UInt8] { triggers.flatMap(line) }

  private func line(_ trigger: Trigger) -> [UInt8] {
    let window = "\(trigger.window.lowerBound) \(trigger.window.upperBound)"
    return Array(
      "\(trigger.rule) \(trigger.ruleVersion) \(trigger.position) \(trigger.count) \(window)\n".utf8
    )
  }

  /// What a run would publish.
  private func published(_ ledger: LedgerTransaction, asOf day: CivilDay) throws -> [UInt8] {
    let run = try ledger.startRun(asOf: day, rules: "rules")
    try ledger.renewTriggerDays(lines)
    try ledger.putWithTriggers(
      OutboxFile(path: "t", content: Array("head\n".utf8)),
      run: run.number
    )
    var content: [UInt8] = []
    try ledger.forEachWaitingFile(run: run.number) { _, write in
      try write { content += $0 }
    }
    try ledger.markPublished(run: run.number)
    return content
  }

  private func plain(_ ledger: LedgerTransaction) throws -> [UInt8] {
    var content = Array("head\n".utf8)
    try ledger.forEachTrigger { content += line($0) }
    return content
  }

  /// Any of a person's triggers, some on either side of 1970 and of midnight.
  private func triggers(of person: Int, _ random: inout SplitMix64) -> [Trigger] {
    ["b", "a", "é", "a"].enumerated().flatMap { number, rule in
      (0..<3).filter { _ in random.once(in: 2) }.map { visit in
        let day = CivilDay(rawValue: random.choose([-40, -1, 0, 1, 20_000, 20_001]))
        let minute = random.choose([0, 1, 720, 1439])
        return Trigger(
          rule: rule + (number == 3 ? "-3" : ""),
          ruleVersion: random.choose([1, 2]),
          attendance: AttendanceKey(
            providerCode: random.choose(["RZ9", "rz9"]),
            attendanceID: "\(person)-\(visit)"
          ),
          arrival: Arrival(day, ClockTime(minutes: minute) ?? .midnight),
          count: random.choose([1, 2, 3]),
          window: day.adding(days: -10)...day
        )
      }
    }.reduce(into: []) { unique, trigger in
      if !unique.contains(where: { $0.identity == trigger.identity }) { unique.append(trigger) }
    }
  }

  @Test(arguments: RandomCases.seeds)
  func `the kept lines are those of all triggers that hold, whatever has changed`(seed: UInt64)
    throws
  {
    var random = SplitMix64(seed: seed)
    try TemporaryLedger().transaction { ledger in
      for night in 0..<12 {
        let day = CivilDay(rawValue: Int32(20_100 + night))
        for person in 0..<4 where random.once(in: 3) {
          let change = {
            _ = try ledger.replaceTriggers(
              of: "person \(person)",
              with: triggers(of: person, &random),
              terms: { _ in (.pattern, .standard) },
              asOf: day
            )
          }
          if random.once(in: 4) {
            try? ledger.undoingOnError {
              try change()
              throw Undone()
            }
          } else {
            try change()
          }
        }
        #expect(try published(ledger, asOf: day) == (try plain(ledger)), "night \(night)")
      }
    }
  }

  @Test func `what was decided is published, or nothing`() throws {
    let temporary = try TemporaryLedger()
    let day = try #require(CivilDay("2026-03-02"))
    let run = try temporary.transaction { ledger in
      let run = try ledger.startRun(asOf: day, rules: "rules")
      _ = try ledger.replaceTriggers(
        of: "person",
        with: [.sample("A"), .sample("B", on: "2026-03-02")],
        terms: { _ in (.pattern, .standard) },
        asOf: day
      )
      try ledger.renewTriggerDays(lines)
      try ledger.putWithTriggers(OutboxFile(path: "t", content: []), run: run.number)
      return run
    }
    try temporary.damage("UPDATE trigger_day SET lines = X'00' WHERE day % 2 = 0")
    #expect(throws: LedgerFault.self) {
      try temporary.transaction { ledger in
        try ledger.forEachWaitingFile(run: run.number) { _, write in try write { _ in } }
      }
    }
  }

  @Test func `a trigger that is removed from the table goes from its day`() throws {
    let temporary = try TemporaryLedger()
    let day = try #require(CivilDay("2026-03-02"))
    let change = { (triggers: [Trigger]) in
      try temporary.transaction { ledger in
        _ = try ledger.replaceTriggers(
          of: "person",
          with: triggers,
          terms: { _ in (.pattern, .standard) },
          asOf: day
        )
        return try published(ledger, asOf: day)
      }
    }
    _ = try change([.sample("A"), .sample("B")])
    try temporary.damage("DELETE FROM rule_trigger WHERE attendance_id = 'A'")
    let left = try temporary.transaction { try published($0, asOf: day) }
    #expect(left == Array("head\n".utf8) + line(try .sample("B")))
  }
}

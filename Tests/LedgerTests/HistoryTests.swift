import AttendanceModel
import GRDB
import Ledger
import NotifyPolicy
import Testing

/// What the ledger remembers of triggers, notifications and decisions.
struct HistoryTests {
  private let local = PersonKey.local(providerCode: "RZ9", patientID: "L1")

  private func seen(_ ledger: LedgerTransaction, _ triggers: [Trigger], asOf day: String) throws
    -> [CivilDay]
  {
    try ledger.replaceTriggers(
      of: local.text,
      with: triggers,
      terms: { _ in (.suspectedHarm, .standard) },
      asOf: try #require(CivilDay(day))
    ).map(\.firstSeen)
  }

  @Test func `a trigger keeps the day it was first seen, also when it was away meanwhile`() throws {
    try TemporaryLedger().transaction { ledger in
      let first = try #require(CivilDay("2026-03-02"))
      #expect(try seen(ledger, [.sample("A")], asOf: "2026-03-02") == [first])
      #expect(try seen(ledger, [.sample("A")], asOf: "2026-03-03") == [first])
      #expect(try seen(ledger, [], asOf: "2026-03-04") == [])
      #expect(try seen(ledger, [.sample("A")], asOf: "2026-03-05") == [first])
    }
  }

  @Test func `a suspected-harm trigger that no longer holds has fired all the same`() throws {
    try TemporaryLedger().transaction { ledger in
      _ = try ledger.take([.sample("A", local: "L1")])
      _ = try seen(ledger, [.sample("A")], asOf: "2026-03-02")
      _ = try seen(ledger, [], asOf: "2026-03-03")
      var holding = 0
      try ledger.forEachTrigger { _ in holding += 1 }
      #expect(holding == 0)
      #expect(try ledger.suspectedHarmEverFired(for: local.text))
    }
  }

  @Test(arguments: [Notification.State.told, .held, .late, .baseline])
  func `one live notification stands for a route of a trigger`(state: Notification.State) throws {
    let temporary = try TemporaryLedger()
    #expect(throws: LedgerFault.self) {
      try temporary.transaction { ledger in
        let run = try ledger.sampleRun()
        try ledger.record(.sample("A", state), run: run.number)
        try ledger.record(.sample("A", .told), run: run.number)
      }
    }
  }

  @Test func `another route and a notification taken back stand in no one's way`() throws {
    try TemporaryLedger().transaction { ledger in
      _ = try ledger.take([.sample("A", local: "L1")])
      let run = try ledger.sampleRun()
      try ledger.record(.sample("A"), run: run.number)
      try ledger.record(.sample("A", form: .alert("sample")), run: run.number)
      let told = try ledger.notifications(of: local.text)
      try ledger.end(try #require(told.first).notification.id, as: .withdrawn, run: run.number)
      try ledger.record(.sample("A"), run: run.number)
      #expect(
        try ledger.notifications(of: local.text).map(\.notification.state)
          == [.withdrawn, .told, .told]
      )
    }
  }

  @Test func `notifications follow their attendance to the person it is joined to`() throws {
    try TemporaryLedger().transaction { ledger in
      _ = try ledger.take([.sample("A", local: "L1")])
      try ledger.record(.sample("A"), run: ledger.sampleRun().number)
      _ = try ledger.take([.sample("B", number: "9990000018", local: "L1")])
      let number = PersonKey.nhsNumber(try #require(NHSNumber("9990000018")))
      #expect(try ledger.notifications(of: number.text).count == 1)
      #expect(try ledger.notifications(of: local.text).isEmpty)
    }
  }

  @Test func `an alert runs out on its day, once`() throws {
    let day = try #require(CivilDay("2027-03-01"))
    try TemporaryLedger().transaction { ledger in
      let run = try ledger.sampleRun()
      try ledger.record(.sample("A", form: .alert("sample"), endsOn: day), run: run.number)
      #expect(try ledger.alertsRunOut(by: day.adding(days: -1)).isEmpty)
      let ended = try ledger.alertsRunOut(by: day)
      #expect(ended.count == 1)
      for told in ended { try ledger.endAlert(told.notification.id, run: run.number) }
      #expect(try ledger.alertsRunOut(by: day).isEmpty)
    }
  }

  @Test func `an item closes with what it asked for`() throws {
    try TemporaryLedger().transaction { ledger in
      _ = try ledger.take([.sample("A", local: "L1")])
      let item = WorklistItem(kind: "sample", attendance: .sample("A"))
      #expect(try ledger.add(item, run: ledger.sampleRun().number).number == 1)
      #expect(try ledger.hasOpenItem(kind: "sample", person: local.text))
      try ledger.closeItems(kind: "sample", attendance: .sample("A"))
      #expect(try !ledger.hasOpenItem(kind: "sample", person: local.text))
      let isKnown = {
        try ledger.hasOpenOrDismissedItem(kind: "sample", rule: nil, attendance: .sample("A"))
      }
      #expect(try !isKnown())
      let again = try ledger.add(item, run: ledger.sampleRun().number)
      #expect(try isKnown())
      let by = Handled(who: "N", why: "seen", on: CivilDay(rawValue: 20_000))
      try ledger.handle(again.number, .dismissed, by)
      #expect(try isKnown())
    }
  }
}

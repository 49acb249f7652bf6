import AttendanceModel
import BatchRun
import Foundation
import Ledger
import TemporaryFiles
import Testing

/// What a night costs follows the day's rows, not the history (design section 10).
struct NightlyCostTests {
  @Test func `no statement of a night takes more steps on a ledger four times as large`() throws {
    let small = try steps(ofNightAfter: PastTrust(children: 30))
    let large = try steps(ofNightAfter: PastTrust(children: 120))
    #expect(small.count > 60)
    for (statement, steps) in large.sorted(by: { $0.key < $1.key }) {
      let before = try #require(small[statement], "only the large ledger has \(statement)")
      #expect(steps <= before + before / 10, "\(before) steps, then \(steps): \(statement)")
    }
  }

  @Test func `the triggers that a night publishes are those that its ledger holds`() throws {
    let trust = try PastTrust(children: 3)
    try trust.receiveTonight()
    let result = try trust.run(asOf: "2026-11-02")
    var plain = TriggerTable()
    try Ledger(path: trust.ledger).transaction { try $0.forEachTrigger { plain.add($0) } }
    #expect(
      FileManager.default.contents(atPath: "\(result.folder)/triggers.csv") == Data(plain.bytes)
    )
  }

  private func steps(ofNightAfter trust: PastTrust) throws -> [String: Int] {
    try trust.receiveTonight()
    return try StatementMeter.steps(below: trust.folder.path) {
      let night = try trust.run(asOf: "2026-11-02")
      #expect(night.manifest.counts.practiceLetters > 0 && night.manifest.counts.alerts > 0)
      let purged = try #require(night.manifest.counts.purged)
      #expect(purged.attendances > 0 && purged.notifications > 0)
    }
  }
}

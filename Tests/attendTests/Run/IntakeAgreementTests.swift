import AttendanceModel
import BatchRun
import SeededRandom
import TemporaryFiles
import Testing

import struct Foundation.FileAttributeKey
import class Foundation.FileManager

/// The fast way into the ledger, held to the plain one: row by row, every person looked at.
struct IntakeAgreementTests {
  /// A night is a whole run; a tenth of the cases of other random tests is many.
  private static let seeds = 0..<(RandomCases.seeds.upperBound + 9) / 10
  private static let firstNight = CivilDay(rawValue: 20_818)  // 2026-12-31

  @Test(arguments: seeds)
  func `dirty extracts leave the same ledger, on an empty one and on the next night`(seed: UInt64)
    throws
  {
    var random = SplitMix64(seed: seed)
    let trust = try Trust(replacing: Self.configuration(&random))
    try trust.folder.write("old,new\n9990000018,9990000026\n", to: "merged.csv")
    var extracts = ["1.csv", "2.csv", "3.csv", "4.csv"].map { (name: $0, bytes: [UInt8]()) }
    for place in extracts.indices { extracts[place].bytes = random.dirtyExtract(upTo: 250) }
    let threads = random.choose([1, 2, 3])
    let firstLoad = random.choose([NightlyRun.FirstLoad.baseline, .notify])
    let plain = try nights(of: trust, extracts, firstLoad, threads: nil)
    let fast = try nights(of: trust, extracts, firstLoad, threads: threads)
    for (plain, fast) in zip(plain, fast) {
      #expect(fast.faults == plain.faults)
      #expect(fast.rows.tables.keys == plain.rows.tables.keys)
      #expect(fast.rows.differences(from: plain.rows) == [])
      #expect(fast.rows.indexes == plain.rows.indexes)
    }
  }

  /// Sometimes with merged numbers, sometimes loads that stand for the whole of a long period.
  private static func configuration(_ random: inout SplitMix64) -> KeyValuePairs<String, String> {
    let extra = "max-quarantined: 30 %\nmax-removed: 100 %\nunapproved:"
    let merged = random.once(in: 3) ? "superseded-numbers: merged.csv\n" : ""
    guard random.once(in: 3) else { return ["unapproved:": merged + extra] }
    return [
      "unapproved:": merged + extra,
      "files: \"inbox/*.csv\" }":
        "files: \"inbox/*.csv\", load: replace-period, period: { days: 400 } }",
    ]
  }

  /// What a night left.
  private struct Outcome {
    var faults: [String] = []
    /// Empty when no ledger was kept.
    var rows = LedgerRows()
  }

  /// A first load of all extracts but the last, and a night with that one, in a folder without a
  /// ledger.
  private func nights(
    of trust: Trust,
    _ extracts: [(name: String, bytes: [UInt8])],
    _ firstLoad: NightlyRun.FirstLoad,
    threads: Int?
  ) throws -> [Outcome] {
    for old in ["state", "out", "inbox"] where trust.folder.has(old) {
      try trust.folder.remove(old)
    }
    return try [extracts.dropLast(), extracts.suffix(1)].enumerated().map { day, extracts in
      for extract in extracts { try trust.receive(extract.name, bytes: extract.bytes) }
      var outcome = Outcome()
      do {
        _ = try NightlyRun(
          configuration: "\(trust.folder.path)/attend.yaml",
          asOf: Self.firstNight.adding(days: day),
          firstLoad: firstLoad,
          isPreview: false,
          threads: threads
        ).perform()
      } catch let fault as RunFault {
        outcome.faults = fault.sentences
      }
      try trust.keepPrivate()
      if trust.folder.has("state/ledger.sqlite") {
        outcome.rows = try LedgerRows("\(trust.folder.path)/state/ledger.sqlite")
        try trust.keepPrivate()
      }
      return outcome
    }
  }
}

extension Trust {
  /// What the command does for itself: nobody else may read the ledger.
  fileprivate func keepPrivate() throws {
    let state = "\(folder.path)/state"
    guard folder.has("state") else { return }
    for name in try FileManager.default.contentsOfDirectory(atPath: state) {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o600],
        ofItemAtPath: "\(state)/\(name)"
      )
    }
  }
}

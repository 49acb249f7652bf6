import AttendanceModel
import BatchRun
import Ledger
import SeededRandom
import Testing

import class Foundation.ProcessInfo

/// Two years of nights on a real ledger, with a feed as feeds are (design S3, S8, S9, S10).
///
/// `ATTEND_SIMULATED_DAYS` says how many days, by default a few months; `ATTEND_SIMULATED_STEP` how
/// many days lie between runs, with 1 every night has one; `ATTEND_SIMULATED_FEEDS` how many feeds.
/// `make test-simulation` has 24 months, a run every night, and prints the figures.
struct TwentyFourMonthsTests {
  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  private static let days = number("ATTEND_SIMULATED_DAYS") ?? 200
  private static let step = number("ATTEND_SIMULATED_STEP") ?? 9
  private static let seeds = 0..<UInt64(number("ATTEND_SIMULATED_FEEDS") ?? 1)

  @Test(arguments: seeds)
  func `whatever the feed does, all is told once in the end, and nothing else`(seed: UInt64) throws
  {
    let started = ContinuousClock.now
    var random = SplitMix64(seed: seed)
    let first = try #require(CivilDay("2024-11-01"))
    let feed = SimulatedFeed(from: first, days: Self.days, random: &random)
    let trust = try SimulatedTrust()
    var ledger = SimulatedLedger(rules: try RuleBook(folder: TrustFolder.rules).rules)
    var night = 0
    var runs = 0
    var published = ""
    while night < feed.nights {
      let nights = night..<min(night + Self.step, feed.nights)
      night = nights.upperBound
      let extract = feed.extract(ofNights: nights, random: &random)
      // Before the first row there is no ledger to speak of.
      if runs == 0 && extract == SimulatedFeed.header { continue }
      runs += 1
      let result = try trust.night(runs, extract, asOf: first.adding(days: night), .notify)
      published = try trust.publishedTriggers(result)
      try trust.inLedger { transaction in
        try ledger.look(into: transaction)
        // The lines that the ledger keeps by day are those of all triggers that it holds.
        var all = TriggerTable()
        try transaction.forEachTrigger { all.add($0) }
        #expect(published == String(decoding: all.bytes, as: UTF8.self), "night \(night)")
      }
    }
    try #require(runs > 5)
    let asOf = first.adding(days: night)
    #expect(published == (try trust.independentTriggers(feed.perfect, asOf: asOf)))
    let perfect = try SimulatedTrust()
    let result = try perfect.night(1, feed.perfect, asOf: asOf, .baseline)
    #expect(published == (try perfect.publishedTriggers(result)))
    try trust.inLedger { transaction in
      var triggers: [Trigger] = []
      try transaction.forEachTrigger { triggers.append($0) }
      try ledger.expectAllSettled(triggers, transaction)
      try ledger.expectNobodyToldTwice(transaction)
    }
    #expect(try trust.auditFindings() == [])
    if Self.number("ATTEND_SIMULATED_DAYS") != nil {
      let seconds = (ContinuousClock.now - started) / .seconds(1)
      print(
        "feed \(seed): \(runs) nights, \(seconds) seconds\n  \(feed.figures)\n  \(ledger.figures)"
      )
    }
  }
}

import AttendanceModel
import BatchRun
import Ledger
import NotifyPolicy
import RuleLanguage
import SeededRandom
import TemporaryFiles
import Testing

import struct Foundation.Data
import struct Foundation.FileAttributeKey
import class Foundation.FileManager
import class Foundation.JSONDecoder
import class Foundation.ProcessInfo
import struct Foundation.URL

/// Two years of nights on a real ledger, with a feed as feeds are (design S8, S9, S10).
///
/// `ATTEND_SIMULATED_DAYS` says how many days, 730 when all of it is wanted; by default a few
/// months. `ATTEND_SIMULATED_STEP` says how many days lie between runs; with 1 every night has one.
struct TwentyFourMonthsTests {
  private static func number(_ name: String, _ otherwise: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? otherwise
  }

  private static let days = number("ATTEND_SIMULATED_DAYS", 200)
  private static let step = number("ATTEND_SIMULATED_STEP", 9)
  private static let seeds = 0..<UInt64(number("ATTEND_SIMULATED_FEEDS", 1))
  private static let rules = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Rules").path

  @Test(arguments: seeds)
  func `whatever the feed does, all is told once in the end, and nothing else`(seed: UInt64) throws
  {
    var random = SplitMix64(seed: seed)
    let first = try #require(CivilDay("2024-11-01"))
    let feed = SimulatedFeed(from: first, days: Self.days, random: &random)
    let trust = try trust()
    var night = 0
    var runs = 0
    while night < feed.nights {
      let nights = night..<min(night + Self.step, feed.nights)
      night = nights.upperBound
      guard let extract = feed.extract(ofNights: nights, random: &random) else { continue }
      try trust.write(extract, to: "inbox/\(1000 + night).csv")
      let result = try NightlyRun(
        configuration: "\(trust.path)/attend.yaml",
        asOf: first.adding(days: night),
        firstLoad: .notify,
        isPreview: false
      ).perform()
      try keepPrivate(trust)
      try expectAllTriggers(in: result.folder, trust)
      try trust.remove("inbox/\(1000 + night).csv")
      runs += 1
    }
    try #require(runs > 5)
    let ledger = try Ledger(path: "\(trust.path)/state/ledger.sqlite")
    try ledger.transaction { ledger in
      let triggers = try self.triggers(ledger)
      #expect(triggers == (try perfectTriggers(feed, asOf: first.adding(days: night))))
      try expectAllSettled(triggers, feed.persons, ledger)
      try expectNobodyToldTwice(ledger)
    }
  }

  private func trust() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      organisation:
        code: RZ9
        name: Weathervane Hospitals
        address: [1 Infirmary Road, Sampletown]
        safeguarding-team: { name: Safeguarding Children Team, phone: 01632 960999 }
      rules: \(Self.rules)
      ledger: state/ledger.sqlite
      output: out
      sources:
        - { name: ae, profile: standard, files: "inbox/*.csv" }
      practices: practices.csv
      unapproved: allowed
      letters: { formats: [html] }

      """,
      to: "attend.yaml"
    )
    try folder.write(
      """
      code,name,address_1,postcode,status
      Y99001,Example Street Surgery,1 High Street,XX1 1AA,A
      Y99002,Specimen Medical Centre,2 High Street,XX1 2AA,A

      """,
      to: "practices.csv"
    )
    return folder
  }

  private func triggers(_ ledger: LedgerTransaction) throws -> [Trigger] {
    var triggers: [Trigger] = []
    try ledger.forEachTrigger { triggers.append($0) }
    return triggers
  }

  /// The lines that the ledger keeps by day are, in the file, those of all triggers that it holds.
  private func expectAllTriggers(in folder: String, _ trust: TemporaryFolder) throws {
    var table = TriggerTable()
    for trigger in try Ledger(path: "\(trust.path)/state/ledger.sqlite").transaction(triggers) {
      table.add(trigger)
    }
    #expect(
      FileManager.default.contents(atPath: "\(folder)/triggers.csv") == Data(table.bytes),
      "\(folder)"
    )
  }

  /// The triggers of a ledger that gets the truth in one night.
  private func perfectTriggers(_ feed: SimulatedFeed, asOf day: CivilDay) throws -> [Trigger] {
    let trust = try trust()
    try trust.write(feed.perfect, to: "inbox/all.csv")
    _ = try NightlyRun(
      configuration: "\(trust.path)/attend.yaml",
      asOf: day,
      firstLoad: .baseline,
      isPreview: false
    ).perform()
    return try Ledger(path: "\(trust.path)/state/ledger.sqlite").transaction(triggers)
  }

  /// The command makes its files for their owner alone; in a process of tests nobody does.
  private func keepPrivate(_ trust: TemporaryFolder) throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600],
      ofItemAtPath: "\(trust.path)/state/ledger.sqlite"
    )
  }

  /// Every trigger is settled or covered on every route, and no two live ones cover each other.
  private func expectAllSettled(
    _ triggers: [Trigger],
    _ persons: [PersonKey],
    _ ledger: LedgerTransaction
  ) throws {
    let rules = try RuleBook(folder: Self.rules).rules
    for person in persons {
      let told = try ledger.notifications(of: person.text)
      let keys = Set(try ledger.timeline(of: person.text).map(\.attendance.key))
      for rule in rules {
        for route in rule.routes {
          let ofRoute = told.filter {
            $0.notification.trigger.rule == rule.name && $0.form == route.form
          }.map(\.notification)
          let live = ofRoute.filter { $0.state == .told }
          for trigger in triggers
          where trigger.rule == rule.name && keys.contains(trigger.attendance) {
            let isSettled = ofRoute.contains {
              $0.trigger == trigger.identity && $0.state.settles
            }
            #expect(
              isSettled || isCovered(trigger, by: live, rule),
              "\(rule.name), \(route.form.name): nobody told of \(trigger.attendance.attendanceID)"
            )
          }
          for one in live {
            #expect(triggers.contains { $0.identity == one.trigger }, "told of what is not so")
            for other in live where other.id > one.id && rule.ruleClass != .suspectedHarm {
              let growth = rule.again.countGrowsBy ?? .max
              #expect(
                !isNear(one.arrival.day, other.arrival.day, rule)
                  || abs(one.count - other.count) >= growth,
                "\(rule.name), \(route.form.name): \(one.id) and \(other.id) cover each other"
              )
            }
          }
        }
      }
    }
  }

  private func isCovered(_ trigger: Trigger, by live: [Notification], _ rule: Rule) -> Bool {
    guard rule.ruleClass != .suspectedHarm else { return false }
    let near = live.filter { isNear($0.arrival.day, trigger.arrival.day, rule) }
    guard let highest = near.map(\.count).max() else { return false }
    return rule.again.countGrowsBy.map { trigger.count < highest + $0 } ?? true
  }

  private func isNear(_ one: CivilDay, _ other: CivilDay, _ rule: Rule) -> Bool {
    max(one, other).subtracting(rule.again.after) <= min(one, other)
  }

  private struct Line: Decodable {
    var decision: String
    var rule: String?
    var route: String?
    var attendance_id: String?
  }

  /// By the audit: what was told is told again only after it was taken back.
  private func expectNobodyToldTwice(_ ledger: LedgerTransaction) throws {
    var standing: Set<[String?]> = []
    var told = 0
    try ledger.forEachAuditLine { entry in
      #expect(entry.isSound)
      let line = try JSONDecoder().decode(Line.self, from: Data(entry.entry.utf8))
      let what = [line.rule, line.route, line.attendance_id]
      switch line.decision {
      case "told":
        told += 1
        #expect(standing.insert(what).inserted, "told twice: \(what)")
      case "withdrawn", "taken-back", "moved": standing.remove(what)
      default: break
      }
    }
    #expect(told > 10)
  }
}

import AttendanceModel
import ExtractReading
import Foundation
import Linkage
import RuleEngine
import RuleLanguage
import SeededRandom
import TemporaryFiles
import Testing

@testable import BatchRun
@testable import Reporting

/// What a report is made from, before anything is hidden: its parts make the whole, and the whole
/// is the dry-run's.
struct ReportFindingsTests {
  private static let asOf = CivilDay(rawValue: 20_818)  // 2026-12-31
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
  private static let book = Result { try RuleBook(folder: "\(root)/Rules") }

  private func report(_ extracts: [String], _ profile: String, threads: Int = 2) throws
    -> (report: DryRun.Report, findings: ReportFindings)
  {
    let report = try DryRun.perform(
      book: Self.book.get(),
      asOf: Self.asOf,
      extracts: extracts,
      profile: profile,
      threads: threads,
      scope: .aggregates
    )
    return (report, try #require(report.analysis))
  }

  private func expectParts(_ report: DryRun.Report, _ findings: ReportFindings) throws {
    let sites = findings.coverage.sites
    #expect(sites.reduce(0) { $0 + $1.counts.reduce(0, +) } == report.attendances)
    #expect(findings.reading.rows == report.balance.rows)
    let flagged = Set(report.triggers.map(\.rule))
    let places = Set(findings.overlap.persons.keys.joined())
    #expect(places.isSubset(of: findings.rules.indices))
    for (place, (rule, result)) in zip(findings.rules, report.rules).enumerated() {
      #expect(rule.name == result.rule && flagged.contains(rule.name) == (rule.persons > 0))
      #expect(rule.persons == result.persons && rule.tally.triggers.count == result.triggers)
      #expect(rule.tally.told.count * rule.letters == result.letters)
      #expect(rule.tally.told.count * rule.alerts == result.alerts)
      #expect(rule.tally.ages.reduce(0, +) == result.persons)
      #expect(rule.tally.sites.values.reduce(0, +) == result.persons)
      let combinations = findings.overlap.persons.filter { $0.key.contains(place) }
      #expect(combinations.values.reduce(0, +) == result.persons)
      #expect(rule.population <= report.attendances && rule.candidates <= rule.population)
      #expect(result.triggers <= rule.candidates)
      try expectMap(rule)
    }
  }

  /// The map's own cell, its row and its column, and the counts behind it.
  private func expectMap(_ rule: RuleFindings) throws {
    guard let map = rule.tally.map else { return }
    let (own, months) = (map.own, try #require(map.own.months))
    #expect(map.persons(window: months, threshold: own.atLeast) == rule.persons)
    let told = rule.tally.told.count
    #expect(map.toldByThreshold[own.atLeast - ThresholdMap.thresholds.lowerBound] == told)
    #expect(map.toldByWindow[months - ThresholdMap.windows.lowerBound] == told)
    for threshold in ThresholdMap.thresholds {
      let reaching = map.personsByHighest.dropFirst(threshold).reduce(0, +)
      #expect(map.persons(window: months, threshold: threshold) == reaching)
    }
  }

  @Test(arguments: RandomCases.seeds.prefix(100))
  func `of dirty extracts the parts make the whole, and the map's own cell is the rule's`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    let folder = try TemporaryFolder()
    let extracts = (1...2).map { "\(folder.path)/\($0).csv" }
    for number in 1...2 { try folder.write(random.dirtyExtract(upTo: 200), to: "\(number).csv") }
    guard let (report, findings) = try? report(extracts, "standard") else { return }
    try expectParts(report, findings)
  }

  private static let samples = [
    ("ecds", ["ae-2025", "ae-2026-09-30", "ae-2026-10-30", "ae-2026-10-31"]),
    ("walk-in", ["wic-2025", "wic-2026-10-31"]),
    ("out-of-hours", ["ooh-2025", "ooh-2026-10-31"]),
  ]

  @Test(arguments: samples)
  func `of the sample trust the parts make the whole`(profile: String, names: [String]) throws {
    let extracts = names.map { "\(Self.root)/SampleData/inbox/\($0).csv" }
    let (report, findings) = try report(extracts, profile)
    try expectParts(report, findings)
    if profile == "ecds" { #expect(findings.rules.filter { $0.persons > 7 }.count >= 3) }
  }

  @Test(arguments: samples)
  func `population and condition hold of as many attendances as asked one by one`(
    profile: String,
    names: [String]
  ) throws {
    let extracts = names.map { "\(Self.root)/SampleData/inbox/\($0).csv" }
    let book = try Self.book.get()
    var versions = LatestVersions<Attendance>()
    for path in extracts {
      let reader = ExtractReader(path: path, profile: try book.profile(profile), asOf: Self.asOf)
      _ = try reader.read { outcome in
        switch outcome {
        case .version(let attendance, _):
          versions.take(attendance, of: attendance.key, applicable: attendance.applicable)
        case .delete(let key, let applicable, _):
          versions.take(nil, of: key, applicable: applicable)
        case .quarantined: break
        }
      }
    }
    for rule in try report(extracts, profile).findings.rules {
      let meant = try #require(book.rules.first { $0.name == rule.name })
      let population = versions.live.filter { attendance in
        meant.inForce.contains(attendance.arrival.day)
          && ConditionEvaluator(attendance).answer(meant.population) == .yes
      }
      #expect(rule.population == population.count)
      let candidates = population.count {
        ConditionEvaluator($0).answer(meant.condition) == .yes
      }
      #expect(rule.candidates == candidates)
    }
  }
}

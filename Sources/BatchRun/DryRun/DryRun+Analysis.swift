import AttendanceModel
import ExtractReading
import Linkage
import Reporting
import RuleEngine
import RuleLanguage

extension DryRun {
  /// How much a report shows of persons.
  package enum Scope: Hashable, Sendable {
    /// Numbers alone.
    case aggregates
    /// A table of flagged persons under random ids, dates moved.
    case pseudonymous
    /// The table as it is.
    case identifiable

    var showsPersons: Bool { self != .aggregates }
  }
}

/// Puts together what a report is made from, once everything is read and evaluated.
struct DryRunAnalysis {
  let book: RuleBook
  let reading: DryRunReading
  let kinds: RowKindList
  let scope: DryRun.Scope

  /// The findings.
  ///
  /// - Parameters:
  ///   - report: The dry-run's own numbers.
  ///   - collector: What the threads gathered.
  ///   - linked: All rows.
  ///   - answers: By number of a kind, what the rules make of it.
  /// - Returns: All that a page is made from.
  /// - Throws: ``ExtractRefusal`` when who the persons are cannot be read again.
  func findings(
    _ report: DryRun.Report,
    _ collector: ReportCollector,
    in linked: LinkedTable,
    _ answers: [RowAnswers]
  ) throws -> ReportFindings {
    let kinds = self.kinds.all
    let sites = self.kinds.sites
    let shown = collector.flagged?.latest ?? []
    let identities = try identities(of: shown, in: linked)
    return ReportFindings(
      asOf: report.asOf,
      profile: reading.profile.name,
      variation: nil,
      reading: readingFindings(report),
      coverage: coverage(in: linked, kinds, sites),
      rules: zip(collector.rules, collector.tallies).map { rule, tally in
        findings(of: rule, tally, report, linked, answers)
      },
      overlap: collector.overlap,
      flagged: collector.flagged.map { flagged in
        FlaggedPersons(
          shown: zip(shown, identities).map { person($0, $1, collector.rules, in: linked, sites) },
          total: flagged.total,
          isIdentifiable: true
        )
      }
    )
  }

  private func readingFindings(_ report: DryRun.Report) -> ReadingFindings {
    var findings = ReadingFindings()
    let extracts = reading.extracts.map { RunManifest.Extract($0) }
    findings.files = extracts.map { extract in
      ReadingFindings.File(
        name: extract.file.split(separator: "/").last.map(String.init) ?? extract.file,
        rows: extract.rows,
        quarantined: extract.quarantined,
        deletes: extract.deleted,
        superseded: extract.superseded
      )
    }
    let sum = { (counts: [[String: Int]]) -> [NamedCount] in
      counts.reduce(into: [:]) { $0.merge($1) { $0 + $1 } }
        .map { NamedCount($0.key, $0.value) }
        .sorted { $0.count == $1.count ? $0.name < $1.name : $0.count > $1.count }
    }
    findings.quarantine = sum([reading.quarantine])
    findings.unreadable = sum(extracts.map(\.unreadable))
    findings.damaged = sum(
      extracts.map { Dictionary($0.damage.map { ($0.column, $0.count) }, uniquingKeysWith: +) }
    )
    findings.doubts = sum(extracts.map(\.findings))
    findings.unmapped = Set(extracts.flatMap(\.unmappedColumns)).sorted()
    findings.attendances = report.attendances
    findings.persons = report.persons
    findings.unidentified = report.unidentified
    findings.identityConflicts = report.identityConflicts
    findings.undatedDeletes = report.undatedDeletes
    return findings
  }

  private func coverage(
    in linked: LinkedTable,
    _ kinds: [RowKind],
    _ sites: (names: [String], places: [UInt32: Int])
  ) -> FeedCoverage {
    guard let first = linked.firstArrival, let last = linked.lastArrival else {
      return FeedCoverage(days: nil, months: [], sites: [])
    }
    var months: [CivilDay] = []
    var monthOfDay: [Int] = []
    var day = first.adding(days: 1 - first.components.day)
    while day <= last {
      let length = CivilDay.length(ofMonth: day.components.month, in: day.components.year)
      monthOfDay += Array(repeating: months.count, count: length)
      months.append(day)
      day = day.adding(days: length)
    }
    let start = months[0]
    let siteOfKind = kinds.map { sites.places[$0.site] ?? 0 }
    var counts = Array(repeating: 0, count: sites.names.count * months.count)
    linked.forEachLiveRow { day, kind in
      counts[siteOfKind[Int(kind)] * months.count + monthOfDay[day.days(since: start)]] += 1
    }
    return FeedCoverage(
      days: first...last,
      months: months,
      sites: sites.names.enumerated().map { place, name in
        (name, Array(counts[place * months.count..<(place + 1) * months.count]))
      }
    )
  }

  private func findings(
    of rule: Rule,
    _ tally: RuleTally,
    _ report: DryRun.Report,
    _ linked: LinkedTable,
    _ answers: [RowAnswers]
  ) -> RuleFindings {
    let versions = book.rules.indices.filter { book.rules[$0].name == rule.name }
    let engine = book.engine
    let attendances = { (isMeant: (RowAnswers, Int) -> Bool) -> Int in
      answers.indices.reduce(0) { sum, content in
        versions.contains { isMeant(answers[content], $0) }
          ? sum + linked.rowsByContent[content] : sum
      }
    }
    let terms = book.descriptions
    let phrases = ConditionPhrases { _, value in terms.term(value) }
    let unknown = report.rules.first { $0.rule == rule.name }?.unknown ?? [:]
    return RuleFindings(
      name: rule.name,
      title: rule.title,
      version: rule.version,
      isApproved: rule.approval != nil,
      unit: (rule.count?.unitWord(1) ?? "attendance", rule.count?.unitWord(2) ?? "attendances"),
      letters: rule.routes.count { $0.form.isLetter },
      alerts: rule.routes.count { $0.form.isAlert },
      words: (
        population: phrases.clause(rule.population), condition: phrases.clause(rule.condition)
      ),
      population: attendances { engine.isOfPopulation($0, ofRuleAt: $1) },
      candidates: attendances { engine.isCandidate($0, ofRuleAt: $1) },
      unknown: unknown.sorted { $0.key < $1.key }.map { NamedCount($0.key, $0.value) },
      tally: tally
    )
  }

  // MARK: Persons

  /// Who each person is, for a report that says so: read from the extracts again, since rows leave
  /// no texts behind.
  private func identities(
    of candidates: [FlaggedSelection.Candidate],
    in linked: LinkedTable
  ) throws -> [String] {
    guard scope == .identifiable else { return candidates.map { _ in "" } }
    let keys = candidates.map { $0.timeline.map { linked.key(of: $0.row) } }
    let wanted = Set(keys.joined())
    var patients = LatestVersions<RowIdentity>()
    for path in reading.extracts.map(\.file) {
      let reader = ExtractReader(
        path: path,
        profile: reading.profile,
        asOf: reading.asOf,
        fields: []
      )
      _ = try reader.read { outcome in
        guard case .version(let attendance, _) = outcome, wanted.contains(attendance.key) else {
          return
        }
        patients.take(
          RowIdentity(reading.superseded.current(attendance)),
          of: attendance.key,
          applicable: attendance.applicable
        )
      }
    }
    let found = Dictionary(patients.live.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    return keys.map { keys in
      let rows = keys.compactMap { found[$0] }
      if let number = rows.lazy.compactMap(\.nhsNumber).first { return number.grouped }
      let local = rows.lazy.compactMap { row in
        row.local.map { "\($0.providerCode) \($0.patientID)" }
      }
      return local.first ?? "no identity"
    }
  }

  private func person(
    _ candidate: FlaggedSelection.Candidate,
    _ identity: String,
    _ rules: [Rule],
    in linked: LinkedTable,
    _ sites: (names: [String], places: [UInt32: Int])
  ) -> FlaggedPersons.Person {
    let found = rules.enumerated().compactMap { place, rule -> (Int, [Trigger])? in
      let ofRule = candidate.triggers.filter { $0.rule == rule.name }
      return ofRule.isEmpty ? nil : (place, ofRule)
    }
    let standings = found.map { _, triggers in
      triggers.last.map {
        book.engine.standings(for: $0, in: candidate.timeline[...]) { linked.key(of: $0) }
          .suffix(FlaggedPersons.mostDots)
      } ?? []
    }
    let near = Set(standings.joined().map(\.entry.row))
    let visits = candidate.timeline.filter { near.contains($0.row) }
    let places = Dictionary(uniqueKeysWithValues: visits.enumerated().map { ($1.row, $0) })
    let kinds = self.kinds.all
    return FlaggedPersons.Person(
      identity: identity,
      age: candidate.age,
      visits: visits.map { entry in
        let site = sites.places[kinds[Int(linked.content(of: entry.row))].site]
        return FlaggedPersons.Visit(
          arrival: entry.arrival,
          site: site.map { sites.names[$0] } ?? ""
        )
      },
      lanes: zip(found, standings).compactMap { found, standings in
        let (place, triggers) = found
        guard let last = triggers.last else { return nil }
        return FlaggedPersons.Lane(
          rule: place,
          triggers: triggers.count,
          count: last.count,
          window: last.window,
          dots: standings.map { entry, standing in
            FlaggedPersons.Dot(
              visit: places[entry.row] ?? 0,
              standing: standing,
              isTrigger: linked.key(of: entry.row) == last.attendance
            )
          }
        )
      }
    )
  }
}

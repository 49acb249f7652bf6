import AttendanceModel
import BatchRun
import Ledger
import NotifyPolicy
import RuleLanguage
import Testing

import struct Foundation.Data
import class Foundation.JSONDecoder

/// What the nights of a simulation leave in the ledger, held to what must be true of it (S9, S10).
struct SimulatedLedger {
  /// How much was told and not told, a rule's route of a trigger at a time.
  struct Figures {
    var triggers = 0
    var live = 0
    var covered = 0
    var late = 0
    var held = 0
    var withdrawn = 0
    var moved = 0
    var cancelled = 0
  }

  private let rules: [Rule]
  private(set) var figures = Figures()
  /// Notifications of one rule and route whose children were two, as far as anybody knew, when the
  /// later one was told: the row that joins them came too late to keep it back.
  private var toldOfTwo: Set<Set<Int64>> = []
  private var last: Int64 = 0

  init(rules: [Rule]) {
    self.rules = rules
  }

  /// Looks at what a night told before the next night comes.
  mutating func look(into ledger: LedgerTransaction) throws {
    let told = try ledger.allPersons().flatMap { person in
      try ledger.notifications(of: person).filter { $0.notification.state == .told }.map {
        (person: person, told: $0)
      }
    }
    for (person, new) in told where new.notification.id > last {
      for (other, earlier) in told
      where other != person && earlier.notification.id < new.notification.id
        && earlier.notification.trigger.rule == new.notification.trigger.rule
        && earlier.form == new.form
      {
        toldOfTwo.insert([earlier.notification.id, new.notification.id])
      }
    }
    last = max(last, told.map(\.told.notification.id).max() ?? 0)
  }

  /// Every trigger is told, covered or on the worklist on every route; nothing else is told; no two
  /// live ones cover each other; what is on the worklist has its line there.
  mutating func expectAllSettled(_ triggers: [Trigger], _ ledger: LedgerTransaction) throws {
    figures.triggers = triggers.count
    for text in try ledger.allPersons() {
      let person = try #require(PersonKey(text: text))
      let timeline = try ledger.timeline(of: text).map(\.attendance)
      let keys = Set(timeline.map(\.key))
      let mine = triggers.filter { keys.contains($0.attendance) }
      let told = try ledger.notifications(of: text)
      count(told)
      expectRightChild(told, timeline)
      for rule in rules {
        // Of somebody unidentified the team alone is told, once (S3).
        for route in person.isIdentified ? rule.routes[...] : rule.routes.prefix(1) {
          let ofRoute = told.filter {
            $0.notification.trigger.rule == rule.name && $0.form == route.form
          }.map(\.notification)
          expectSettled(mine.filter { $0.rule == rule.name }, by: ofRoute, rule, route)
          expectNoneCoversAnother(ofRoute.filter { $0.state == .told }, rule, route)
        }
      }
      try expectLines(of: told, text, ledger)
    }
  }

  private mutating func count(_ told: [StoredNotification]) {
    for state in told.map(\.notification.state) {
      switch state {
      case .told: figures.live += 1
      case .late: figures.late += 1
      case .held: figures.held += 1
      case .withdrawn: figures.withdrawn += 1
      case .moved: figures.moved += 1
      case .cancelled: figures.cancelled += 1
      case .baseline: Issue.record("nothing was to be a baseline")
      }
    }
  }

  /// What stands was told of the child whose attendance it is now.
  private func expectRightChild(_ told: [StoredNotification], _ timeline: [Attendance]) {
    for one in told where one.notification.state == .told {
      let visit = timeline.first { $0.key == one.notification.trigger.attendance }
      guard let number = one.patient?.nhsNumber, let now = visit?.patient.nhsNumber else {
        continue
      }
      #expect(
        number == now,
        "\(one.form.name) of \(one.notification.trigger.attendance.attendanceID) names another child"
      )
    }
  }

  private mutating func expectSettled(
    _ triggers: [Trigger],
    by notifications: [Notification],
    _ rule: Rule,
    _ route: Route
  ) {
    let settled = notifications.filter(\.state.settles)
    for trigger in triggers where !settled.contains(where: { $0.trigger == trigger.identity }) {
      let isCovered = isCovered(trigger, by: notifications.filter { $0.state == .told }, rule)
      if isCovered { figures.covered += 1 }
      #expect(
        isCovered,
        "\(rule.name), \(route.form.name): nobody told of \(trigger.attendance.attendanceID)"
      )
    }
    for one in settled where !triggers.contains(where: { $0.identity == one.trigger }) {
      Issue.record(
        "\(rule.name), \(route.form.name): \(one.state) of \(one.trigger.attendance.attendanceID)"
      )
    }
  }

  private func expectNoneCoversAnother(_ live: [Notification], _ rule: Rule, _ route: Route) {
    guard rule.ruleClass != .suspectedHarm else { return }
    for one in live {
      for other in live where other.id > one.id && !toldOfTwo.contains([one.id, other.id]) {
        let growth = rule.again.countGrowsBy ?? .max
        #expect(
          !isNear(one.arrival.day, other.arrival.day, rule)
            || abs(one.count - other.count) >= growth,
          "\(rule.name), \(route.form.name): \(one.id) and \(other.id) cover each other"
        )
      }
    }
  }

  /// What is late has a line of its person and rule, and a held letter one of its attendance.
  private func expectLines(
    of told: [StoredNotification],
    _ person: String,
    _ ledger: LedgerTransaction
  ) throws {
    let lines = try ledger.openItems(
      kinds: WorklistKind.allCases.map(\.rawValue),
      person: person
    )
    for waiting in told {
      let trigger = waiting.notification.trigger
      let ofRule = lines.filter { $0.rule == trigger.rule }
      switch waiting.notification.state {
      case .late:
        #expect(
          ofRule.contains { $0.kind == WorklistKind.late.rawValue },
          "\(trigger.rule): no line about the late \(trigger.attendance.attendanceID)"
        )
      case .held:
        #expect(
          ofRule.contains { $0.attendance == trigger.attendance && $0.route == waiting.form },
          "\(trigger.rule): no line about the held \(trigger.attendance.attendanceID)"
        )
      default: break
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
  func expectNobodyToldTwice(_ ledger: LedgerTransaction) throws {
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

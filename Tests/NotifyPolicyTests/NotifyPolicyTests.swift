import AttendanceModel
import NotifyPolicy
import Testing

/// S9 and S10 as tables: triggers and earlier notifications in, decisions out.
struct NotifyPolicyTests {
  private let policy = NotifyPolicy(lateAfter: CalendarPeriod(30, .days))
  private let sixMonthsOrFourMore = RepeatPolicy(after: CalendarPeriod(6, .months), countGrowsBy: 4)

  private func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }

  private func trigger(_ text: String, count: Int = 4) throws -> Trigger {
    let day = try day(text)
    return Trigger(
      rule: "r",
      ruleVersion: 1,
      attendance: AttendanceKey(providerCode: "RZ9", attendanceID: text),
      arrival: Arrival(day),
      count: count,
      window: day...day
    )
  }

  private func seen(
    _ text: String,
    count: Int = 4,
    firstSeen: String? = nil,
    again: RepeatPolicy? = nil
  ) throws -> SeenTrigger {
    SeenTrigger(
      try trigger(text, count: count),
      firstSeen: try day(firstSeen ?? text),
      again: again ?? sixMonthsOrFourMore
    )
  }

  private func notification(
    _ text: String,
    count: Int = 4,
    state: Notification.State = .told,
    id: Int64 = 1
  ) throws -> Notification {
    let trigger = try trigger(text, count: count)
    return Notification(
      id: id,
      trigger: trigger.identity,
      arrival: trigger.arrival,
      count: count,
      state: state
    )
  }

  /// Decides triggers beside notifications: `standing` ones whose triggers still hold, `orphaned`
  /// ones whose triggers are gone.
  private func decide(
    _ triggers: [SeenTrigger],
    standing: [Notification] = [],
    orphaned: [Notification] = [],
    ruleClass: RuleClass = .pattern,
    tellsWhenLate: Bool = false,
    since: CivilDay? = nil
  ) -> NotifyPolicy.Outcome {
    let held = standing.map { notification in
      let day = notification.arrival.day
      return SeenTrigger(
        Trigger(
          rule: "r",
          ruleVersion: 1,
          attendance: notification.trigger.attendance,
          arrival: notification.arrival,
          count: notification.count,
          window: day...day
        ),
        firstSeen: day,
        again: sixMonthsOrFourMore
      )
    }
    let others = triggers.filter { seen in
      !held.contains { $0.trigger.identity == seen.trigger.identity }
    }
    return policy.outcome(
      triggers: held + others,
      notifications: standing + orphaned,
      ruleClass: ruleClass,
      tellsWhenLate: tellsWhenLate,
      since: since
    )
  }

  @Test func `the first trigger is told and covers the next within six months`() throws {
    let outcome = decide([try seen("2026-01-05"), try seen("2026-02-01", count: 5)])
    #expect(
      outcome.decided.map(\.decision)
        == [.tell, .covered(by: try trigger("2026-01-05").identity)]
    )
  }

  @Test(arguments: [("2026-07-05", true), ("2026-07-06", false)])
  func `cover ends on the same day of the month six months on, that day included`(
    later: String,
    isCovered: Bool
  ) throws {
    let outcome = decide([try seen(later)], standing: [try notification("2026-01-05")])
    #expect((outcome.decided[0].decision != .tell) == isCovered)
  }

  @Test func `cover reaches back as far as forward`() throws {
    let told = [try notification("2026-07-05")]
    #expect(decide([try seen("2026-01-05")], standing: told).decided[0].decision != .tell)
    #expect(decide([try seen("2026-01-04")], standing: told).decided[0].decision == .tell)
  }

  @Test(arguments: [(7, false), (8, true)])
  func `a count that has grown by four over the highest told is told again`(
    count: Int,
    isTold: Bool
  ) throws {
    let outcome = decide(
      [try seen("2026-02-01", count: count)],
      standing: [try notification("2026-01-05")]
    )
    #expect((outcome.decided[0].decision == .tell) == isTold)
  }

  @Test func `growth is measured over the highest of the notifications near`() throws {
    let told = [
      try notification("2026-01-05", count: 4), try notification("2026-02-01", count: 8, id: 2),
    ]
    let grown = try seen("2026-03-01", count: 9)
    #expect(decide([grown], standing: told).decided[0].decision == .covered(by: told[1].trigger))
  }

  @Test(arguments: [Notification.State.baseline, .late, .held])
  func `only a notification that reached somebody covers`(state: Notification.State) throws {
    let outcome = decide(
      [try seen("2026-02-01")],
      standing: [try notification("2026-01-05", state: state)]
    )
    #expect(outcome.decided.map(\.decision) == [.tell])
  }

  @Test(arguments: [Notification.State.cancelled, .withdrawn, .moved])
  func `an ended notification leaves its trigger to be decided again`(
    state: Notification.State
  ) throws {
    let outcome = decide([], standing: [try notification("2026-01-05", state: state)])
    #expect(outcome.decided.map(\.decision) == [.tell])
  }

  @Test func `suspected harm is never covered`() throws {
    let outcome = decide(
      [try seen("2026-01-05"), try seen("2026-01-06")],
      ruleClass: .suspectedHarm
    )
    #expect(outcome.decided.map(\.decision) == [.tell, .tell])
  }

  @Test(arguments: [("2026-02-04", NotifyPolicy.Decision.tell), ("2026-02-05", .late)])
  func `a trigger older than thirty days when first seen is late`(
    firstSeen: String,
    expected: NotifyPolicy.Decision
  ) throws {
    let outcome = decide([try seen("2026-01-05", firstSeen: firstSeen)])
    #expect(outcome.decided[0].decision == expected)
  }

  @Test func `a late suspected-harm trigger still raises its alert`() throws {
    let late = [try seen("2026-01-05", firstSeen: "2026-06-01")]
    #expect(
      decide(late, ruleClass: .suspectedHarm, tellsWhenLate: true).decided[0].decision == .tell
    )
    #expect(decide(late, ruleClass: .suspectedHarm).decided[0].decision == .late)
  }

  @Test func `a baseline run records every trigger and tells nobody`() throws {
    let baseline = NotifyPolicy(lateAfter: CalendarPeriod(30, .days), isBaseline: true)
    let outcome = baseline.outcome(
      triggers: [try seen("2026-01-05"), try seen("2026-01-06")],
      notifications: [],
      ruleClass: .suspectedHarm,
      tellsWhenLate: true
    )
    #expect(outcome.decided.map(\.decision) == [.baseline, .baseline])
  }

  @Test func `a second look at the same triggers decides nothing`() throws {
    let told = [
      try notification("2026-01-05"), try notification("2026-08-01", state: .late, id: 2),
    ]
    let outcome = decide([], standing: told)
    #expect(outcome == NotifyPolicy.Outcome())
  }

  @Test func `a notification whose trigger is gone moves to a trigger it covered`() throws {
    let outcome = decide(
      [try seen("2026-02-01", count: 5)],
      orphaned: [try notification("2026-01-05", id: 7)]
    )
    #expect(outcome.takeBacks == [.move(notification: 7, to: try trigger("2026-02-01", count: 5))])
    #expect(outcome.decided.isEmpty)
  }

  @Test func `without a trigger that it covered it is withdrawn`() throws {
    let outcome = decide(
      [try seen("2026-08-01")],
      orphaned: [try notification("2026-01-05", id: 7)]
    )
    #expect(outcome.takeBacks == [.withdraw(notification: 7)])
    #expect(outcome.decided.map(\.decision) == [.tell])
  }

  @Test func `a notification that outlives its rule is not taken back and still covers`() throws {
    var told = try notification("2026-01-05", id: 7)
    told.outlivesRule = true
    let outcome = decide([try seen("2026-02-01", count: 5)], orphaned: [told])
    #expect(outcome.takeBacks.isEmpty)
    #expect(outcome.decided.map(\.decision) == [.covered(by: told.trigger)])
  }

  @Test func `what nobody was told of ends silently`() throws {
    let outcome = decide([], orphaned: [try notification("2026-01-05", state: .held, id: 7)])
    #expect(outcome.takeBacks == [.cancel(notification: 7)])
  }

  @Test func `a trigger is covered as its rule said when it was first seen`() throws {
    let threeMonths = RepeatPolicy(after: CalendarPeriod(3, .months))
    let told = [try notification("2026-01-05")]
    #expect(decide([try seen("2026-05-01")], standing: told).decided[0].decision != .tell)
    let after = [try seen("2026-05-01", again: threeMonths)]
    #expect(decide(after, standing: told).decided[0].decision == .tell)
  }

  @Test(arguments: [("2026-02-01", 1), ("2026-02-02", 0)])
  func `a route tells of no trigger seen before it came`(since: String, told: Int) throws {
    let seen = [try seen("2026-01-31", firstSeen: "2026-02-01")]
    #expect(decide(seen, since: try day(since)).decided.count == told)
  }

  @Test func `a new route takes over no notification for a trigger seen before it came`() throws {
    let outcome = decide(
      [try seen("2026-02-01")],
      orphaned: [try notification("2026-01-05", id: 7)],
      since: try day("2026-03-01")
    )
    #expect(outcome.takeBacks == [.withdraw(notification: 7)])
    #expect(outcome.decided.isEmpty)
  }

  @Test func `the order in which triggers are handed over does not matter`() throws {
    let triggers = [try seen("2026-03-01"), try seen("2026-01-05"), try seen("2026-09-09")]
    #expect(decide(triggers) == decide(triggers.reversed()))
  }
}

package import AttendanceModel

/// Decides which triggers of one rule, person and route are told: S9 and S10, a pure function.
package struct NotifyPolicy: Sendable {
  /// What happens to one trigger that no notification settles yet.
  package enum Decision: Hashable, Sendable {
    case tell
    /// An earlier or later notification speaks for it.
    case covered(by: Trigger.Identity)
    /// Onto the worklist instead of into a letter.
    case late
    /// Recorded, nobody told.
    case baseline
  }

  /// What happens to a live notification whose trigger no longer holds.
  package enum TakeBack: Hashable, Sendable {
    /// It stands for this trigger from now on; the recipient gets an amendment.
    case move(notification: Int64, to: Trigger)
    case withdraw(notification: Int64)
    /// Nobody had been told: it ends silently.
    case cancel(notification: Int64)
  }

  /// A trigger with what happens to it.
  package struct Decided: Hashable, Sendable {
    package var trigger: Trigger
    /// The as-of date of the run that first saw it.
    package var firstSeen: CivilDay
    package var decision: Decision
  }

  /// All that is to be done for one rule, person and route.
  package struct Outcome: Hashable, Sendable {
    package var takeBacks: [TakeBack] = []
    /// In S1's order; triggers that a notification settles already are not among them.
    package var decided: [Decided] = []

    package init() {}
  }

  package var lateAfter: CalendarPeriod
  /// Whether this run records the triggers of an empty ledger without telling anybody.
  package var isBaseline: Bool

  package init(lateAfter: CalendarPeriod, isBaseline: Bool = false) {
    self.lateAfter = lateAfter
    self.isBaseline = isBaseline
  }

  /// Decides one rule, person and route.
  ///
  /// - Parameters:
  ///   - triggers: the triggers that hold now.
  ///   - notifications: all earlier ones of this rule, person and route.
  ///   - ruleClass: suspected harm is never covered.
  ///   - tellsWhenLate: a late suspected-harm trigger still raises its alert.
  ///   - others: notifications by routes that other versions of the rule have in this one's place: they
  ///     cover, and are taken back by their own.
  ///   - isRouted: whether the version of the rule that a trigger goes by has this route.
  ///   - since: the as-of date from which on the route is looked at; triggers first seen before
  ///     are not decided for it, since a new route tells nobody of what is past.
  ///   - isHeld: whether what is told of a trigger, perhaps in the place of an earlier notification,
  ///     is to wait: it reaches nobody yet, so that it keeps no other trigger quiet.
  /// - Returns: what to take back and what to decide, each in S1's order.
  /// - Complexity: O(triggers × live notifications).
  package func outcome(
    triggers: [SeenTrigger],
    notifications: [Notification],
    ruleClass: RuleClass,
    tellsWhenLate: Bool,
    others: [Notification] = [],
    isRouted: (Trigger) -> Bool = { _ in true },
    since: CivilDay? = nil,
    isHeld: (_ trigger: Trigger, _ replacing: Bool) -> Bool = { _, _ in false }
  ) -> Outcome {
    let ordered = triggers.sorted { $0.trigger.position < $1.trigger.position }
    let holding = Set(ordered.map(\.trigger.identity))
    let stands = { (notification: Notification) in
      notification.outlivesRule || holding.contains(notification.trigger)
    }
    let standing = notifications.filter { $0.state.settles && stands($0) }
    let orphaned = notifications.filter { $0.state.settles && !stands($0) }
      .sorted { $0.position < $1.position }

    var outcome = Outcome()
    var settled = Set(standing.map(\.trigger))
    var live = (standing + others.filter { $0.state.settles && stands($0) })
      .filter(\.covers).map(Cover.init)
    let covering = { (seen: SeenTrigger) in
      ruleClass == .suspectedHarm ? nil : Self.cover(of: seen.trigger, among: live, seen.again)
    }
    let open = ordered.filter { seen in
      !settled.contains(seen.trigger.identity) && isRouted(seen.trigger)
        && since.map { $0 <= seen.firstSeen } ?? true
    }
    for notification in orphaned {
      guard notification.state == .told else {
        outcome.takeBacks.append(.cancel(notification: notification.id))
        continue
      }
      let heir = open.first { seen in
        ruleClass != .suspectedHarm && !settled.contains(seen.trigger.identity)
          && Self.isNear(seen.trigger.arrival.day, notification.arrival.day, seen.again)
          && covering(seen) == nil
      }?.trigger
      guard let heir else {
        outcome.takeBacks.append(.withdraw(notification: notification.id))
        continue
      }
      outcome.takeBacks.append(.move(notification: notification.id, to: heir))
      settled.insert(heir.identity)
      if !isHeld(heir, true) { live.append(Cover(heir)) }
    }
    for seen in open where !settled.contains(seen.trigger.identity) {
      let decision: Decision =
        if isBaseline {
          .baseline
        } else if let cover = covering(seen) {
          .covered(by: cover)
        } else if isLate(seen) && !tellsWhenLate {
          .late
        } else {
          .tell
        }
      if decision == .tell && !isHeld(seen.trigger, false) { live.append(Cover(seen.trigger)) }
      outcome.decided.append(
        Decided(trigger: seen.trigger, firstSeen: seen.firstSeen, decision: decision)
      )
    }
    return outcome
  }

  /// Whether a trigger was older than `late-after` when a run first saw it.
  package func isLate(_ seen: SeenTrigger) -> Bool {
    seen.trigger.arrival.day < seen.firstSeen.subtracting(lateAfter)
  }

  /// What of a notification decides whether it covers.
  private struct Cover {
    var identity: Trigger.Identity
    var day: CivilDay
    var count: Int

    init(_ notification: Notification) {
      identity = notification.trigger
      day = notification.arrival.day
      count = notification.count
    }

    init(_ trigger: Trigger) {
      identity = trigger.identity
      day = trigger.arrival.day
      count = trigger.count
    }
  }

  /// The nearest notification that covers a trigger, or nil when none does: none is near enough,
  /// or the count has grown by `count-grows-by` over the highest of those near.
  private static func cover(of trigger: Trigger, among live: [Cover], _ again: RepeatPolicy)
    -> Trigger.Identity?
  {
    let near = live.filter { isNear(trigger.arrival.day, $0.day, again) }
    guard let highest = near.map(\.count).max(), !hasGrown(trigger.count, over: highest, again)
    else { return nil }
    let distance = { (cover: Cover) in abs(cover.day.days(since: trigger.arrival.day)) }
    return near.min { distance($0) < distance($1) }?.identity
  }

  /// Whether a count is so much above the highest told near it that it is told all the same.
  static func hasGrown(_ count: Int, over highest: Int, _ again: RepeatPolicy) -> Bool {
    again.countGrowsBy.map { count >= highest + $0 } ?? false
  }

  /// Whether two days lie at most `again.after` apart, counted back from the later one as a
  /// window is (S5), both ends included.
  static func isNear(_ one: CivilDay, _ other: CivilDay, _ again: RepeatPolicy) -> Bool {
    // A month has 28 to 31 days: mostly that settles it, and no calendar is asked.
    if again.after.unit == .months {
      let apart = abs(one.days(since: other))
      if apart <= again.after.amount * 28 { return true }
      if apart > again.after.amount * 31 { return false }
    }
    return min(one, other) >= max(one, other).subtracting(again.after)
  }
}

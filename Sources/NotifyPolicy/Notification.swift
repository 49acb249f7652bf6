package import AttendanceModel

/// The decision to tell someone because of a trigger, as the ledger remembers it.
///
/// One notification stands for one route of one trigger: a parent letter that is held must not
/// keep the alert of the same trigger from counting as told.
package struct Notification: Hashable, Sendable {
  /// What has become of a notification.
  package enum State: String, CaseIterable, Sendable {
    /// Sent to its recipient; ``Notification/isReached`` says what is known since.
    case told
    /// Waits for the safeguarding team (S13).
    case held
    /// Recorded on the worklist only: older than `late-after` when first seen (S9).
    case late
    /// Recorded at a first load, nobody told (S9).
    case baseline
    /// Ended before anybody was told.
    case cancelled
    /// Taken back after somebody was told (S10).
    case withdrawn
    /// Replaced by a notification of a trigger that still holds (S10).
    case moved

    /// Whether its trigger is settled while it stands: it is not decided again.
    package var settles: Bool {
      switch self {
      case .told, .held, .late, .baseline: true
      case .cancelled, .withdrawn, .moved: false
      }
    }
  }

  /// The ledger's number.
  package var id: Int64
  package var trigger: Trigger.Identity
  /// The arrival when it was told: a later correction of the date does not move what people know.
  package var arrival: Arrival
  /// The trigger's count when it was told.
  package var count: Int
  package var state: State
  /// Whether it stands without its trigger: a new version of a rule takes nothing back (S10).
  package var outlivesRule: Bool
  /// Whether it reached its recipient or is on its way, as far as is known: an alert may be told in a
  /// file that did not arrive, and then stands, to be taken back when it is wrong, and covers nothing.
  package var isReached: Bool

  package init(
    id: Int64,
    trigger: Trigger.Identity,
    arrival: Arrival,
    count: Int,
    state: State,
    outlivesRule: Bool = false,
    isReached: Bool = true
  ) {
    self.id = id
    self.trigger = trigger
    self.arrival = arrival
    self.count = count
    self.state = state
    self.outlivesRule = outlivesRule
    self.isReached = isReached
  }

  /// Whether it keeps further triggers of the same rule and person quiet (S9).
  package var covers: Bool { state == .told && isReached }

  /// Where its trigger stands in S1's order.
  package var position: TimelinePosition {
    TimelinePosition(arrival: arrival, key: trigger.attendance)
  }
}

/// A trigger as runs have seen it.
package struct SeenTrigger: Hashable, Sendable {
  package var trigger: Trigger
  /// The as-of date of the run that first saw it.
  package var firstSeen: CivilDay
  /// When its rule told again at that time: a rule that changes later does not tell everybody
  /// whom it had found covered (S9).
  package var again: RepeatPolicy

  package init(_ trigger: Trigger, firstSeen: CivilDay, again: RepeatPolicy) {
    self.trigger = trigger
    self.firstSeen = firstSeen
    self.again = again
  }
}

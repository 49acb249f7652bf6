package import AttendanceModel

/// Codes that routing and gates look for, each list a code set that a trust can edit.
package struct SafetyCodes: Hashable, Sendable {
  /// Discharge status, destination and diagnosis codes of people who died.
  package var died: Set<String>
  /// Injury intents that mean an assault.
  package var assaultIntent: Set<String>
  /// Safeguarding concern codes that mean none was identified.
  package var noConcern: Set<String>

  package init(died: Set<String>, assaultIntent: Set<String>, noConcern: Set<String>) {
    self.died = died
    self.assaultIntent = assaultIntent
    self.noConcern = noConcern
  }
}

/// What a person's live attendances say that decides who may be written to (S12, S13).
///
/// One row that says so is enough: a fact that keeps a letter back is never outweighed by a row
/// that leaves it out.
package struct PersonFacts: Hashable, Sendable {
  package var conflicts: Set<IdentityConflict>
  package var isDead: Bool
  package var isWithheld: Bool
  package var isRestricted: Bool
  package var isLookedAfter: Bool
  package var hasChildProtectionPlan: Bool
  package var hasSafeguardingConcern: Bool
  package var hasAssaultIntent: Bool
  /// A suspected-harm rule has ever fired, whether or not its trigger still holds.
  package var hasSuspectedHarm: Bool
  /// A correction of one of the attendances was quarantined and is not mended.
  package var hasOpenCorrection: Bool
  /// The named nurse has paused the person's letters.
  package var isPaused: Bool
  /// A value that could keep a parent letter back is there and cannot be read.
  package var hasUnreadableGate: Bool

  package init(
    timeline: [Attendance],
    conflicts: Set<IdentityConflict>,
    hasSuspectedHarm: Bool,
    hasOpenCorrection: Bool,
    isPaused: Bool = false,
    codes: SafetyCodes
  ) {
    self.conflicts = conflicts
    self.hasSuspectedHarm = hasSuspectedHarm
    self.hasOpenCorrection = hasOpenCorrection
    self.isPaused = isPaused
    isDead = timeline.contains { $0.isOfDead(codes) }
    isWithheld = timeline.contains(where: \.isWithheld)
    isRestricted = timeline.contains(where: \.isRestricted)
    isLookedAfter = timeline.contains { $0.patient.isLookedAfter == true }
    hasChildProtectionPlan = timeline.contains { $0.patient.hasChildProtectionPlan == true }
    hasSafeguardingConcern = timeline.contains { $0.hasConcern(codes) }
    hasUnreadableGate = timeline.contains(where: \.hasUnreadableGate)
    hasAssaultIntent = timeline.contains { $0.hasAssaultIntent(codes) }
  }

  /// The fields, besides category and diagnosis, that these facts are read from.
  package static let fields: Set<AttendanceField> = [
    .lookedAfter, .childProtectionPlan, .deathDate, .safeguardingConcern, .injuryIntent,
    .withheldIdentityReason, .dischargeStatus, .dischargeDestination, .postcode,
  ]

  /// Whether a row alone says any of them.
  package static func areSaid(by row: Attendance, _ codes: SafetyCodes) -> Bool {
    row.isOfDead(codes) || row.isWithheld || row.isRestricted || row.patient.isLookedAfter == true
      || row.patient.hasChildProtectionPlan == true || row.hasConcern(codes)
      || row.hasUnreadableGate || row.hasAssaultIntent(codes)
  }
}

extension Attendance {
  fileprivate func isOfDead(_ codes: SafetyCodes) -> Bool {
    category == .deadOnArrival || patient.deathDate != nil
      || dischargeStatus.map(codes.died.contains) ?? false
      || dischargeDestination.map(codes.died.contains) ?? false
      || diagnoses.contains { codes.died.contains($0.code) }
  }

  fileprivate var isWithheld: Bool { patient.withheldIdentityReason != nil }

  fileprivate var isRestricted: Bool { PostalAddress.isProtected(postcode: patient.postcode) }

  fileprivate func hasConcern(_ codes: SafetyCodes) -> Bool {
    safeguardingConcerns.contains { !codes.noConcern.contains($0) }
  }

  fileprivate func hasAssaultIntent(_ codes: SafetyCodes) -> Bool {
    injury.intent.map(codes.assaultIntent.contains) ?? false
  }

  /// Whether a value is there that could say so and cannot be read.
  fileprivate var hasUnreadableGate: Bool {
    !unreadable.isEmpty && !unreadable.isDisjoint(with: PersonFacts.fields)
  }
}

/// What an address on a row says about writing to it.
package enum PostalAddress {
  /// Whether a postcode stands for a protected address.
  ///
  /// Source: ZZZSECUR marks a protected address in demographics feeds of NHS screening services.
  package static func isProtected(postcode: String?) -> Bool {
    compact(postcode) == "ZZZSECUR"
  }

  /// Whether a postcode stands for no fixed abode (NFA) or is of the ZZ99 family: abroad, of no
  /// fixed abode, not known.
  package static func isPseudo(postcode: String?) -> Bool {
    compact(postcode).hasPrefix("ZZ99") || compact(postcode) == "NFA"
  }

  private static func compact(_ postcode: String?) -> String {
    (postcode ?? "").filter { $0 != " " }.uppercased()
  }
}

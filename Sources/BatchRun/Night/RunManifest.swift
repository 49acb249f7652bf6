package import Linkage

/// `run.json`: what a run read, knew and did; no timings, so that the same input gives the same
/// bytes.
package struct RunManifest: Codable, Sendable {
  /// One extract that the run took.
  package struct Extract: Codable, Sendable {
    package var source: String
    package var file: String
    package var sha256: String
    /// Rows read = attendances + superseded + deleted + quarantined.
    package var rows: Int
    /// Rows that are the live version of their attendance at the end of the run.
    package var attendances: Int
    package var superseded: Int
    package var deleted: Int
    package var quarantined: Int
    /// Attendances, of any extract, that this one removed by leaving them out of its period.
    package var removed: Int
    /// Optional values that could not be read, by column.
    package var unreadable: [String: Int]
    package var unmappedColumns: [String]
    /// Values damaged on their way, by column and kind.
    package var damage: [Damage]
    /// Data-quality findings by what they are; those that did not occur are left out.
    package var findings: [String: Int]

    private enum CodingKeys: String, CodingKey {
      case source, file, sha256, rows, attendances, superseded, deleted, quarantined, removed
      case unreadable, findings, damage
      case unmappedColumns = "unmapped_columns"
    }

    /// Damaged values of one column and kind, with the lines of the first ones.
    package struct Damage: Codable, Hashable, Sendable {
      package var column: String
      package var kind: String
      package var count: Int
      package var lines: [Int]
    }
  }

  /// Something in the feeds that an operator must look at.
  package struct Alarm: Codable, Sendable {
    package var alarm: String
    package var source: String
    package var sentence: String

    init(_ alarm: FeedAlarm) {
      self.alarm = alarm.kind.rawValue
      source = alarm.source
      sentence = alarm.sentence
    }
  }

  /// One rule version that was applied.
  package struct AppliedRule: Codable, Sendable {
    package var rule: String
    package var version: Int
  }

  /// What came back of documents that were handed to a carrier.
  package struct Answers: Codable, Sendable {
    package var acknowledged: Int
    package var undeliverable: Int
    /// Raised by this run because no answer came in time.
    package var overdue: Int
  }

  /// What the ledger let go of because it was old enough.
  package struct Purged: Codable, Sendable {
    package var attendances: Int
    package var notifications: Int
  }

  /// What came out.
  package struct Counts: Codable, Sendable {
    package var unidentified: Int
    package var triggers: Int
    package var covered: Int
    package var practiceLetters: Int
    package var parentLetters: Int
    package var safeguardingLetters: Int
    package var alerts: Int
    package var flags: Int
    package var identityConflicts: Int
    package var worklist: [String: Int]
    /// How many of the attendances that this run took, and that are live at its end, a rule could
    /// not know whether they match, by rule and field (S4); nil of a run of an earlier version.
    package var unknown: [String: [String: Int]]?
    /// Nil when nothing leaves by a carrier.
    package var delivery: Answers?
    /// Nil when the configuration keeps everything.
    package var purged: Purged?

    /// Letters to anybody.
    package var letters: Int { practiceLetters + parentLetters + safeguardingLetters }

    private enum CodingKeys: String, CodingKey {
      case unidentified, triggers, covered, alerts, flags, worklist, unknown, delivery, purged
      case practiceLetters = "practice_letters"
      case parentLetters = "parent_letters"
      case safeguardingLetters = "safeguarding_letters"
      case identityConflicts = "identity_conflicts"
    }
  }

  package var run: String
  package var asOf: String
  package var organisation: String
  package var isDraft: Bool
  package var isBaseline: Bool
  package var extracts: [Extract]
  package var seenBefore: [String]
  package var nilReturns: [String]
  package var refused: [String]
  package var alarms: [Alarm]
  package var rules: [AppliedRule]
  package var rulesDigest: String
  package var unapproved: [String]
  package var counts: Counts
  package var auditHead: String

  private enum CodingKeys: String, CodingKey {
    case run, organisation, extracts, refused, alarms, rules, unapproved, counts
    case asOf = "as_of"
    case isDraft = "draft"
    case isBaseline = "baseline"
    case seenBefore = "seen_before"
    case nilReturns = "nil_returns"
    case rulesDigest = "rules_digest"
    case auditHead = "audit_head"
  }
}

extension RunManifest {
  /// What became of the rows of all extracts.
  package var balance: RowBalance {
    extracts.reduce(into: RowBalance()) { $0 += $1.balance }
  }

  /// Whether an operator must look: the run is done and its exit code says 2.
  package var needsAttention: Bool {
    !refused.isEmpty || !alarms.isEmpty || extracts.contains { $0.quarantined > 0 }
      // A conflict that an open item is about already is nothing new.
      || [.identityConflict, .letterFailed].contains { (kind: WorklistKind) in
        counts.worklist[kind.rawValue] != nil
      }
      || (counts.delivery.map { $0.undeliverable + $0.overdue > 0 } ?? false)
  }
}

extension RunManifest.Extract {
  /// What became of its rows.
  package var balance: RowBalance {
    RowBalance(
      rows: rows,
      attendances: attendances,
      superseded: superseded,
      deleted: deleted,
      quarantined: quarantined
    )
  }
}

/// `run.json`: what a run read, knew and did; no timings, so that the same input gives the same
/// bytes.
package struct RunManifest: Encodable, Sendable {
  /// One extract that the run took.
  package struct Extract: Encodable, Sendable {
    package var source: String
    package var file: String
    package var sha256: String
    package var rows: Int
    package var attendances: Int
    package var deletes: Int
    package var quarantined: Int
    package var superseded: Int
    /// Optional values that could not be read, by column.
    package var unreadable: [String: Int]
    package var unmappedColumns: [String]
    /// Codes with a SNOMED id's digits and a wrong check digit, by column.
    package var damagedCodes: [String: Int]
    /// Data-quality findings by what they are; those that did not occur are left out.
    package var findings: [String: Int]

    private enum CodingKeys: String, CodingKey {
      case source, file, sha256, rows, attendances, deletes, quarantined, superseded, unreadable
      case findings
      case unmappedColumns = "unmapped_columns"
      case damagedCodes = "damaged_codes"
    }
  }

  /// One rule version that was applied.
  package struct AppliedRule: Encodable, Sendable {
    package var rule: String
    package var version: Int
  }

  /// What came back of documents that were handed to a carrier.
  package struct Answers: Encodable, Sendable {
    package var acknowledged: Int
    package var undeliverable: Int
    /// Raised by this run because no answer came in time.
    package var overdue: Int
  }

  /// What the ledger let go of because it was old enough.
  package struct Purged: Encodable, Sendable {
    package var attendances: Int
    package var notifications: Int
  }

  /// What came out.
  package struct Counts: Encodable, Sendable {
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
    /// Nil when nothing leaves by a carrier.
    package var delivery: Answers?
    /// Nil when the configuration keeps everything.
    package var purged: Purged?

    /// Letters to anybody.
    package var letters: Int { practiceLetters + parentLetters + safeguardingLetters }

    private enum CodingKeys: String, CodingKey {
      case unidentified, triggers, covered, alerts, flags, worklist, delivery, purged
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
  package var refused: [String]
  package var missingSources: [String]
  package var rules: [AppliedRule]
  package var rulesDigest: String
  package var unapproved: [String]
  package var counts: Counts
  package var auditHead: String

  private enum CodingKeys: String, CodingKey {
    case run, organisation, extracts, refused, rules, unapproved, counts
    case asOf = "as_of"
    case isDraft = "draft"
    case isBaseline = "baseline"
    case seenBefore = "seen_before"
    case missingSources = "missing_sources"
    case rulesDigest = "rules_digest"
    case auditHead = "audit_head"
  }
}

extension RunManifest {
  /// Whether an operator must look: the run is done and its exit code says 2.
  package var needsAttention: Bool {
    !refused.isEmpty || !missingSources.isEmpty || counts.identityConflicts > 0
      || extracts.contains { $0.quarantined > 0 }
      || counts.worklist[WorklistKind.letterFailed.rawValue] != nil
      || (counts.delivery.map { $0.undeliverable + $0.overdue > 0 } ?? false)
  }
}

import GRDB

/// The ledger's tables, as plain SQL that is never edited once shipped: a change is a further
/// migration (design section 7).
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 first") { database in
      try database.execute(sql: first)
    }
    migrator.registerMigration("2 feeds") { database in
      try database.execute(sql: feeds)
    }
    migrator.registerMigration("3 worklist") { database in
      try database.execute(sql: worklist)
    }
    migrator.registerMigration("4 delivery") { database in
      try database.execute(sql: delivery)
    }
    // These change no row that another leads to: a check of the whole file would find nothing.
    migrator.registerMigration("5 trigger days", foreignKeyChecks: .immediate) { database in
      try database.execute(sql: triggerDays)
    }
    migrator.registerMigration("6 indexes", foreignKeyChecks: .immediate) { database in
      try database.execute(sql: indexes)
    }
    migrator.registerMigration("7 fields", foreignKeyChecks: .immediate) { database in
      try database.execute(sql: fields)
    }
    return migrator
  }

  /// The first schema.
  ///
  /// Days are days since 1970-01-01, arrivals civil minutes since then, instants nanoseconds;
  /// lists are joined by the ASCII unit separator. Ids compare as bytes, SQLite's default.
  private static let first = """
    CREATE TABLE run (
      number INTEGER PRIMARY KEY,
      as_of INTEGER NOT NULL,
      folder TEXT NOT NULL UNIQUE,
      state TEXT NOT NULL CHECK (state IN ('decided', 'published')),
      rules TEXT NOT NULL
    ) STRICT;

    CREATE TABLE extract (
      number INTEGER PRIMARY KEY,
      sha256 TEXT NOT NULL UNIQUE,
      source TEXT NOT NULL,
      file TEXT NOT NULL,
      rows INTEGER NOT NULL CHECK (rows >= 0),
      run INTEGER NOT NULL REFERENCES run(number)
    ) STRICT;

    CREATE TABLE attendance (
      number INTEGER PRIMARY KEY,
      provider_code TEXT NOT NULL,
      attendance_id TEXT NOT NULL,
      is_deleted INTEGER NOT NULL CHECK (is_deleted IN (0, 1)),
      applicable INTEGER,
      person TEXT,
      arrival INTEGER,
      source TEXT,
      site_code TEXT,
      department_type TEXT,
      attendance_category TEXT,
      nhs_number TEXT,
      nhs_number_status TEXT,
      local_patient_id TEXT,
      family_name TEXT,
      given_name TEXT,
      birth_date TEXT,
      age_at_arrival TEXT,
      sex TEXT,
      address_line TEXT,
      postcode TEXT,
      gp_practice_code TEXT,
      chief_complaint TEXT,
      diagnosis TEXT,
      diagnosis_qualifier TEXT,
      injury_date TEXT,
      injury_time TEXT,
      injury_place TEXT,
      injury_intent TEXT,
      injury_activity TEXT,
      injury_mechanism TEXT,
      safeguarding_concern TEXT,
      discharge_status TEXT,
      discharge_destination TEXT,
      attendance_source TEXT,
      mobility TEXT,
      looked_after TEXT,
      child_protection_plan TEXT,
      death_date TEXT,
      withheld_identity_reason TEXT,
      preferred_language TEXT,
      unreadable TEXT,
      UNIQUE (provider_code, attendance_id),
      CHECK (is_deleted = 1 OR (person IS NOT NULL AND arrival IS NOT NULL))
    ) STRICT;
    CREATE INDEX attendance_person ON attendance (person);
    CREATE INDEX attendance_local ON attendance (local_patient_id, provider_code)
      WHERE local_patient_id IS NOT NULL;

    CREATE TABLE rule_trigger (
      rule TEXT NOT NULL,
      rule_version INTEGER NOT NULL,
      provider_code TEXT NOT NULL,
      attendance_id TEXT NOT NULL,
      person TEXT NOT NULL,
      rule_class TEXT NOT NULL,
      arrival INTEGER NOT NULL,
      count INTEGER NOT NULL,
      window_from INTEGER NOT NULL,
      window_to INTEGER NOT NULL,
      first_seen INTEGER NOT NULL,
      holds INTEGER NOT NULL CHECK (holds IN (0, 1)),
      PRIMARY KEY (rule, arrival, provider_code, attendance_id),
      UNIQUE (rule, provider_code, attendance_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX rule_trigger_person ON rule_trigger (person);

    CREATE TABLE notification (
      number INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES run(number),
      rule TEXT NOT NULL,
      rule_version INTEGER NOT NULL,
      route TEXT NOT NULL,
      provider_code TEXT NOT NULL,
      attendance_id TEXT NOT NULL,
      arrival INTEGER NOT NULL,
      count INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN
        ('told', 'held', 'late', 'baseline', 'cancelled', 'withdrawn', 'moved')),
      recipient TEXT NOT NULL,
      practice_code TEXT,
      document TEXT,
      nhs_number TEXT,
      ends_on INTEGER,
      replaces INTEGER REFERENCES notification(number),
      ended_run INTEGER REFERENCES run(number),
      outlives_rule INTEGER NOT NULL DEFAULT 0 CHECK (outlives_rule IN (0, 1))
    ) STRICT;
    CREATE UNIQUE INDEX notification_once ON notification
      (rule, route, provider_code, attendance_id)
      WHERE state IN ('told', 'held', 'late', 'baseline');
    CREATE INDEX notification_attendance ON notification (provider_code, attendance_id);
    CREATE INDEX notification_ends ON notification (ends_on)
      WHERE ends_on IS NOT NULL AND ended_run IS NULL;

    CREATE TABLE worklist (
      number INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES run(number),
      kind TEXT NOT NULL,
      urgency TEXT NOT NULL CHECK (urgency IN ('urgent', 'routine')),
      rule TEXT,
      provider_code TEXT,
      attendance_id TEXT,
      reasons TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'closed'))
    ) STRICT;
    CREATE INDEX worklist_attendance ON worklist (provider_code, attendance_id, kind);

    CREATE TABLE outbox (
      run INTEGER NOT NULL REFERENCES run(number),
      path TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      content BLOB,
      PRIMARY KEY (run, path)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE audit (
      number INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES run(number),
      entry TEXT NOT NULL,
      previous TEXT NOT NULL,
      hash TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
    CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
    """
}

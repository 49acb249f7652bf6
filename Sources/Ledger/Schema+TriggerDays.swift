extension Schema {
  /// What lets a night's cost follow its rows where it would else follow the history.
  ///
  /// `trigger_day` keeps the lines of `triggers.csv` by rule and day of arrival, as they are
  /// published; null says that a trigger of the day has changed since they were written. The database
  /// itself marks them, so that no writer of triggers can forget it. A file of the outbox with
  /// `with_triggers` goes on, after its content, with all these lines in order. Whoever changes what a
  /// line looks like adds a migration that first gives such files of runs not yet published their whole
  /// content, and then marks every day.
  ///
  /// The indexes serve what looks for the triggers of an attendance whatever their rule, for the
  /// notifications that stand in for one that is forgotten, for deliveries by state, for what first
  /// came on a day, and for the items and audit entries of a run.
  static let triggerDays = """
    CREATE TABLE trigger_day (
      rule TEXT NOT NULL,
      day INTEGER NOT NULL,
      lines BLOB,
      PRIMARY KEY (rule, day)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX trigger_day_changed ON trigger_day (rule, day) WHERE lines IS NULL;

    CREATE TRIGGER rule_trigger_added AFTER INSERT ON rule_trigger BEGIN
      INSERT INTO trigger_day VALUES (NEW.rule, \(day("NEW")), NULL)
        ON CONFLICT DO UPDATE SET lines = NULL WHERE lines IS NOT NULL;
    END;
    CREATE TRIGGER rule_trigger_changed
      AFTER UPDATE OF rule, rule_version, provider_code, attendance_id, arrival, count,
        window_from, window_to, holds ON rule_trigger BEGIN
      INSERT INTO trigger_day VALUES (OLD.rule, \(day("OLD")), NULL)
        ON CONFLICT DO UPDATE SET lines = NULL WHERE lines IS NOT NULL;
      INSERT INTO trigger_day VALUES (NEW.rule, \(day("NEW")), NULL)
        ON CONFLICT DO UPDATE SET lines = NULL WHERE lines IS NOT NULL;
    END;
    CREATE TRIGGER rule_trigger_removed AFTER DELETE ON rule_trigger BEGIN
      INSERT INTO trigger_day VALUES (OLD.rule, \(day("OLD")), NULL)
        ON CONFLICT DO UPDATE SET lines = NULL WHERE lines IS NOT NULL;
    END;
    INSERT INTO trigger_day
      SELECT DISTINCT rule, \(day("rule_trigger")), NULL FROM rule_trigger;

    ALTER TABLE outbox ADD COLUMN with_triggers INTEGER NOT NULL DEFAULT 0
      CHECK (with_triggers IN (0, 1));

    CREATE INDEX rule_trigger_attendance ON rule_trigger (provider_code, attendance_id);
    CREATE INDEX notification_replaces ON notification (replaces) WHERE replaces IS NOT NULL;
    DROP INDEX delivery_open;
    CREATE INDEX delivery_state ON delivery (state, channel);
    CREATE INDEX sighting_first ON sighting (first_run);
    CREATE INDEX worklist_run ON worklist (run);
    CREATE INDEX audit_run ON audit (run);
    """

  /// The day of an arrival of a table, rounded down also before 1970.
  static func day(_ row: String) -> String {
    "(\(row).arrival - (\(row).arrival % 1440 + 1440) % 1440) / 1440"
  }
}

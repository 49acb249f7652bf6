extension Schema {
  /// What people did about worklist items, pauses, and what later nights must know of earlier ones.
  ///
  /// That is a rule's `again` when its trigger was first seen, since when each route is looked at,
  /// and whom a letter or alert was about.
  static let worklist = """
    ALTER TABLE worklist ADD COLUMN route TEXT;
    ALTER TABLE worklist ADD COLUMN handling TEXT
      CHECK (handling IN ('acknowledged', 'dismissed', 'released'));
    ALTER TABLE worklist ADD COLUMN handled_by TEXT;
    ALTER TABLE worklist ADD COLUMN handled_because TEXT;
    ALTER TABLE worklist ADD COLUMN handled_on INTEGER;
    CREATE INDEX worklist_open ON worklist (kind) WHERE state = 'open';
    CREATE INDEX worklist_released ON worklist (number)
      WHERE handling = 'released' AND state = 'open';

    CREATE TABLE pause (
      number INTEGER PRIMARY KEY,
      person TEXT NOT NULL,
      provider_code TEXT NOT NULL,
      attendance_id TEXT NOT NULL,
      until INTEGER NOT NULL,
      paused_by TEXT NOT NULL CHECK (paused_by <> ''),
      paused_because TEXT NOT NULL CHECK (paused_because <> ''),
      paused_on INTEGER NOT NULL,
      ended_on INTEGER
    ) STRICT;
    CREATE INDEX pause_person ON pause (person);
    CREATE INDEX pause_attendance ON pause (provider_code, attendance_id);

    ALTER TABLE rule_trigger ADD COLUMN again TEXT;
    ALTER TABLE notification ADD COLUMN told_patient TEXT;

    CREATE TABLE rule_route (
      rule TEXT NOT NULL,
      route TEXT NOT NULL,
      since INTEGER NOT NULL,
      PRIMARY KEY (rule, route)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO rule_route
      SELECT rule, route, min(as_of) FROM notification JOIN run ON run.number = notification.run
      GROUP BY rule, route;

    CREATE INDEX run_as_of ON run (as_of);
    CREATE INDEX run_decided ON run (number) WHERE state = 'decided';
    """
}

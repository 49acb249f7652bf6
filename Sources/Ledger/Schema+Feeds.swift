extension Schema {
  /// What the ledger remembers of its feeds: which extract a version came from, which files lay
  /// there when, how many rows each site sent, which NHS numbers were merged.
  ///
  /// `read_as_of` is the last as-of date that an extract was read for, `due` the earliest arrival
  /// among its rows that arrive later; `resolved` is the end of a number's chain, `since` the run
  /// that first knew it so; `subject` is what a worklist item is about that is about no attendance.
  static let feeds = """
    ALTER TABLE extract ADD COLUMN read_as_of INTEGER;
    ALTER TABLE extract ADD COLUMN due INTEGER;
    ALTER TABLE extract ADD COLUMN is_mended INTEGER NOT NULL DEFAULT 0 CHECK (is_mended IN (0, 1));
    ALTER TABLE extract ADD COLUMN is_nil INTEGER NOT NULL DEFAULT 0 CHECK (is_nil IN (0, 1));
    CREATE INDEX extract_source ON extract (source, run);

    CREATE TABLE sighting (
      extract INTEGER NOT NULL REFERENCES extract(number),
      source TEXT NOT NULL,
      file TEXT NOT NULL,
      first_run INTEGER NOT NULL REFERENCES run(number),
      last_run INTEGER NOT NULL REFERENCES run(number),
      PRIMARY KEY (extract, source, file)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO sighting
      SELECT number, source, file, run, (SELECT max(number) FROM run) FROM extract;

    CREATE TABLE extract_site (
      extract INTEGER NOT NULL REFERENCES extract(number),
      site_code TEXT NOT NULL,
      rows INTEGER NOT NULL CHECK (rows > 0),
      PRIMARY KEY (extract, site_code)
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE attendance ADD COLUMN extract INTEGER REFERENCES extract(number);
    CREATE INDEX attendance_source ON attendance (source, arrival) WHERE is_deleted = 0;

    CREATE TABLE superseded_number (
      old TEXT PRIMARY KEY,
      resolved TEXT NOT NULL CHECK (resolved <> old),
      since INTEGER NOT NULL REFERENCES run(number)
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE worklist ADD COLUMN subject TEXT;
    CREATE INDEX worklist_subject ON worklist (subject, kind) WHERE subject IS NOT NULL;
    """
}

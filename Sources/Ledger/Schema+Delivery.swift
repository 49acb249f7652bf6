extension Schema {
  /// Deliveries on their way, and what retention leaves behind.
  ///
  /// `delivery.name` is the file name without ending and the id by which the recipient's side
  /// answers; `control` is kept until the pair is handed over. `retention.horizon` is the earliest
  /// day whose attendances are still kept; a purged attendance keeps who, when and which.
  static let delivery = """
    CREATE TABLE delivery (
      name TEXT PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES run(number),
      path TEXT NOT NULL,
      document TEXT,
      channel TEXT NOT NULL,
      control TEXT,
      state TEXT NOT NULL CHECK (state IN
        ('waiting', 'staged', 'dropped', 'sent', 'acknowledged', 'undeliverable')),
      dropped_on INTEGER,
      message_id TEXT,
      status_code TEXT,
      is_overdue INTEGER NOT NULL DEFAULT 0 CHECK (is_overdue IN (0, 1)),
      UNIQUE (run, path),
      CHECK ((control IS NOT NULL) = (state IN ('waiting', 'staged'))),
      CHECK ((dropped_on IS NULL) = (state IN ('waiting', 'staged')))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX delivery_open ON delivery (channel, state)
      WHERE state IN ('waiting', 'staged', 'dropped', 'sent');
    CREATE INDEX delivery_message ON delivery (message_id) WHERE message_id IS NOT NULL;
    CREATE INDEX notification_document ON notification (document) WHERE document IS NOT NULL;
    CREATE INDEX notification_run ON notification (run);

    CREATE TABLE retention (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      horizon INTEGER NOT NULL
    ) STRICT;
    ALTER TABLE attendance ADD COLUMN purged INTEGER NOT NULL DEFAULT 0 CHECK (purged IN (0, 1));
    CREATE INDEX attendance_arrival ON attendance (arrival)
      WHERE purged = 0 AND arrival IS NOT NULL;
    """
}

extension Schema {
  /// Loads of a whole period find their attendances by arrival, as retention does.
  ///
  /// An index by source as well cost every row of every feed its place in one more; a trust has few
  /// sources, so that little is read of the others. What a run put on the worklist is also looked for by kind, since a first load
  /// may put very much there.
  static let indexes = """
    DROP INDEX attendance_source;
    DROP INDEX worklist_run;
    CREATE INDEX worklist_run ON worklist (run, kind);
    """
}

extension Schema {
  /// What lets a run say that a column is away that always came.
  ///
  /// `fields` names the fields that some column of the extract fed, separated by spaces; null of an
  /// extract that an earlier version of the program took.
  static let fields = """
    ALTER TABLE extract ADD COLUMN fields TEXT;
    """
}

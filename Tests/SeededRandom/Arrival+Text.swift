package import AttendanceModel

extension Arrival {
  /// Reads `YYYY-MM-DD HH:MM`, or a date alone for midnight.
  package init?(_ text: String) {
    if let day = CivilDay(text) {
      self.init(day)
    } else if let timestamp = Timestamp(ascii: text.utf8) {
      self = timestamp.arrival
    } else {
      return nil
    }
  }
}

package import AttendanceModel

/// All that the rules need to remember of a row, in twelve bytes.
///
/// Made and read by the engine that holds the rules; the number of rules is not limited.
package struct RowAnswers: Hashable, Sendable {
  /// The first 64 slots of the engine's `AnswerSlots`.
  var bits: UInt64
  /// What does not fit: a number in the engine's `AnswerRemainders`, 0 for nothing.
  var remainder: UInt32

  /// The answers of a row that no rule needs.
  static let none = RowAnswers(bits: 0, remainder: 0)

  /// Whether no rule fires on, counts or wonders about the row: it may be forgotten.
  package var isEmpty: Bool { bits == 0 && remainder == 0 }
}

/// One attendance of a timeline as the engine needs it, in 24 bytes.
package struct TimelineEntry: Hashable, Sendable {
  package var answers: RowAnswers
  package var arrival: Arrival
  /// The caller's own number for the attendance; the engine only hands it back.
  package var row: UInt32

  package init(row: UInt32, arrival: Arrival, answers: RowAnswers) {
    self.row = row
    self.arrival = arrival
    self.answers = answers
  }
}

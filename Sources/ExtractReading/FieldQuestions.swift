package import AttendanceModel

/// What a caller wants to know of a row: up to 64 questions, each about one field.
///
/// Of several values of a numbered field each is asked alone; the row's answer is yes when one
/// says yes, else no when one says no.
package struct FieldQuestions: Sendable {
  /// By question, the field it asks about; nil for one that the caller answers himself.
  package var fields: [AttendanceField?]
  /// The answers of an attendance to all questions.
  package var answer: @Sendable (Attendance) -> FieldAnswers
  /// A number of the caller's own for what a cell says of provider or site.
  ///
  /// The least of a row's cells is the row's ``BulkRow/mark``; `UInt32.max` says nothing.
  package var mark: (@Sendable (Attendance) -> UInt32)?

  package init(
    fields: [AttendanceField?],
    answer: @escaping @Sendable (Attendance) -> FieldAnswers,
    mark: (@Sendable (Attendance) -> UInt32)? = nil
  ) {
    self.fields = fields
    self.answer = answer
    self.mark = mark
  }

  /// The questions about some fields, one bit each.
  func about(_ asked: some Sequence<AttendanceField>) -> UInt64 {
    asked.reduce(into: 0) { bits, field in
      for (question, other) in fields.enumerated() where other == field { bits |= 1 << question }
    }
  }
}

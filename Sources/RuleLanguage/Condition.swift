package import AttendanceModel

/// What a rule asks of one attendance; answers are three-valued.
package indirect enum Condition: Hashable, Sendable {
  case all([Condition])
  case any([Condition])
  case not(Condition)
  case test(Test)

  /// Holds for every attendance.
  package static let always = Condition.all([])

  /// One field against one matcher.
  package struct Test: Hashable, Sendable {
    package var subject: Subject
    package var matcher: Matcher

    package init(_ subject: Subject, _ matcher: Matcher) {
      self.subject = subject
      self.matcher = matcher
    }
  }

  /// What a test looks at: a field as recorded, or a fact derived from fields.
  package enum Subject: Hashable, Sendable {
    case field(AttendanceField)
    /// Age at arrival (design S4).
    case age
    /// Registration with a practice (design S11).
    case registration
  }

  /// What a test accepts.
  package enum Matcher: Hashable, Sendable {
    /// The value, or for a numbered field any of its values, is one of these texts, which are in
    /// the canonical form of `Attendance.values(of:)`.
    case oneOf([String])
    /// The value, or any of its values, is a code of the set.
    case inCodeSet(CodeSet)
    /// Age only: at least the lower bound and under the upper one.
    case age(atLeast: CalendarPeriod?, under: CalendarPeriod?)
    /// Whole numbers: at least the lower bound and under the upper one.
    case number(atLeast: Int?, under: Int?)
    /// Arrival date only: from one day to another, both included. No rule file writes this; dated
    /// codes come down to it.
    case arrived(from: CivilDay?, to: CivilDay?)
    /// A readable value is there, or is not; never unknown.
    case recorded(Bool)
  }
}

/// A named set of codes from `codesets/`; the code alone is compared, as exact text, on the day of
/// arrival.
package struct CodeSet: Hashable, Sendable {
  package var name: String
  package var codes: Set<String>
  /// Codes that hold only for arrivals of some days; `codes` has them too.
  package var dated: [ValidDays: Set<String>]
  package var approval: Approval?

  package init(
    name: String,
    codes: Set<String>,
    dated: [ValidDays: Set<String>] = [:],
    approval: Approval? = nil
  ) {
    self.name = name
    self.codes = codes
    self.dated = dated
    self.approval = approval
  }

  /// Whether a code is of the set on a day of arrival.
  package func contains(_ code: String, on day: CivilDay) -> Bool {
    guard codes.contains(code) else { return false }
    let periods = dated.filter { $0.value.contains(code) }.keys
    return periods.isEmpty || periods.contains { $0.contains(day) }
  }
}

/// The days of arrival for which a code holds, both ends included; open where nothing is said.
package struct ValidDays: Hashable, Sendable {
  package var from: CivilDay?
  package var to: CivilDay?

  package init(from: CivilDay?, to: CivilDay?) {
    self.from = from
    self.to = to
  }

  /// Whether a day is one of them.
  package func contains(_ day: CivilDay) -> Bool {
    (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
  }
}

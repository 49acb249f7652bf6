import AttendanceModel
import RuleEngine
import RuleLanguage

/// Says what an attendance's record holds, where a rule asks for something else.
///
/// Every sentence is a fact of the record: a reader can check it there.
struct RecordedFacts {
  let attendance: Attendance
  let phrases: ConditionPhrases

  /// Values that say who somebody is, which a fact leaves out.
  private static let identifying: Set<AttendanceField> = [
    .nhsNumber, .localPatientID, .familyName, .givenName, .birthDate, .addressLine, .postcode,
  ]

  /// What one alternative of a demand comes to.
  private enum Fact: Hashable {
    /// Nothing is recorded under this noun.
    case missing(String)
    /// What a noun with its article stands for is outside a code set.
    case outside(CodeSet, String)
    case clause(String)
  }

  /// Why a demand is not met, as clauses joined by “and”: none of its alternatives holds.
  func clause(_ demand: UnmetDemand) -> String {
    let facts = demand.alternatives.map(fact)
    var clauses: [String] = []
    for fact in facts {
      let clause = words(fact, among: facts)
      if !clauses.contains(clause) { clauses.append(clause) }
    }
    guard let last = clauses.last, clauses.count > 1 else { return clauses.first ?? "" }
    return "\(clauses.dropLast().joined(separator: ", ")), and \(last)"
  }

  /// A fact together with those like it, which are said in one breath.
  private func words(_ fact: Fact, among facts: [Fact]) -> String {
    switch fact {
    case .clause(let clause): return clause
    case .missing:
      let nouns = facts.compactMap { if case .missing(let noun) = $0 { noun } else { nil } }
      return "no \(ConditionPhrases.listed(nouns)) is recorded"
    case .outside(let set, _):
      let nouns = facts.compactMap { fact in
        if case .outside(set, let noun) = fact { noun } else { nil }
      }
      let (are, nor) = nouns.count == 1 ? ("", "is not") : ("neither ", "is")
      return "\(are)\(ConditionPhrases.listed(nouns, "nor")) \(nor) in the code set “\(set.name)”"
    }
  }

  private func fact(_ unmet: UnmetTest) -> Fact {
    let test = unmet.test
    if unmet.answer == .unknown {
      return test.subject == .age ? .clause(unknownAge) : .missing(test.subject.noun)
    }
    switch (test.subject, test.matcher, unmet.isWanted) {
    case (_, .recorded(true), true), (_, .recorded(false), false):
      return .missing(test.subject.noun)
    case (.field(let field), .inCodeSet(let set), true):
      let noun = test.subject.noun
      return .outside(set, field.isNumbered ? ConditionPhrases.a(noun) : "the \(noun)")
    default: return .clause(clause(unmet))
    }
  }

  private func clause(_ unmet: UnmetTest) -> String {
    let test = unmet.test
    guard unmet.isWanted else { return phrases.phrase(test) }
    switch (test.subject, test.matcher) {
    case (.age, .age(let lower, let upper)):
      return "the age at arrival is \(age(lower, upper)), not "
        + phrases.bounds(lower?.description, upper?.description)
    case (.registration, .oneOf(let texts)):
      let words = texts.map { Registration(rawValue: $0)?.phrase ?? $0 }
      return "the record says “\(attendance.registration.phrase)”, not "
        + "“\(ConditionPhrases.listed(words))”"
    case (.field(let field), .oneOf(let texts)) where field.isNumbered:
      return "no \(test.subject.noun) is \(listed(field, texts))"
    case (.field(let field), .oneOf(let texts)) where !Self.identifying.contains(field):
      return "the \(test.subject.noun) is \(recorded(field)), not \(listed(field, texts))"
    case (.field(let field), .number(let lower, let upper)):
      return "the \(test.subject.noun) is \(recorded(field)), not "
        + phrases.bounds(lower.map(String.init), upper.map(String.init))
    default: return phrases.phrase(test, holds: false)
    }
  }

  private var unknownAge: String {
    switch attendance.age {
    case .years(let years): "the age is recorded only as \(CalendarPeriod(years, .years))"
    case .between: "the age is recorded only as \(recordedAge)"
    case .exact, .unknown:
      attendance.patient.birthDate == nil
        ? "no birth date and no age is recorded" : "the birth date lies after the arrival"
    }
  }

  /// The age in the unit of the bound that it misses, and in years where it is years away.
  private func age(_ lower: CalendarPeriod?, _ upper: CalendarPeriod?) -> String {
    let isTooYoung = lower.map { attendance.age.isUnder($0) == .yes } ?? false
    let unit = (isTooYoung ? lower : upper)?.unit ?? .years
    return switch attendance.age {
    case .exact(let born, let day):
      Self.period(born, day, Age.complete(.years, from: born, to: day) < 2 ? unit : .years)
    case .years(let years): CalendarPeriod(years, .years).description
    case .between: recordedAge
    case .unknown: "not known"
    }
  }

  /// The age as the extract gives it, without a birth date.
  private var recordedAge: String {
    attendance.patient.recordedAge?.description ?? "not known"
  }

  private static func period(_ born: CivilDay, _ day: CivilDay, _ unit: CalendarPeriod.Unit)
    -> String
  {
    CalendarPeriod(Age.complete(unit, from: born, to: day), unit).description
  }

  private func recorded(_ field: AttendanceField) -> String {
    attendance.value(of: field).map { phrases.value(field, $0) } ?? "not recorded"
  }

  /// What would have fitted; of codes the code alone.
  private func listed(_ field: AttendanceField, _ texts: [String]) -> String {
    field == .attendanceCategory
      ? phrases.values(field, texts) : ConditionPhrases.listed(texts)
  }
}

import AttendanceModel
import RuleLanguage

extension Condition {
  /// The condition with each code set's dated codes apart, one test for each period, so that a test
  /// looks at one field alone and its answer can be kept for every row that says the same.
  ///
  /// The undated codes stand there even when there are none: of a blank field it is they that keep
  /// the answer unknown on days on which no dated code holds.
  var withDatesApart: Condition {
    switch self {
    case .all(let parts): return .all(parts.map(\.withDatesApart))
    case .any(let parts): return .any(parts.map(\.withDatesApart))
    case .not(let part): return .not(part.withDatesApart)
    case .test(let test):
      guard case .inCodeSet(let set) = test.matcher, !set.dated.isEmpty else { return self }
      let inSet = { (codes: Set<String>) in
        Condition.test(Test(test.subject, .inCodeSet(CodeSet(name: set.name, codes: codes))))
      }
      let undated = set.dated.values.reduce(set.codes) { $0.subtracting($1) }
      let periods = set.dated.sorted {
        ($0.key.from?.rawValue ?? .min, $0.key.to?.rawValue ?? .max)
          < ($1.key.from?.rawValue ?? .min, $1.key.to?.rawValue ?? .max)
      }
      return .any(
        [inSet(undated)]
          + periods.map { days, codes in
            let arrived = Matcher.arrived(from: days.from, to: days.to)
            return .all([.test(Test(.field(.arrivalDate), arrived)), inSet(codes)])
          }
      )
    }
  }
}

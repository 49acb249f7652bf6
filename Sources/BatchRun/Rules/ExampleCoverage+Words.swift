import AttendanceModel
import RuleEngine
import RuleLanguage

extension CoverageItem {
  /// What no example tries, as a sentence without a full stop.
  var words: String {
    let phrases = ConditionPhrases()
    return switch aim {
    case .decides(let part, let test, true):
      "“\(part.rawValue)”: no attendance fits because \(phrases.phrase(test))"
    case .decides(let part, let test, false):
      "“\(part.rawValue)”: no attendance is left out only because it is not so that "
        + phrases.phrase(test)
    case .value(let part, let subject, let text):
      "“\(part.rawValue)”: no attendance fits with the \(subject.noun) “\(text)”"
    case .ageEdge(let part, let age, true):
      "“\(part.rawValue)”: no attendance on the day on which somebody is \(age) old"
    case .ageEdge(let part, let age, false):
      "“\(part.rawValue)”: no attendance on the day before somebody is \(age) old"
    case .count(let number): "no attendance that could set it off has a count of exactly \(number)"
    case .windowEdge(inside: true): "no attendance on the window's first day decides"
    case .windowEdge(inside: false):
      "no attendance on the day before the window would decide if it lay inside"
    case .gapEdge(apart: true): "no two attendances are exactly the gap apart"
    case .gapEdge(apart: false): "no two attendances are a minute less than the gap apart"
    case .inForceEdge(let day, inside: true):
      "the rule is not tried on \(day), the edge of its days"
    case .inForceEdge(let day, inside: false): "the rule is not tried just beyond \(day)"
    }
  }
}

extension RuleMutation.Change {
  /// The change as a clause.
  var words: String {
    let phrases = ConditionPhrases()
    return switch self {
    case .threshold(let threshold): "the count needs to be \(threshold.phrase)"
    case .within(let period): "it looks back \(period)"
    case .firstDay(let isExcluded):
      "the window's first day \(isExcluded ? "is left out" : "counts")"
    case .unit(.attendances): "it counts attendances"
    case .unit(.days): "it counts days"
    case .unit(.presentations(let gap)): "it counts presentations with a gap of \(gap) minutes"
    case .inForce(let period):
      "it is in force from \(period.from)" + (period.to.map { " to \($0)" } ?? "")
    case .settled(let part, let test, let holds):
      "“\(part.rawValue)” \(holds ? "always" : "never") lets through that \(phrases.phrase(test))"
    case .test(let part, _, let other): "“\(part.rawValue)” asks that \(phrases.phrase(other))"
    case .combination(let part): "“\(part.rawValue)” joins its parts the other way"
    }
  }
}

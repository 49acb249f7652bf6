import AttendanceModel
import RuleEngine
import RuleLanguage
import Testing

/// The triggers of a person, on which the fast and the plain engine agree.
func triggers(
  of rules: [Rule],
  in timeline: [Attendance],
  identified: Bool = true,
  at location: SourceLocation = #_sourceLocation
) -> [Trigger] {
  let ordered = timeline.sorted { $0.position < $1.position }
  let fast = RuleEngine(rules: rules).triggers(in: ordered, identified: identified)
  let plain = ReferenceEngine(rules: rules).triggers(in: timeline, identified: identified)
  #expect(fast == plain, sourceLocation: location)
  return fast
}

/// `date count` of each trigger of one rule.
func fired(
  _ rule: Rule,
  _ timeline: [Attendance],
  identified: Bool = true,
  at location: SourceLocation = #_sourceLocation
) -> [String] {
  triggers(of: [rule], in: timeline, identified: identified, at: location).map {
    "\($0.arrival.day) \($0.count)"
  }
}

import AttendanceModel
import RuleLanguage
import SeededRandom

/// A first unplanned attendance at a type 01 department of a child born on 2 March 2018.
func visit(
  _ arrival: String,
  id: String? = nil,
  _ change: (inout Attendance) -> Void = { _ in }
) -> Attendance {
  guard let moment = Arrival(arrival) else { preconditionFailure("\(arrival) is no arrival") }
  let key = AttendanceKey(providerCode: "RJE", attendanceID: id ?? arrival)
  var attendance = Attendance(key: key, arrival: moment)
  attendance.category = .unplannedFirst
  attendance.departmentType = "01"
  attendance.patient.birthDate = day("2018-03-02")
  change(&attendance)
  return attendance
}

func day(_ text: String) -> CivilDay {
  guard let day = CivilDay(text) else { preconditionFailure("\(text) is no day") }
  return day
}

func field(_ field: AttendanceField, _ texts: String...) -> Condition {
  .test(Condition.Test(.field(field), .oneOf(texts)))
}

func field(_ field: AttendanceField, in codes: Set<String>) -> Condition {
  .test(Condition.Test(.field(field), .inCodeSet(CodeSet(name: "codes", codes: codes))))
}

func age(atLeast lower: CalendarPeriod? = nil, under upper: CalendarPeriod? = nil) -> Condition {
  .test(Condition.Test(.age, .age(atLeast: lower, under: upper)))
}

/// Types 01, 02 and 03, unplanned.
let unplannedAtAE: Condition = .all([
  field(.departmentType, "01", "02", "03"),
  field(.attendanceCategory, "unplanned-first", "unplanned-follow-up", "not-recorded"),
])

let under18 = age(under: CalendarPeriod(18, .years))

func count(
  _ threshold: Count.Threshold,
  of unit: CountingUnit = .attendances,
  where matching: Condition = unplannedAtAE,
  within: CalendarPeriod = CalendarPeriod(6, .months),
  excludesFirstDay: Bool = false,
  distinct: AttendanceField? = nil
) -> Count {
  Count(
    unit: unit,
    matching: matching,
    within: within,
    excludesFirstDay: excludesFirstDay,
    threshold: threshold,
    distinct: distinct
  )
}

func rule(
  _ name: String = "sample",
  version: Int = 1,
  class ruleClass: RuleClass = .pattern,
  inForce: InForce = InForce(from: day("2022-04-01")),
  for population: Condition = .always,
  when condition: Condition = .always,
  count: Count? = nil,
  examples: [Example] = []
) -> Rule {
  Rule(
    name: name,
    version: version,
    title: name,
    ruleClass: ruleClass,
    owner: "",
    source: "",
    inForce: inForce,
    population: population,
    condition: condition,
    count: count,
    routes: [],
    again: .standard,
    approval: nil,
    examples: examples
  )
}

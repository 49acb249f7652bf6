import AttendanceModel

/// One person's timelines in few bytes, for the page's script to draw.
///
/// As elements the dots of two thousand persons would be many megabytes. Without the script the
/// words stand.
struct TimelineMarks {
  private let person: FlaggedPersons.Person
  private let sites: [String: Int]

  init(_ person: FlaggedPersons.Person, sites: [String: Int]) {
    self.person = person
    self.sites = sites
  }

  /// The day from which days are counted.
  var from: String { start.description }

  private var start: CivilDay {
    person.visits.first?.arrival.day ?? person.lanes.first?.day ?? CivilDay(rawValue: 0)
  }

  /// Each attendance as `DAYS`, or `DAYS@HHMM.SITE` with the site's place where sites are shown.
  var visits: String {
    person.visits.map { visit in
      let days = String(visit.arrival.day.days(since: start))
      guard let site = sites[visit.site] else { return days }
      let time = visit.arrival.time.description.filter { $0 != ":" }
      return "\(days)@\(time).\(site)"
    }
    .joined(separator: " ")
  }

  /// A box for each rule: its window in days, and a letter for each attendance.
  var lanes: [Markup] {
    person.lanes.map { lane in
      var letters = Array(repeating: Character("-"), count: person.visits.count)
      for dot in lane.dots where letters.indices.contains(dot.visit) {
        letters[dot.visit] = dot.isTrigger ? Self.trigger : Self.letter(dot.standing)
      }
      let counted = lane.dots.count { Self.letter($0.standing) == "c" }
      let window = [lane.window.lowerBound, lane.window.upperBound]
        .map { String($0.days(since: start)) }.joined(separator: " ")
      return Markup(
        "div",
        ["class": "lane", "data-window": window, "data-dots": String(letters)],
        Markup("b", [:], Markup(String(lane.rule + 1))),
        " \(lane.day): \(counted) counted of \(lane.dots.count) near it"
      )
    }
  }

  /// What each letter means: `c counted|n not what is counted|…`.
  static var words: String {
    ([(trigger, "counted; the rule held here")] + standings.map { (letter($0), said($0)) })
      .map { "\($0) \($1)" }.joined(separator: "|")
  }

  private static let trigger: Character = "T"

  private static let standings: [Evidence.Standing] = [
    .counted, .notCounted(reason: .doesNotMatch), .notCounted(reason: .unknown),
    .notCounted(reason: .plannedFollowUp), .notCounted(reason: .otherDepartment),
    .notCounted(reason: .samePresentation), .notCounted(reason: .sameDay),
    .notCounted(reason: .beforeWindow), .notCounted(reason: .afterTrigger),
  ]

  private static func letter(_ standing: Evidence.Standing) -> Character {
    switch standing {
    case .counted, .countedWith: "c"
    case .notCounted(.doesNotMatch): "n"
    case .notCounted(.unknown): "u"
    case .notCounted(.plannedFollowUp): "f"
    case .notCounted(.otherDepartment): "o"
    case .notCounted(.samePresentation): "p"
    case .notCounted(.sameDay): "d"
    case .notCounted(.beforeWindow): "b"
    case .notCounted(.afterTrigger): "a"
    }
  }

  private static func said(_ standing: Evidence.Standing) -> String {
    switch standing {
    case .counted, .countedWith: "counted"
    case .notCounted(.doesNotMatch): "not what is counted"
    case .notCounted(.unknown): "could not be known"
    case .notCounted(.plannedFollowUp): "a planned follow-up"
    case .notCounted(.otherDepartment): "another kind of department"
    case .notCounted(.samePresentation): "goes on from the one before"
    case .notCounted(.sameDay): "another of that day counted"
    case .notCounted(.beforeWindow): "before the window"
    case .notCounted(.afterTrigger): "after the trigger"
    }
  }
}

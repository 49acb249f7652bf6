import AttendanceModel

/// The table of flagged persons: searchable, sortable, each with a timeline.
struct PersonsSection {
  private let flagged: FlaggedPersons
  private let siteNames: [String]
  private let sites: [String: Int]

  init(flagged: FlaggedPersons) {
    self.flagged = flagged
    siteNames = Set(flagged.shown.flatMap { $0.visits.map(\.site) }).subtracting([""]).sorted()
    sites = Dictionary(uniqueKeysWithValues: siteNames.enumerated().map { ($1, $0) })
  }

  var markup: Markup {
    Markup(
      "section",
      ["id": "persons"],
      Markup("h2", [:], "The persons"),
      Markup("p", ["class": "lead"], Markup(lead)),
      Markup("p", ["class": "warning"], Markup(warning)),
      Markup(
        "div",
        ["class": "tools"],
        Markup("label", ["for": "search"], "Search by id, rule or date"),
        Markup("input", ["id": "search", "type": "search", "autocomplete": "off"]),
        Markup("p", ["id": "found", "role": "status"], "")
      ),
      Markup(
        "p",
        ["class": "note"],
        """
        On the lines of the last column a dot is an attendance, filled if it counted, ringed where \
        the rule held; the shade is the window. Point at a dot, or go to a line with Tab and along \
        it with the arrow keys, and it is explained.
        """
      ),
      table,
      Markup(
        "p",
        [:],
        Markup("button", ["id": "more", "type": "button", "hidden": ""], "Show more")
      ),
      Markup("p", ["id": "explained", "role": "status", "hidden": ""], "")
    )
  }

  private var lead: String {
    let rest = flagged.total - flagged.shown.count
    let others =
      rest > 0
      ? ": those with the latest triggers; the other \(grouped(rest)) are counted only" : ""
    return "\(grouped(flagged.shown.count)) of \(grouped(flagged.total)) flagged persons\(others)."
  }

  private var warning: String {
    flagged.isIdentifiable
      ? "This table says who they are. Keep it, send it and delete it as you do a patient’s record."
      : "Ids are made at random for this report, and each person’s dates are moved by a random number "
        + "of weeks. It is still personal data: whoever knows a child may recognise a pattern."
  }

  private var table: Markup {
    var head = ["Person", "Age", "Rules", "Triggers", "Highest count", "Last trigger"].map {
      Markup("th", ["scope": "col", "data-sort": ""], Markup($0))
    }
    head.append(Markup("th", ["scope": "col"], "Timelines at the last trigger of each rule"))
    return Markup(
      "div",
      ["class": "scroll", "tabindex": "0", "role": "group", "aria-label": "Flagged persons"],
      Markup(
        "table",
        [
          "id": "person-table", "data-words": TimelineMarks.words,
          "data-sites": siteNames.joined(separator: "|"),
        ],
        Markup("caption", [:], "Flagged persons"),
        Markup(
          "thead",
          [:],
          Markup("tr", [:], all: head)
        ),
        Markup("tbody", [:], all: flagged.shown.map(row))
      )
    )
  }

  private func row(_ person: FlaggedPersons.Person) -> Markup {
    let last = person.lanes.map(\.day).max()
    let cells = [
      person.age.label,
      person.lanes.map { String($0.rule + 1) }.joined(separator: ", "),
      String(person.lanes.reduce(0) { $0 + $1.triggers }),
      String(person.lanes.map(\.count).max() ?? 0),
      last?.description ?? "",
    ]
    let timelines = TimelineMarks(person, sites: sites)
    var row = [Markup("th", ["scope": "row"], Markup(person.identity))]
    row += cells.map { Markup("td", [:], Markup($0)) }
    row.append(Markup("td", [:], all: timelines.lanes))
    return Markup("tr", ["data-from": timelines.from, "data-visits": timelines.visits], all: row)
  }
}

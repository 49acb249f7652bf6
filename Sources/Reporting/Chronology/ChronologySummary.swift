import AttendanceModel

/// The visits in short: sentences, a drawing, and numbers by year and place.
struct ChronologySummary {
  let page: ChronologyPage

  private var chronology: Chronology { page.chronology }
  private var redaction: Redaction { page.redaction }

  var markup: Markup {
    Markup(
      "section",
      ["aria-labelledby": "short"],
      Markup("h2", ["id": "short"], "In short"),
      Markup(
        "div",
        ["class": "short"],
        Markup("ul", [:], all: sentences.map { Markup("li", [:], Markup($0)) }),
        table
      ),
      figure
    )
  }

  // MARK: Sentences

  private var sentences: [String] {
    let visits = chronology.visits
    var sentences = [Self.count(visits.count, "visit", "visits") + " recorded."]
    sentences.append(sentence(.injury, "with an injury recorded"))
    if !redaction.removes(.concerns) {
      sentences.append(sentence(.concern, "with a safeguarding concern recorded"))
    }
    sentences.append(sentence(.leftEarly, "ended before treatment was complete"))
    if let longest = longestTime {
      sentences.append(
        "Longest time between visits: \(LengthOfTime.words(from: longest.from, to: longest.to)), "
          + "from \(MonthNames.day(longest.from)) to \(MonthNames.day(longest.to))."
      )
    }
    if !redaction.removes(.rules) {
      let held = visits.count { !$0.rules.isEmpty }
      sentences.append(
        held == 0
          ? "No rule holds at any visit."
          : "A rule holds at \(Self.count(held, "visit", "visits"))\(told)."
      )
    }
    return sentences
  }

  private var told: String {
    guard let steps = chronology.steps else { return "" }
    let days = steps.filter(\.toldSomebody).map(\.day)
    return days.isEmpty
      ? "; nobody outside the safeguarding team was told"
      : "; somebody outside the safeguarding team was told on \(listed(days))"
  }

  private func sentence(_ mark: Chronology.Mark, _ what: String) -> String {
    let days = chronology.visits.filter { chronology.has(mark, $0, redaction) }.map(\.arrival.day)
    return days.isEmpty
      ? "No visit \(what)."
      : "\(Self.count(days.count, "visit", "visits")) \(what): \(listed(days))."
  }

  private func listed(_ days: [CivilDay]) -> String {
    let words = days.map(MonthNames.day)
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return "\(words.dropLast().joined(separator: ", ")) and \(last)"
  }

  private var longestTime: (from: CivilDay, to: CivilDay)? {
    let days = chronology.visits.map(\.arrival.day)
    return zip(days, days.dropFirst()).map { (from: $0, to: $1) }
      .max { $0.to.days(since: $0.from) < $1.to.days(since: $1.from) }
  }

  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    number == 0 ? "No \(many)" : "\(number) \(number == 1 ? one : many)"
  }

  // MARK: Drawing

  private var figure: Markup {
    Markup(
      "figure",
      [:],
      VisitChart(
        lanes: lanes,
        silences: chronology.silences,
        description: "Visits in time. " + sentences.joined(separator: " ")
      ).svg,
      Markup("figcaption", [:], Markup(caption))
    )
  }

  private var caption: String {
    var caption =
      "Each mark is a visit or a day of telling; the chronology below has them in words."
    if chronology.visits.contains(where: { $0.marks.contains(.leftEarly) }) {
      caption += " An outlined circle is a visit that ended before treatment was complete."
    }
    if !chronology.silences.isEmpty {
      caption += " Shaded: longer than \(chronology.longestSilence) without a visit."
    }
    return caption
  }

  private var lanes: [VisitChart.Lane] {
    let points = { (visits: [Chronology.Visit]) in
      visits.map { visit in
        VisitChart.Point(
          day: visit.arrival.day,
          isHollow: visit.marks.contains(.leftEarly),
          words: "\(MonthNames.day(visit.arrival.day)): \(visit.department)"
        )
      }
    }
    let marked = { (mark: Chronology.Mark) in
      points(chronology.visits.filter { chronology.has(mark, $0, redaction) }).map { point in
        VisitChart.Point(day: point.day, words: point.words)
      }
    }
    var lanes = [
      VisitChart.Lane(name: "Visits", shape: .circle, points: points(chronology.visits)),
      VisitChart.Lane(name: "Injury recorded", shape: .triangle, points: marked(.injury)),
    ]
    if !redaction.removes(.concerns) {
      lanes.append(
        VisitChart.Lane(
          name: "Safeguarding concern recorded",
          shape: .diamond,
          points: marked(.concern)
        )
      )
    }
    if !redaction.removes(.rules), let steps = chronology.steps {
      lanes.append(
        VisitChart.Lane(
          name: "Somebody outside the safeguarding team told",
          shape: .square,
          points: steps.filter(\.toldSomebody).map {
            VisitChart.Point(day: $0.day, words: "\(MonthNames.day($0.day)): somebody told")
          }
        )
      )
    }
    return lanes
  }

  // MARK: Numbers

  private var table: Markup {
    let years = Set(chronology.visits.map(\.arrival.day.components.year)).sorted()
    var places: [(name: String, visits: [Chronology.Visit])] = []
    for visit in chronology.visits {
      let site = redaction.removes(.sites) ? nil : visit.site
      let name = visit.department + (site.map { ", \(redaction.plain($0))" } ?? "")
      if let known = places.firstIndex(where: { $0.name == name }) {
        places[known].visits.append(visit)
      } else {
        places.append((name, [visit]))
      }
    }
    let row = { (name: String, visits: [Chronology.Visit]) in
      [name]
        + years.map { year in String(visits.count { $0.arrival.day.components.year == year }) }
        + [String(visits.count)]
    }
    var rows = places.sorted { ($1.visits.count, $0.name) < ($0.visits.count, $1.name) }
      .map { row($0.name, $0.visits) }
    if places.count > 1 { rows.append(row("All", chronology.visits)) }
    return Table(
      caption: "Visits by place and year",
      columns: [.text("Place")] + years.map { .number(String($0)) } + [.number("All years")],
      rows: rows
    ).markup
  }
}

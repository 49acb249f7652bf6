import AttendanceModel

/// The chronology itself: date, event, source, and room for what it meant.
struct ChronologyTable {
  let page: ChronologyPage

  private var chronology: Chronology { page.chronology }
  private var redaction: Redaction { page.redaction }

  var markup: Markup {
    let heads = ["Date", "Event", "Source", "Impact on the child; action"]
    return Markup(
      "section",
      ["id": "chronology", "aria-labelledby": "table-head"],
      Markup("h2", ["id": "table-head"], "Chronology"),
      Markup("p", [:], Markup(introduction)),
      Markup(
        "div",
        ["class": "scroll", "tabindex": "0", "role": "group", "aria-label": "Chronology"],
        Markup(
          "table",
          ["class": "chronology"],
          Markup("caption", [:], Markup(caption)),
          Markup(
            "thead",
            [:],
            Markup("tr", [:], all: heads.map { Markup("th", ["scope": "col"], Markup($0)) })
          ),
          Markup("tbody", [:], all: chronology.entries(redaction).map(row))
        )
      )
    )
  }

  private var showsSteps: Bool { chronology.steps != nil && !redaction.removes(.rules) }

  private var introduction: String {
    "The last column is empty for the professional who prepares the conference to fill in."
      + (showsSteps ? " Shaded rows are what was flagged and told, on the day it was decided." : "")
  }

  private var caption: String {
    showsSteps
      ? "Visits, times without visits, and what was flagged and told"
      : "Visits and times without visits"
  }

  private func row(_ entry: Chronology.Entry) -> Markup {
    switch entry {
    case .visit(let visit): row("visit", date(visit.arrival), event(visit), lines(visit.source))
    case .silence(let from, let to):
      row(
        "silence",
        [day(from), Markup(" to "), day(to)].joined,
        Markup(
          "p",
          [:],
          Markup("No visit recorded for \(LengthOfTime.words(from: from, to: to)).")
        ),
        Markup("All sources of this chronology")
      )
    case .step(let step): row("step", date(step.day), event(step), Markup("Attend’s ledger"))
    }
  }

  private func row(_ style: String, _ date: Markup, _ event: Markup, _ source: Markup) -> Markup {
    Markup(
      "tr",
      ["class": style],
      Markup("th", ["scope": "row"], date),
      Markup("td", [:], event),
      Markup("td", ["class": "source"], source),
      Markup("td", ["class": "room"])
    )
  }

  // MARK: Dates

  private func day(_ day: CivilDay) -> Markup {
    let (year, month, number) = day.components
    return Markup(
      "time",
      ["datetime": day.description],
      Markup("\(number) \(MonthNames.short(month)) \(year)")
    )
  }

  private func date(_ day: CivilDay, _ more: String = "") -> Markup {
    [
      self.day(day), Markup("br", [:]),
      Markup("span", ["class": "quiet"], Markup(Self.weekdays[day.weekday] + more)),
    ].joined
  }

  /// A missing time reads as 00:00 (S1): the page claims neither.
  private func date(_ arrival: Arrival) -> Markup {
    let isTimed = arrival.time != .midnight
    return date(arrival.day, isTimed ? ", \(arrival.time)" : ", time not recorded or midnight")
  }

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  // MARK: Events

  private func event(_ visit: Chronology.Visit) -> Markup {
    let age = LengthOfTime.age(visit.age, isRough: redaction.removes(.birthDate))
    let aged = visit.age == .unknown ? age : "aged \(age)"
    var parts = [
      Markup(
        "p",
        [:],
        Markup("strong", [:], Markup(visit.department)),
        visit.site.map { redaction.markup(", \($0)") } ?? Markup(),
        Markup(", \(aged). \(visit.kind).")
      )
    ]
    let marks = Chronology.Mark.allCases.filter { chronology.has($0, visit, redaction) }
    if !marks.isEmpty {
      parts.append(
        Markup(
          "p",
          ["class": "marks"],
          all: marks.map { Markup("span", ["class": "mark \($0.rawValue)"], Markup($0.words)) }
        )
      )
    }
    parts.append(
      Markup(
        "dl",
        [:],
        all: visit.facts.filter(isShown).map { fact in
          Markup(
            "div",
            [:],
            Markup("dt", [:], Markup("\(fact.label): ")),
            Markup("dd", [:], redaction.markup(fact.text))
          )
        }
      )
    )
    if !redaction.removes(.rules), !visit.rules.isEmpty {
      parts.append(
        Markup(
          "p",
          ["class": "rules"],
          Markup("Rule that holds at this visit: "),
          redaction.markup(visit.rules.joined(by: "; "))
        )
      )
    }
    return parts.joined
  }

  private func isShown(_ fact: Chronology.Fact) -> Bool {
    fact.isAlwaysThere || !redaction.removesAll(of: fact.text)
  }

  private func event(_ step: Chronology.Step) -> Markup {
    let subjects = step.subjects.map { subject in
      [
        Markup("p", [:], redaction.markup(subject.about)),
        Markup("ul", [:], all: subject.sentences.map { Markup("li", [:], redaction.markup($0)) }),
      ].joined
    }
    let mark = Markup("span", ["class": "mark told"], "Flagged and told")
    return ([Markup("p", ["class": "marks"], mark)] + subjects).joined
  }

  private func lines(_ lines: [RedactableText]) -> Markup {
    lines.enumerated().map { place, line in
      place == 0 ? redaction.markup(line) : [Markup("br", [:]), redaction.markup(line)].joined
    }.joined
  }
}

extension Chronology.Mark {
  /// What stands beside its shape.
  fileprivate var words: String {
    switch self {
    case .injury: "Injury recorded"
    case .concern: "Safeguarding concern recorded"
    case .leftEarly: "Left before treatment was complete"
    }
  }
}

import AttendanceModel

/// A chronology as one HTML file that needs nothing else, made to be printed on A4.
package struct ChronologyPage {
  let chronology: Chronology
  let redaction: Redaction

  /// - Parameters:
  ///   - chronology: what it shows.
  ///   - redaction: what this copy leaves out; a protected child's addresses and practices are
  ///     left out of every copy.
  package init(_ chronology: Chronology, leavingOut redaction: Redaction) {
    self.chronology = chronology
    self.redaction = Redaction(
      redaction.parts.union(chronology.isProtected ? [.addresses, .practices] : [])
    )
  }

  /// The page; equal chronologies give equal bytes.
  package var html: String { "<!DOCTYPE html>\n\(page.html)\n" }

  private static let title = "Chronology of attendances"

  private var page: Markup {
    Markup(
      "html",
      ["lang": "en-GB"],
      PageHead(
        title: "\(Self.title): \(redaction.plain(name))",
        style: PageHead.text(PackageResources.chronology_css),
        script: nil
      ).markup,
      Markup("body", ["class": chronology.isDraft ? "is-draft" : nil], header, main)
    )
  }

  private var header: Markup {
    Markup(
      "header",
      [:],
      Markup("a", ["class": "skip", "href": "#chronology"], "To the chronology"),
      draft,
      Markup(
        "div",
        ["class": "top"],
        Markup("h1", [:], Markup(Self.title)),
        Markup("p", ["class": "kicker"], "Confidential: for the case conference")
      ),
      Markup("dl", ["class": "child"], all: details.map(detail)),
      warnings
    )
  }

  private var draft: Markup {
    guard chronology.isDraft else { return Markup() }
    return Markup("p", ["class": "draft"], "DRAFT: not clinically approved")
  }

  private var main: Markup {
    Markup(
      "main",
      [:],
      ChronologySummary(page: self).markup,
      ChronologyTable(page: self).markup,
      about,
      preparedBy
    )
  }

  // MARK: The child

  private var name: RedactableText { chronology.child.names.first ?? "\("not recorded", .names)" }

  private var details: [(label: String, value: Markup, style: String?)] {
    let child = chronology.child
    let listed = { (values: [RedactableText], part: Redaction.Part) -> Markup in
      guard let first = values.first else { return missing(part) }
      let others = values.dropFirst()
      if others.isEmpty || redaction.removes(part) { return redaction.markup(first) }
      return redaction.markup("\(first); also recorded: \(others.joined(by: "; "))")
    }
    return [
      ("Name", listed(child.names, .names), "person"),
      ("Born", listed(child.birthDates, .birthDate), "born"),
      ("NHS number", listed(child.nhsNumbers, .numbers), "number"),
      ("Hospital numbers", listed(child.localNumbers, .numbers), nil),
      ("Address last recorded", last(child.address, .addresses), nil),
      ("GP practice last recorded", last(child.practice, .practices), nil),
      ("Time covered", Markup(period), nil),
      (
        "Made",
        Markup(
          MonthNames.day(chronology.madeOn) + (chronology.organisation.map { " by \($0)" } ?? "")
        ),
        nil
      ),
    ]
  }

  private func missing(_ part: Redaction.Part) -> Markup {
    redaction.markup("\("not recorded", part)")
  }

  /// What was recorded last, with the day of the visit unless the value is removed.
  private func last(_ recorded: Chronology.Recorded?, _ part: Redaction.Part) -> Markup {
    guard let recorded, !redaction.removes(part) else { return missing(part) }
    return [
      redaction.markup(recorded.text),
      Markup("span", ["class": "when"], " (at the visit of \(MonthNames.day(recorded.on)))"),
    ].joined
  }

  private func detail(_ detail: (label: String, value: Markup, style: String?)) -> Markup {
    Markup(
      "div",
      [:],
      Markup("dt", [:], Markup(detail.label)),
      Markup("dd", ["class": detail.style], detail.value)
    )
  }

  private var period: String {
    let days = chronology.visits.map(\.arrival.day)
    guard let first = days.first, let last = days.last, first != last else {
      return days.first.map(MonthNames.day) ?? ""
    }
    return "\(MonthNames.day(first)) to \(MonthNames.day(last))"
  }

  /// What a reader must know before anything else.
  private var warnings: Markup {
    guard !chronology.caveats.isEmpty || !redaction.parts.isEmpty else { return Markup() }
    var lines = chronology.caveats.map { Markup("li", [:], redaction.markup($0)) }
    if !redaction.parts.isEmpty {
      let words = Redaction.Part.allCases.filter(redaction.removes).map(\.words)
      lines.append(
        Markup(
          "li",
          [:],
          "Removed from this copy: \(words.joined(separator: "; ")). In the place of a value stands ",
          Markup("span", ["class": "removed"], "removed"),
          "."
        )
      )
    }
    return Markup(
      "section",
      ["class": "first", "aria-labelledby": "first"],
      Markup("h2", ["id": "first"], "Please read first"),
      Markup("ul", [:], all: lines)
    )
  }

  // MARK: The end

  private var about: Markup {
    var paragraphs = chronology.sources.map(redaction.markup)
    paragraphs.append(
      """
      It holds only what these sources sent, in the latest version of each visit. It says nothing \
      of visits elsewhere, of GPs, health visitors or schools. “Not recorded” means that the record \
      says nothing, not that there was nothing.
      """
    )
    paragraphs.append(
      """
      “Injury recorded” stands where the record gives facts of an injury, or a complaint or \
      diagnosis of the code set “injury”. Diagnoses are as coded on the day; ones that were only \
      suspected say so.
      """
    )
    if !redaction.removes(.rules) {
      let rules = chronology.rules.map { "“\($0)”" }.joined(separator: ", ")
      paragraphs.append(
        Markup(
          "Rules asked: \(rules). A rule is a prompt to look, not a finding. A child of whom no "
            + "rule holds is not thereby safe."
        )
      )
      if chronology.steps == nil {
        paragraphs.append(
          "It is made from extracts alone, without a ledger: what was told, and to whom, is not known."
        )
      }
    }
    return Markup(
      "section",
      ["aria-labelledby": "about"],
      Markup("h2", ["id": "about"], "What this is made from"),
      paragraphs.map { Markup("p", [:], $0) }.joined
    )
  }

  private var preparedBy: Markup {
    Markup(
      "section",
      ["class": "signature", "aria-labelledby": "prepared"],
      Markup("h2", ["id": "prepared"], "Prepared for the conference by"),
      Markup(
        "p",
        [:],
        all: ["Name", "Role", "Date"].map { Markup("span", ["class": "line"], Markup($0)) }
      )
    )
  }
}

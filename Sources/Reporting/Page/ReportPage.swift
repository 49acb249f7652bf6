/// The whole report as one HTML file that needs nothing else.
package struct ReportPage {
  private let findings: ReportFindings
  private let disclosure: Disclosure
  private let overlap: ShownOverlap
  private let numbers: [RuleNumbers]

  package init(_ findings: ReportFindings) {
    self.findings = findings
    disclosure = findings.flagged?.isIdentifiable == true ? .exact : .controlled
    overlap = ShownOverlap(findings.overlap, ruleCount: findings.rules.count, disclosure)
    numbers = findings.rules.enumerated().map { [overlap, disclosure] place, rule in
      RuleNumbers(rule, only: overlap.only(place), disclosure)
    }
  }

  /// The page; equal findings give equal bytes.
  package var html: String { "<!DOCTYPE html>\n\(page.html)\n" }

  private var page: Markup {
    Markup(
      "html",
      ["lang": "en-GB"],
      head,
      Markup(
        "body",
        ["class": sensitivity?.style],
        header,
        Markup("main", [:], all: sections),
        script
      )
    )
  }

  // MARK: Parts

  private var head: Markup {
    PageHead(
      title: (sensitivity.map { "\($0.words) – " } ?? "") + "Dry-run of \(findings.asOf) – Attend",
      style: PageHead.text(PackageResources.report_css),
      script: PageHead.text(PackageResources.report_js)
    ).markup
  }

  /// What a page with persons in it is, in its title, before anything else, and on every printed sheet,
  /// where the style sheet says it again.
  private var sensitivity: (style: String, words: String)? {
    findings.flagged.map {
      $0.isIdentifiable
        ? ("identifiable", "Identifiable: a patient’s record")
        : ("pseudonymous", "Pseudonymous: personal data")
    }
  }

  private var script: Markup { Markup(.script, [:], PageHead.text(PackageResources.report_js)) }

  private var header: Markup {
    Markup(
      "header",
      [:],
      Markup("a", ["class": "skip", "href": "#overview"], "To the findings"),
      sensitivity.map {
        Markup("p", ["class": "warning"], Markup("strong", [:], Markup($0.words)))
      } ?? Markup(),
      Markup("p", ["class": "kicker"], "Attend dry-run. Nothing was sent, nothing was stored."),
      Markup("h1", [:], "What the rules would do"),
      Markup("p", ["class": "facts"], Markup(facts)),
      findings.variation.map { Markup("p", ["class": "warning"], Markup($0)) } ?? Markup(),
      draft,
      Markup("nav", ["aria-label": "Contents"], contents)
    )
  }

  private var facts: String {
    let days =
      findings.coverage.days.map {
        "Arrivals from \(MonthNames.day($0.lowerBound)) to \(MonthNames.day($0.upperBound)). "
      } ?? "No arrivals. "
    return "\(days)Today is taken to be \(MonthNames.day(findings.asOf)). Source profile: "
      + "\(findings.profile)."
  }

  private var draft: Markup {
    let unapproved = findings.rules.count { !$0.isApproved }
    guard unapproved > 0 else { return Markup() }
    return Markup(
      "p",
      ["class": "warning"],
      "DRAFT: \(unapproved) of \(findings.rules.count) rules are not clinically approved."
    )
  }

  private var contents: Markup {
    var entries = [("overview", "What the rules find")]
    entries += findings.rules.enumerated().map { ("rule-\($0 + 1)", "Rule \($0 + 1): \($1.title)") }
    if findings.flagged != nil { entries.append(("persons", "The persons")) }
    entries += [("reading", "What was read"), ("method", "How the numbers are made")]
    return Markup(
      "ul",
      [:],
      all: entries.map { Markup("li", [:], Markup("a", ["href": "#\($0)"], Markup($1))) }
    )
  }

  private var sections: [Markup] {
    var sections = [
      OverviewSection(findings: findings, numbers: numbers, shownOverlap: overlap).markup
    ]
    for (place, rule) in findings.rules.enumerated() {
      let section = RuleSection(
        place: place,
        rule: rule,
        numbers: numbers[place],
        findings: findings,
        disclosure: disclosure
      )
      sections.append(section.markup)
    }
    if let flagged = findings.flagged { sections.append(PersonsSection(flagged: flagged).markup) }
    sections.append(ReadingSection(findings: findings, disclosure: disclosure).markup)
    sections.append(method)
    return sections
  }

  private var method: Markup {
    let control =
      switch disclosure {
      case .exact:
        "This report names persons, so no number in it is rounded or suppressed."
      case .controlled:
        "Numbers of persons and of what they did, a table of persons aside, follow the disclosure control of NHS England’s "
          + "hospital and emergency care statistics: 0 is shown, 1 to 7 is shown as * (in sentences: "
          + "fewer than 8), any other number is rounded to the nearest 5. Where a total and its other "
          + "parts would give a hidden part away, further parts are hidden with it, the smallest "
          + "first, and all of them stand as (*), in sentences a hidden number: it may be of any "
          + "size. A rule that flags fewer than 8 shows neither when nor where. Rates are made "
          + "from rounded numbers. Numbers of rows and of values in files are exact."
      }
    return Markup(
      "section",
      ["id": "method"],
      Markup("h2", [:], "How the numbers are made"),
      Markup("p", [:], Markup(control)),
      Markup(
        "p",
        [:],
        """
        A trigger is an attendance at which a rule holds. Letters and alerts are a forecast: what \
        would have been sent had the rules run on every night of the files, each trigger seen on \
        its day, and what a person’s last notification covers left out. Windows of the map are \
        whole months; everything else of a rule stays as it is.
        """
      ),
      Markup(
        "p",
        [:],
        "It is a prompt to look, not a finding. A child who is not flagged is not thereby safe."
      )
    )
  }
}

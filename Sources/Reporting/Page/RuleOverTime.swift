import AttendanceModel

/// Persons, triggers, letters and alerts of one rule over time.
struct RuleOverTime {
  private let rule: RuleFindings
  private let disclosure: Disclosure
  private let periods: [ClosedRange<CivilDay>]
  /// Weeks in a period.
  private let weeks: Int

  /// A quantity over time.
  private struct Series {
    var name: String
    var counts: [Int]
    /// What one count stands for.
    var times = 1
  }

  /// A strip has no more bars than this.
  private static let mostPeriods = 120

  init(_ section: RuleSection) {
    rule = section.rule
    disclosure = section.disclosure
    let days = section.findings.coverage.days
    let told = section.rule.tally.told + section.rule.tally.firstTriggers
    (periods, weeks) = Self.periods(of: days, told, section.disclosure)
  }

  var markup: Markup {
    let strips = series.map { series -> Markup in
      let bars = bars(series)
      return Markup(
        "div",
        ["class": "strip"],
        Markup(
          "p",
          ["class": "strip-name"],
          Markup("b", [:], Markup(series.name)),
          " \(peak(bars))"
        ),
        // Of a strip that shows no number there is nothing to see.
        peak(bars) == Self.isHidden
          ? Markup()
          : TimeChart(
            periods: zip(periods, bars).map { TimeChart.Period(days: $0, bar: $1) },
            most: bars.map(\.length).max() ?? 0,
            description: "\(series.name) over time; \(peak(bars))"
          ).svg
      )
    }
    return figures([
      Figure(
        finding: finding,
        plot: strips.joined,
        caption: """
          A week, \(weeks == 1 ? "each week" : "the mean of each \(weeks) weeks"). Persons stand at \
          their first trigger. The first months count few because the history before them is not in \
          the files.
          """ + Bar.legend(series.flatMap(bars)),
        table: table,
        isWide: true
      )
    ])
  }

  private var series: [Series] {
    let tally = rule.tally
    var series = [
      Series(name: "Persons newly flagged a week", counts: counts(tally.firstTriggers)),
      Series(name: "Triggers a week", counts: counts(tally.triggers)),
    ]
    if rule.letters > 0 {
      series.append(Series(name: "Letters a week", counts: counts(tally.told), times: rule.letters))
    }
    if rule.alerts > 0 {
      series.append(Series(name: "Alerts a week", counts: counts(tally.told), times: rule.alerts))
    }
    return series
  }

  private var finding: String {
    let told = counts(rule.tally.told)
    let half = told.count / 2
    guard half >= 3, let most = told.indices.max(by: { told[$0] < told[$1] }) else {
      return "Told over the whole time"
    }
    guard !disclosure.shown(parts: told)[most].isSuppressed else {
      return "Told over the whole time"
    }
    return "The busiest time: \(Self.name(periods[most], weeks))"
  }

  private func counts(_ days: [CivilDay]) -> [Int] {
    var counts = Array(repeating: 0, count: periods.count)
    guard let last = periods.last?.upperBound else { return counts }
    for day in days where day <= last {
      counts[max(periods.count - 1 - last.days(since: day) / (weeks * 7), 0)] += 1
    }
    return counts
  }

  private func bars(_ series: Series) -> [Bar] {
    let counts = disclosure.shown(parts: series.counts)
    return zip(periods, counts).map { period, count in
      let shown = count.times(series.times)
      let inWeeks = Double(period.count) / 7
      return Bar(Self.name(period, weeks), shown, weeks: inWeeks)
    }
  }

  private static let isHidden = "hidden"

  private func peak(_ bars: [Bar]) -> String {
    let shown = bars.filter { !$0.number.isSuppressed }
    guard let most = shown.max(by: { $0.length < $1.length }), most.length > 0 else {
      return bars.contains { $0.number == .hidden } ? Self.isHidden : "never more than 7 at a time"
    }
    // A number that is hidden for another's sake may be the greatest.
    return "at most \(most.text)\(bars.contains { $0.number == .hidden } ? " where shown" : "")"
  }

  private var table: Table {
    let all = series.map { ($0.name, bars($0)) }
    return Table(
      caption: "A week, over time",
      columns: [.text(weeks == 1 ? "Week from" : "Weeks from")] + all.map { .number($0.0) },
      rows: periods.indices.map { place in
        [periods[place].lowerBound.description] + all.map { $0.1[place].text }
      }
    )
  }

  /// Equal periods back from the last day; the first may be short.
  ///
  /// Of 1, 4, 13 and 52 weeks the shortest that hides few numbers and makes few enough bars.
  private static func periods(
    of days: ClosedRange<CivilDay>?,
    _ events: [CivilDay],
    _ disclosure: Disclosure
  ) -> ([ClosedRange<CivilDay>], Int) {
    guard let days else { return ([], 1) }
    let span = days.upperBound.days(since: days.lowerBound) + 1
    let fits = [1, 4, 13].first { weeks in
      guard (span + weeks * 7 - 1) / (weeks * 7) <= mostPeriods else { return false }
      var counts: [Int: Int] = [:]
      for day in events { counts[days.upperBound.days(since: day) / (weeks * 7), default: 0] += 1 }
      let hidden = counts.values.count { disclosure.shown($0).isSuppressed }
      return hidden * 4 <= counts.count
    }
    let weeks = fits ?? (span > 3 * 364 ? 52 : 13)
    var periods: [ClosedRange<CivilDay>] = []
    var last = days.upperBound
    while last >= days.lowerBound {
      let first = max(last.adding(days: 1 - weeks * 7), days.lowerBound)
      periods.append(first...last)
      last = first.adding(days: -1)
    }
    return (periods.reversed(), weeks)
  }

  private static func name(_ period: ClosedRange<CivilDay>, _ weeks: Int) -> String {
    weeks == 1
      ? "the week from \(MonthNames.day(period.lowerBound))"
      : "the \(weeks) weeks from \(MonthNames.day(period.lowerBound))"
  }
}

extension ClosedRange<CivilDay> {
  /// Days, both ends included.
  var count: Int { upperBound.days(since: lowerBound) + 1 }
}

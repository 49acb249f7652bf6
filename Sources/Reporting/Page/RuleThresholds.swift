/// What another window or threshold of one rule would do.
struct RuleThresholds {
  private let section: RuleSection
  private let map: ThresholdMap

  private var rule: RuleFindings { section.rule }
  private var disclosure: Disclosure { section.disclosure }
  private var days: Int { section.findings.dayCount }
  private var own: ThresholdMap.Own { map.own }

  init(_ section: RuleSection, map: ThresholdMap) {
    self.section = section
    self.map = map
  }

  /// Nothing when no window and threshold would find anybody, nor anybody come near.
  var markup: Markup {
    let shown =
      (isAnybodyOnMap ? [heat] : [])
      + (map.toldByThreshold.contains { $0 > 0 } ? [alongThreshold] : [])
      + (map.toldByWindow.contains { $0 > 0 } ? [alongWindow] : [])
      + (distributionParts.contains { $0.persons > 0 } ? [distribution] : [])
    guard !shown.isEmpty else { return Markup() }
    return [Markup("h3", [:], "Another threshold"), figures(shown)].joined
  }

  /// The widest window with the lowest threshold finds all whom any other of the map finds.
  private var isAnybodyOnMap: Bool {
    let (window, threshold) = (ThresholdMap.windows.upperBound, ThresholdMap.thresholds.lowerBound)
    return map.persons(window: window, threshold: threshold) > 0
  }

  private func persons(_ window: Int, _ threshold: Int) -> ShownNumber {
    disclosure.shown(map.persons(window: window, threshold: threshold))
  }

  // MARK: The map

  private var heat: Figure {
    let windows = Array(ThresholdMap.windows)
    let thresholds = Array(ThresholdMap.thresholds)
    let row = own.months.flatMap { windows.firstIndex(of: $0) }
    let column = thresholds.firstIndex(of: own.atLeast)
    let cell = row.flatMap { row in column.map { (row: row, column: $0) } }
    let cells = windows.map { window in thresholds.map { persons(window, $0) } }
    let outside =
      cell == nil ? " The rule’s own cell, \(own.atLeast) in \(own.within), is not on the map." : ""
    return Figure(
      finding: mapFinding,
      plot: HeatMap(
        rowLabels: windows.map(String.init),
        columnLabels: thresholds.map(String.init),
        cells: cells,
        own: cell,
        rowAxis: "window, months",
        columnAxis: "threshold, at least so many \(rule.unit.many)",
        description: "Persons flagged by window and threshold. \(mapFinding)"
      ).svg,
      caption:
        "Persons that the rule would flag with each window and threshold, stronger for more; "
        + "the frame is the rule as it is. * is 1 to 7, · is none.\(outside)",
      table: Table(
        caption: "Persons by window in months and threshold",
        columns: [.text("Window")] + thresholds.map { .number(String($0)) },
        rows: windows.indices.map { place in
          ["\(windows[place]) \(windows[place] == 1 ? "month" : "months")"]
            + cells[place].map(\.text)
        }
      ),
      isWide: true
    )
  }

  private var mapFinding: String {
    guard let months = own.months, ThresholdMap.windows.contains(months) else {
      return "Persons flagged by window and threshold"
    }
    let now = section.numbers.persons
    let others = [own.atLeast - 1, own.atLeast + 1].filter(ThresholdMap.thresholds.contains)
    guard
      rule.persons > 0 || others.contains(where: { map.persons(window: months, threshold: $0) > 0 })
    else { return "Persons flagged by window and threshold" }
    let parts = others.map {
      "a threshold of \($0) would flag \(persons(months, $0).said("person", "persons"))"
    }
    guard let first = parts.first else { return "Persons flagged by window and threshold" }
    let rest = parts.dropFirst().map { ", \($0)" }.joined()
    return "\(first.capitalizedFirst) instead of \(now.said)\(rest)"
  }

  // MARK: Its row and its column

  /// What is counted when somebody is told.
  private var form: (name: String, times: Int) {
    rule.letters > 0 ? ("letters", rule.letters) : ("alerts", max(rule.alerts, 1))
  }

  private var alongThreshold: Figure {
    rates(
      ThresholdMap.thresholds.map { threshold in
        let told = map.toldByThreshold[threshold - ThresholdMap.thresholds.lowerBound]
        let flagged = own.months.flatMap { months in
          ThresholdMap.windows.contains(months) ? persons(months, threshold) : nil
        }
        return (threshold, told, flagged)
      },
      own: own.atLeast,
      axis: "threshold, with \(own.within) as now",
      head: "Threshold",
      finding: { "A threshold of \($0) would make" }
    )
  }

  private var alongWindow: Figure {
    rates(
      ThresholdMap.windows.map { window in
        let told = map.toldByWindow[window - ThresholdMap.windows.lowerBound]
        let isOnMap = ThresholdMap.thresholds.contains(own.atLeast)
        return (window, told, isOnMap ? persons(window, own.atLeast) : nil)
      },
      own: own.months,
      axis: "months, with at least \(own.atLeast) as now",
      head: "Months",
      finding: { "A window of \($0) months would make" }
    )
  }

  private func rates(
    _ told: [(value: Int, told: Int, persons: ShownNumber?)],
    own: Int?,
    axis: String,
    head: String,
    finding: (Int) -> String
  ) -> Figure {
    let bars = told.map { value, told, persons in
      // Few persons are not shown by what they would be told.
      let isHidden = persons?.isSuppressed ?? false
      let shown = isHidden ? .hidden : disclosure.shown(told).times(self.form.times)
      return Bar(
        String(value),
        shown,
        weeks: Double(max(days, 1)) / 7,
        value == own ? .own : .plain
      )
    }
    let place = told.firstIndex { $0.value == own }
    // The neighbour that makes more work is the one to be warned of.
    let busier = place.flatMap { place in
      [place - 1, place + 1].filter(told.indices.contains).max { told[$0].told < told[$1].told }
    }
    let says = busier.map { bars[$0] }
    let form = form.name.capitalizedFirst
    var heading = "\(form) a week by \(head.lowercased())"
    if let busier, let says, let place, !says.number.isSuppressed,
      bars[place].number != .hidden, says.text != bars[place].text, told[busier].told > told[place].told
    {
      let now = bars[place].number.isSuppressed ? "fewer than 8 in all" : bars[place].text
      heading =
        "\(finding(told[busier].value)) \(says.text) \(self.form.name) a week instead of \(now)"
    }
    return Figure(
      finding: heading,
      plot: ColumnChart(bars: bars, axis: axis, description: heading).svg,
      caption: "\(form) a week by \(axis); the rule as it is stands out.\(Bar.legend(bars))",
      table: Table(
        caption: "\(form) a week by \(head.lowercased())",
        columns: [.text(head), .number("\(form) a week")],
        rows: bars.map { [$0.label, $0.text] }
      )
    )
  }

  // MARK: Counts

  private var distribution: Figure {
    let parts = distributionParts
    let shown = disclosure.shown(
      parts: parts.map(\.persons),
      // The map shows how many reach each threshold, and so do the flagged persons.
      totals: parts.indices.map { Array($0..<parts.count) }
    )
    let bars = zip(parts, shown).map { part, number in
      Bar(
        part.isOpen ? "\(part.count)+" : String(part.count),
        number,
        part.count >= own.atLeast ? .own : part.count == own.atLeast - 1 ? .near : .plain
      )
    }
    let missed = parts.firstIndex { $0.count == own.atLeast - 1 }.map { shown[$0] } ?? .number(0)
    let lower = map.personsByHighest.prefix(parts[0].count).dropFirst().reduce(0, +)
    let fewer =
      lower > 0
      ? " \(disclosure.shown(lower).said("person", "persons")) with fewer are not drawn." : ""
    return Figure(
      finding:
        "\(missed.said("person is", "persons are").capitalizedFirst) one \(rule.unit.one) short of the "
        + "threshold",
      plot: ColumnChart(
        bars: bars,
        axis: "\(rule.unit.many) in \(own.within), the most at any time",
        description: "Persons by their highest count"
      ).svg,
      caption: "Persons by the most \(rule.unit.many) that any window of theirs held: flagged from "
        + "\(own.atLeast) on, near misses at \(own.atLeast - 1).\(fewer)\(Bar.legend(bars))",
      table: Table(
        caption: "Persons by their highest count",
        columns: [.text("Highest count"), .number("Persons")],
        rows: bars.map { [$0.label, $0.text] }
      )
    )
  }

  /// Persons by their highest count, from a little below the threshold on; the last stands for more
  /// as well, once so few are left that each would be hidden.
  private var distributionParts: [(count: Int, persons: Int, isOpen: Bool)] {
    let counts = map.personsByHighest
    let first = max(1, own.atLeast - 3)
    var last = min(max(counts.count - 1, own.atLeast), first + 11)
    let from = { (count: Int) in counts.dropFirst(count).reduce(0, +) }
    while last > own.atLeast, disclosure.shown(from(last)).isSuppressed { last -= 1 }
    return (first...last).map { count in
      let isOpen = count == last && from(last + 1) > 0
      let persons = count < counts.count ? counts[count] : 0
      return (count, isOpen ? from(count) : persons, isOpen)
    }
  }
}

import AttendanceModel
import CSVWriting
import ExtractReading

/// Makes a sample: extracts in one layout, and what must come of them.
///
/// Nobody is kept: each pass works every person out anew. The first counts rows by day, the second
/// works out triggers, and each of the others writes the next stretch of days, so that memory holds
/// the rows of a stretch whatever the size.
package struct SampleMaker {
  /// Whether to stop, asked now and then.
  package typealias Interruption = () -> Bool

  /// The most rows that are held at a time, unless one day has more.
  private static let mostRowsHeld = 1_500_000

  var population: Population
  let names: ExtractNames
  let layout: Layout
  let isInterrupted: Interruption
  private(set) var truth: GroundTruth
  private var people: UInt32 = 0
  /// By day, rows that are sent.
  private var rowsSent: [Int]

  /// - Throws: ``SampleFault`` when nothing can be made as asked.
  package init(
    _ plan: SamplePlan,
    layout: Layout,
    isInterrupted: @escaping Interruption = { false }
  ) throws(SampleFault) {
    if let obstacle = plan.obstacle { throw SampleFault(cause: .usage, sentence: obstacle) }
    names = try ExtractNames(plan, layout.profile)
    population = Population(plan: plan, layout: layout)
    self.layout = layout
    self.isInterrupted = isInterrupted
    truth = GroundTruth(plan: plan, layout: layout)
    rowsSent = Array(repeating: 0, count: Int(population.last - population.first) + 1)
  }

  /// Writes everything but the triggers into a folder.
  ///
  /// - Parameters:
  ///   - folder: where; its publication is the caller's.
  ///   - progress: is told in a few words what is being done.
  /// - Returns: what must come out.
  /// - Throws: ``SampleFault`` when it cannot be written, or was interrupted.
  package mutating func make(
    in folder: SampleFolder,
    progress: (String) -> Void = { _ in }
  ) throws(SampleFault) -> GroundTruth {
    progress("counting")
    try count()
    progress("working out triggers")
    try findTriggers(folder)
    try write(folder, progress)
    try folder.write(CSVLines.bytes(Practices.directory), to: "practices.csv")
    try folder.write(Array(TruthWords.text(of: truth, layout, population).utf8), to: "README.md")
    return truth
  }

  private func stopWhenAsked() throws(SampleFault) {
    guard isInterrupted() else { return }
    throw SampleFault(cause: .failed, sentence: "interrupted; nothing was written")
  }

  /// Works every person out in turn, and stops when asked.
  private func forEveryone(
    _ body: (UInt32, History) throws(SampleFault) -> Void
  ) throws(SampleFault) {
    for person in 0..<people {
      if person % 4096 == 0 { try stopWhenAsked() }
      try body(person, population.history(of: person))
    }
  }

  // MARK: Counting

  private mutating func count() throws(SampleFault) {
    var badRows = rowsSent
    var total = 0
    let wanted: (people: Int, rows: Int) =
      switch population.plan.size {
      case .people(let people): (people, .max)
      case .rows(let rows): (.max, rows)
      }
    while people < wanted.people {
      if people % 4096 == 0 { try stopWhenAsked() }
      let history = population.history(of: people)
      let deliveries = history.days.enumerated().map { number, day in
        Delivery(history, number, on: day, in: population)
      }
      let rows = deliveries.reduce(0) { $0 + ($1.hasSecondRow ? 2 : 1) }
      if rows > wanted.rows - total { break }
      total += rows
      for delivery in deliveries {
        rowsSent[place(delivery.sent)] += 1
        if delivery.hasSecondRow { rowsSent[place(delivery.secondSent)] += 1 }
        if delivery.dirt == .badRow { badRows[place(delivery.sent)] += 1 }
      }
      people += 1
    }
    if wanted.rows != .max {
      population.firstFiller = people
      for _ in total..<wanted.rows {
        rowsSent[place(population.history(of: people).days[0])] += 1
        people += 1
      }
    }
    truth.people = Int(people)
    guard population.plan.isDaily else { return }
    // A file of which more than 5 %, and at least 20, cannot be read is refused whole.
    population.daysWithoutBadRows = Set(
      rowsSent.indices.filter { badRows[$0] >= 20 && badRows[$0] * 20 > rowsSent[$0] }
        .map { population.first + Int32($0) }
    )
  }

  private func place(_ day: Int32) -> Int { Int(day - population.first) }

  // MARK: Triggers

  private mutating func findTriggers(_ folder: SampleFolder) throws(SampleFault) {
    let making = VisitMaking(population)
    let expected = ExpectedTriggers(readings: layout.readings)
    var truth = truth
    let planted = try folder.open("truth/planted.csv")
    var lines = CSVLines.bytes([["rule", "kind", "what", "provider_code", "attendance_ids"]])
    try forEveryone { (_, history) throws(SampleFault) in
      if !history.hasNumber { truth.peopleWithoutNumber += 1 }
      let isChild = history.days.first.map { Self.isChild(history, on: $0) } ?? false
      if isChild { truth.children += 1 }
      guard isChild || history.planting != nil else { return }
      var live: [Visit] = []
      for (number, day) in history.days.enumerated() {
        let delivery = Delivery(history, number, on: day, in: population)
        if delivery.dirt == .badRow || delivery.dirt == .deletion { continue }
        live.append(making.visit(history, number))
      }
      let triggers = expected.triggers(of: live, born: history.born)
      truth.triggers += triggers
      guard let planting = history.planting else { return }
      let fires = triggers.contains { $0.rule == planting.rule.rawValue }
      truth.note(planting, fires: fires)
      lines += CSVLines.bytes([line(of: planting, live)])
      if lines.count > 1 << 16 {
        try planted.append(lines)
        lines.removeAll(keepingCapacity: true)
      }
    }
    try planted.append(lines)
    try planted.close()
    truth.triggers.sort()
    for trigger in truth.triggers {
      for place in truth.rules.indices where truth.rules[place].rule == trigger.rule {
        truth.rules[place].triggers += 1
      }
    }
    self.truth = truth
  }

  private static func isChild(_ history: History, on day: Int32) -> Bool {
    ExpectedTriggers.completeMonths(from: history.born, to: day) < 18 * 12
  }

  private func line(of planting: History.Planting, _ visits: [Visit]) -> [String] {
    let ids = visits.map { visit in
      layout.readings.idPrefixes[Int(visit.place)] + zeroPadded(Int(visit.id), 10)
    }
    return [
      planting.rule.rawValue, planting.isNearMiss ? "near miss" : "case",
      String(describing: planting.what),
      visits.first.map { layout.readings.providers[Int($0.place)] } ?? "",
      ids.joined(separator: " "),
    ]
  }

  // MARK: Writing

  private mutating func write(_ folder: SampleFolder, _ progress: (String) -> Void)
    throws(SampleFault)
  {
    var output = try ExtractOutput(folder, names, population)
    var start = 0
    while start < rowsSent.count {
      var end = start + 1
      var held = rowsSent[start]
      while end < rowsSent.count, held + rowsSent[end] <= Self.mostRowsHeld {
        held += rowsSent[end]
        end += 1
      }
      progress("writing from \(CivilDay(rawValue: population.first + Int32(start)))")
      for rows in try rows(of: start..<end) {
        try stopWhenAsked()
        try output.write(rows, on: population.first + Int32(start))
        start += 1
      }
    }
    try output.close()
    truth.extracts = output.extracts
    truth.dirt = output.dirt
    truth.rows = output.extracts.reduce(0) { $0 + $1.rows }
  }

  /// The rows of some days, by day, in the order of their file.
  private func rows(of days: Range<Int>) throws(SampleFault) -> [[Row]] {
    let making = VisitMaking(population)
    let sent = population.first + Int32(days.lowerBound)..<population.first + Int32(days.upperBound)
    var rows: [[Row]] = days.map { day in
      var rows: [Row] = []
      rows.reserveCapacity(rowsSent[day])
      return rows
    }
    try forEveryone { (_, history) throws(SampleFault) in
      for (number, day) in history.days.enumerated() {
        let delivery = Delivery(history, number, on: day, in: population)
        let sendsSecond = delivery.hasSecondRow && sent.contains(delivery.secondSent)
        guard sendsSecond || sent.contains(delivery.sent) else { continue }
        let visit = making.visit(history, number)
        if sent.contains(delivery.sent) {
          let row = Row(firstOf: visit, history, delivery, making)
          rows[Int(delivery.sent - sent.lowerBound)].append(row)
        }
        if sendsSecond {
          let row = Row(secondOf: visit, history, delivery)
          rows[Int(delivery.secondSent - sent.lowerBound)].append(row)
        }
      }
    }
    for place in rows.indices { rows[place].sort { $0.order < $1.order } }
    return rows
  }
}

extension GroundTruth {
  /// Counts a planted history.
  fileprivate mutating func note(_ planting: History.Planting, fires: Bool) {
    for place in rules.indices where rules[place].rule == planting.rule.rawValue {
      if planting.isNearMiss {
        rules[place].nearMisses += 1
        if fires { rules[place].nearMissesThatFire += 1 }
      } else {
        rules[place].cases += 1
        if fires { rules[place].casesThatFire += 1 }
      }
    }
  }
}

/// Lines of CSV as bytes.
enum CSVLines {
  static func bytes(_ lines: [[String]]) -> [UInt8] {
    lines.reduce(into: []) { $0 += CSVLine.exact($1).utf8 }
  }
}

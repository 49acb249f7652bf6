import AttendanceModel

/// What became of versions (design S2).
struct VersionFindings: Sendable {
  /// By extract, what became of its versions; rows read and quarantined are the caller's to count.
  var balances: [RowBalance] = []
  /// By extract, attendances that its period has no longer, because it left them out.
  var removed: [Int] = []
  /// Deletions that lost, or will lose, only because they carry no date.
  var undatedDeletes = 0
}

extension AttendanceTable {
  /// The version held of an attendance.
  private struct Held {
    var row: UInt32
    /// Whether a load of its whole period left it out.
    var isRemoved = false
    /// The attendance's last row so far.
    var last: UInt32
  }

  /// One share's outcome, as rows.
  private struct Outcome: Sendable {
    /// Rows that are not their attendance's latest version.
    var putAside: [UInt32] = []
    /// Rows that a whole period went without, each with the extract of that load.
    var removed: [(row: UInt32, by: Int)] = []
    var undatedDeletes = 0
  }

  /// Leaves only the latest version of each attendance live.
  mutating func putAsideOldVersions(_ threads: Int) -> VersionFindings {
    var findings = VersionFindings()
    findings.removed = extracts.map { _ in 0 }
    findings.balances = extracts.map { RowBalance(deleted: $0.deletions) }
    for outcome in outcomes(threads) {
      for row in outcome.putAside { putAside(row) }
      for (row, load) in outcome.removed {
        putAside(row)
        findings.removed[load] += 1
        findings.balances[extract(of: row)].deleted += 1
      }
      findings.undatedDeletes += outcome.undatedDeletes
    }
    for place in extracts.indices {
      let end = place + 1 < extracts.count ? extracts[place + 1].start : rows.count
      let own = extracts[place].start..<end
      let live = rows[own].count { $0.isLive }
      findings.balances[place].attendances = live
      findings.balances[place].superseded = own.count - live - findings.balances[place].deleted
    }
    return findings
  }

  private mutating func putAside(_ row: UInt32) {
    rows[Int(row)].content = Row.notLive
    notLive.insert(row)
  }

  private func extract(of row: UInt32) -> Int {
    extracts.lastIndex { $0.start <= Int(row) } ?? 0
  }

  private func outcomes(_ threads: Int) -> [Outcome] {
    inParallel(threads) { outcome(share: $0, of: threads) }
  }

  private func outcome(share: Int, of shares: Int) -> Outcome {
    var outcome = Outcome()
    var groups = PartGroups()
    var part: [Version] = []
    /// By attendance of the part.
    var held: [Held] = []
    for number in stride(from: share, to: versions.parts.count, by: shares) {
      versions.collect(number, into: &part)
      let entries = part.span
      groups.number(
        part.count,
        hash: { entries[$0].mark },
        isSame: { keys.isSame(entries[$0].row, entries[$1].row) }
      )
      held.removeAll(keepingCapacity: true)
      for (entry, group) in zip(part, groups.numbers) {
        let number = Int(group)
        if number == held.count {
          held.append(Held(row: entry.row, last: entry.row))
        } else {
          if !periods.isEmpty {
            remove(&held[number], before: extract(of: entry.row), into: &outcome)
          }
          weigh(entry.row, against: &held[number], into: &outcome)
          held[number].last = entry.row
        }
      }
      guard !periods.isEmpty else { continue }
      for number in held.indices { remove(&held[number], before: .max, into: &outcome) }
    }
    return outcome
  }

  /// Weighs a version against the one held of the same attendance.
  private func weigh(_ new: UInt32, against held: inout Held, into outcome: inout Outcome) {
    var earlier = stamp(of: held.row)
    earlier.isDelete = earlier.isDelete || held.isRemoved
    let result = VersionOutcome(of: stamp(of: new), over: earlier)
    if result.holdsNew {
      if !held.isRemoved { outcome.putAside.append(held.row) }
      held.row = new
      held.isRemoved = false
    } else {
      outcome.putAside.append(new)
    }
    if result == .undatedDeleteLoses || result == .replacesUndatedDelete {
      outcome.undatedDeletes += 1
    }
  }

  /// Removes a held version that a whole period went without, behind the attendance's last row and
  /// before its next one.
  private func remove(_ held: inout Held, before next: Int, into outcome: inout Outcome) {
    guard !held.isRemoved, rows[Int(held.row)].isLive else { return }
    let carrying = extract(of: held.last)
    for period in periods where period.extract > carrying && period.extract < next {
      guard period.days.contains(rows[Int(held.row)].arrival.day),
        !period.kept.contains(keys.key(of: held.row))
      else { continue }
      held.isRemoved = true
      outcome.removed.append((row: held.row, by: period.extract))
      return
    }
  }

  private func stamp(of row: UInt32) -> VersionStamp {
    let applicable = applicable[Int(row)]
    return VersionStamp(
      applicable: applicable == Self.undated ? nil : Instant(nanoseconds: applicable),
      isDelete: !rows[Int(row)].isLive
    )
  }
}

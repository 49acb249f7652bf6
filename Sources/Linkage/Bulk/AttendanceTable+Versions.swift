import AttendanceModel

/// What became of versions (design S2).
struct VersionFindings: Sendable {
  /// By extract, versions that another version put aside, and older ones that came too late.
  var superseded: [Int] = []
  /// Deletions that lost, or will lose, only because they carry no date.
  var undatedDeletes = 0
}

extension AttendanceTable {
  /// One share's outcome, as rows.
  private struct Outcome: Sendable {
    /// Rows that are not their attendance's latest version.
    var putAside: [UInt32] = []
    /// Rows that put a version aside, or came too late, once for each time.
    var superseding: [UInt32] = []
    var undatedDeletes = 0
  }

  /// Leaves only the latest version of each attendance live.
  mutating func putAsideOldVersions(_ extractStarts: [Int], _ threads: Int) -> VersionFindings {
    var findings = VersionFindings()
    findings.superseded = Array(repeating: 0, count: extractStarts.count)
    for outcome in outcomes(threads) {
      for row in outcome.putAside {
        rows[Int(row)].content = Row.notLive
        notLive.insert(row)
      }
      for row in outcome.superseding {
        let extract = extractStarts.lastIndex { $0 <= Int(row) } ?? 0
        findings.superseded[extract] += 1
      }
      findings.undatedDeletes += outcome.undatedDeletes
    }
    return findings
  }

  private func outcomes(_ threads: Int) -> [Outcome] {
    inParallel(threads) { outcome(share: $0, of: threads) }
  }

  private func outcome(share: Int, of shares: Int) -> Outcome {
    let partition = Partition(rowCount: rows.count, share: share, of: shares) { row in
      Partition.Entry(mark: keys.hash(of: row), row: UInt32(truncatingIfNeeded: row), note: 0)
    }
    var outcome = Outcome()
    var groups = PartGroups()
    /// By attendance of the part, the row of the latest version so far.
    var held: [UInt32] = []
    for part in partition.parts {
      let places = partition.places(of: part)
      groups.begin(places.count)
      held.removeAll(keepingCapacity: true)
      for place in places {
        let entry = partition.entries[place]
        let (number, isNew) = groups.add(hash: entry.hash, at: place) { earlier in
          let other = partition.entries[earlier]
          return other.mark == entry.mark && keys.isSame(other.row, entry.row)
        }
        if isNew {
          held.append(entry.row)
        } else {
          weigh(entry.row, against: &held[number], into: &outcome)
        }
      }
    }
    return outcome
  }

  /// Weighs a version against the one held of the same attendance.
  private func weigh(_ new: UInt32, against held: inout UInt32, into outcome: inout Outcome) {
    let stamp = stamp(of: new)
    let earlier = self.stamp(of: held)
    let result = VersionOutcome(of: stamp, over: earlier)
    if result.holdsNew {
      outcome.putAside.append(held)
      held = new
      if !earlier.isDelete { outcome.superseding.append(new) }
    } else {
      outcome.putAside.append(new)
      if !stamp.isDelete { outcome.superseding.append(new) }
    }
    if result == .undatedDeleteLoses || result == .replacesUndatedDelete {
      outcome.undatedDeletes += 1
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

import AttendanceModel

/// The attendances of a section's rules as one table, each attendance once.
///
/// Two rules of one letter mostly count the same visits; one line a visit, with what each rule
/// made of it, keeps the letter on its page.
struct EvidenceTable {
  /// How one attendance stands, with the labels of the rules for which it does.
  struct Standing {
    /// Nil when it stands so for every rule of the section.
    var labels: String?
    var standing: Evidence.Standing
  }

  struct Line {
    var row: EvidenceRow
    var standings: [Standing]
  }

  /// In order of arrival.
  private(set) var lines: [Line] = []

  /// Makes one table of the evidence of each rule.
  init(_ rules: [[EvidenceRow]]) {
    var found: [(visit: EvidenceRow, standings: [(label: String, standing: Evidence.Standing)])] =
      []
    for (index, evidence) in rules.enumerated() {
      for row in evidence {
        let standing = (label: Self.label(index), standing: row.standing)
        // Two like rows of one rule are two visits.
        let known = found.firstIndex { visit, standings in
          visit.isSameVisit(as: row) && standings.allSatisfy { $0.label != standing.label }
        }
        if let known {
          found[known].standings.append(standing)
        } else {
          found.append((row, [standing]))
        }
      }
    }
    lines = found.enumerated()
      .sorted { ($0.element.visit.arrival, $0.offset) < ($1.element.visit.arrival, $1.offset) }
      .map {
        Line(
          row: $0.element.visit,
          standings: Self.grouped($0.element.standings, of: rules.count)
        )
      }
  }

  /// `(a)`, `(b)`: the name of a rule inside its letter.
  static func label(_ index: Int) -> String {
    "(\(Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(index % 26)))))"
  }

  private static func grouped(
    _ standings: [(label: String, standing: Evidence.Standing)],
    of rules: Int
  ) -> [Standing] {
    var groups: [(labels: [String], standing: Evidence.Standing)] = []
    for (label, standing) in standings {
      if let known = groups.firstIndex(where: { $0.standing == standing }) {
        groups[known].labels.append(label)
      } else {
        groups.append(([label], standing))
      }
    }
    return groups.map { labels, standing in
      Standing(
        labels: labels.count == rules ? nil : labels.joined(separator: " "),
        standing: standing
      )
    }
  }
}

extension EvidenceRow {
  fileprivate func isSameVisit(as other: EvidenceRow) -> Bool {
    var other = other
    other.standing = standing
    return self == other
  }
}

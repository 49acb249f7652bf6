import AttendanceModel
import LocatedYAML

/// Reads `count`: how many of what, within which window.
struct CountReader {
  private var reader: MappingReader
  private var conditions: ConditionReader

  /// What `of` can say.
  private enum Of: String, CaseIterable {
    case attendances, presentations, days
  }

  /// What `first-day` can say.
  private enum FirstDay: String, CaseIterable {
    case included, excluded
  }

  private init(_ node: Node, codeSets: [String: CodeSet]) {
    reader = MappingReader(node, describing: "a count")
    conditions = ConditionReader(codeSets: codeSets)
  }

  /// The count of a node, or nil after mistakes have been noted.
  static func count(
    _ node: Node,
    codeSets: [String: CodeSet],
    into diagnostics: inout [Diagnostic]
  ) -> Count? {
    var reader = CountReader(node, codeSets: codeSets)
    let count = reader.count()
    diagnostics += reader.reader.finish() + reader.conditions.diagnostics
    return count
  }

  private mutating func count() -> Count? {
    reader.require("of", "where", "within")
    let of: Of? = reader.choice("of")
    let unit = unit(of)
    let matching = reader.node("where").map { conditions.condition($0) }
    let within = reader.value("within", expected: "a window such as 6 months or 182 days") {
      CalendarPeriod($0)
    }
    let threshold = threshold()
    let firstDay: FirstDay? = reader.choice("first-day")
    let distinct = distinct(of)
    guard let unit, let matching, let within, let threshold else { return nil }
    return Count(
      unit: unit,
      matching: matching,
      within: within,
      excludesFirstDay: firstDay == .excluded,
      threshold: threshold,
      distinct: distinct
    )
  }

  private mutating func unit(_ of: Of?) -> Count.Unit? {
    let gapNode = reader.node("gap")
    let gap = reader.value("gap", expected: "a gap such as 24 hours", parse: Self.minutes)
    switch of {
    case .attendances?, .days?:
      if let gapNode {
        reader.note("“gap” is for counting presentations only", at: gapNode.location)
      }
      return of == .days ? .days : .attendances
    case .presentations?:
      if gapNode == nil {
        reader.note("presentations need a “gap”", at: reader.location, code: .missingKey)
      }
      return gap.map { .presentations(gapMinutes: $0) }
    case nil: return nil
    }
  }

  private mutating func threshold() -> Count.Threshold? {
    let all: [Count.Threshold?] = [
      reader.integer("at-least", from: 1).map { .atLeast($0) },
      reader.integer("at-most", from: 1).map { .atMost($0) },
      reader.integer("exactly", from: 1).map { .exactly($0) },
    ]
    let keys = ["at-least", "at-most", "exactly"]
    let found = keys.count { reader.contains($0) }
    guard found == 1 else {
      let words = "one of “at-least”, “at-most”, “exactly”"
      if found == 0 {
        reader.noteLack(of: keys, "a count needs \(words)")
      } else {
        reader.note("a count takes \(words), not several", at: reader.location)
      }
      return nil
    }
    return all.compactMap { $0 }.first
  }

  private mutating func distinct(_ of: Of?) -> AttendanceField? {
    guard let node = reader.node("distinct"), let word = reader.text("distinct") else {
      return nil
    }
    guard let field = FieldWord.field(word) else {
      reader.note(
        "there is no field “\(word)”",
        at: node.location,
        suggestion: nearestWord(to: word, among: FieldWord.fieldWords),
        code: .unknownField
      )
      return nil
    }
    if let of, of != .attendances {
      reader.note("“distinct” counts values of attendances, not \(of.rawValue)", at: node.location)
    }
    return field
  }

  /// Reads `24 hours`, `90 minutes` or `2 days`.
  private static func minutes(_ text: String) -> Int? {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2, words[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let amount = Int(words[0]), (1...100_000).contains(amount)
    else { return nil }
    switch words[1] {
    case "minute", "minutes": return amount
    case "hour", "hours": return amount * 60
    case "day", "days": return amount * 1440
    default: return nil
    }
  }
}

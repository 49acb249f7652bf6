import AttendanceModel
import RuleLanguage

/// Conditions as numbered nodes, equal ones once, so that a row answers each at most once.
struct ConditionTable: Sendable {
  enum Node: Sendable {
    case all([Int])
    case any([Int])
    case not(Int)
    case test(Condition.Test)
  }

  private(set) var nodes: [Node] = []
  private var numbers: [Condition: Int] = [:]

  /// The node of a condition, made when it is new.
  mutating func number(of condition: Condition) -> Int {
    if let known = numbers[condition] { return known }
    let node: Node =
      switch condition {
      case .all(let parts): .all(parts.map { number(of: $0) })
      case .any(let parts): .any(parts.map { number(of: $0) })
      case .not(let part): .not(number(of: part))
      case .test(let test): .test(test)
      }
    nodes.append(node)
    numbers[condition] = nodes.count - 1
    return nodes.count - 1
  }
}

/// The answers that one attendance has given so far.
struct RowEvaluation {
  private let table: ConditionTable
  private let attendance: Attendance
  private var answers: [Truth?]

  init(of attendance: Attendance, by table: ConditionTable) {
    self.table = table
    self.attendance = attendance
    answers = Array(repeating: nil, count: table.nodes.count)
  }

  /// The answer to a node's condition, stopping at the first part that settles it.
  mutating func answer(_ number: Int) -> Truth {
    if let known = answers[number] { return known }
    let answer: Truth =
      switch table.nodes[number] {
      case .all(let parts): combined(parts, settledBy: .no, otherwise: .yes)
      case .any(let parts): combined(parts, settledBy: .yes, otherwise: .no)
      case .not(let part): !self.answer(part)
      case .test(let test): test.answer(for: attendance)
      }
    answers[number] = answer
    return answer
  }

  private mutating func combined(_ parts: [Int], settledBy end: Truth, otherwise start: Truth)
    -> Truth
  {
    var result = start
    for part in parts {
      let answer = self.answer(part)
      if answer == end { return end }
      if answer == .unknown { result = .unknown }
    }
    return result
  }
}

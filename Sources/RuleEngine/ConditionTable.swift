import AttendanceModel
import RuleLanguage

/// Conditions as numbered nodes, equal ones once, so that a row answers each at most once.
struct ConditionTable: Sendable {
  /// Plain numbers only, so that walking the nodes counts no references.
  enum Node: Sendable {
    /// A range of `parts`.
    case all(Range<Int>)
    /// A range of `parts`.
    case any(Range<Int>)
    case not(Int)
    /// A place in `tests`.
    case test(Int)
  }

  private(set) var nodes: [Node] = []
  private(set) var parts: [Int] = []
  private(set) var tests: [Condition.Test] = []
  private var numbers: [Condition: Int] = [:]

  /// The node of a condition, made when it is new.
  mutating func number(of condition: Condition) -> Int {
    if let known = numbers[condition] { return known }
    let node: Node =
      switch condition {
      case .all(let conditions): .all(range(of: conditions))
      case .any(let conditions): .any(range(of: conditions))
      case .not(let condition): .not(number(of: condition))
      case .test(let test): .test(place(of: test))
      }
    nodes.append(node)
    numbers[condition] = nodes.count - 1
    return nodes.count - 1
  }

  private mutating func range(of conditions: [Condition]) -> Range<Int> {
    let numbers = conditions.map { number(of: $0) }
    parts += numbers
    return parts.count - numbers.count..<parts.count
  }

  private mutating func place(of test: Condition.Test) -> Int {
    tests.append(test)
    return tests.count - 1
  }
}

/// The answers that one row has given so far.
///
/// How the row answers a test, by its place in the table, is handed in at each question: a copy
/// of an attendance would cost more than the answer.
struct RowEvaluation {
  typealias TestAnswers = (Int) -> Truth

  private let table: ConditionTable
  private var answers: [Truth?]

  init(by table: ConditionTable) {
    self.table = table
    answers = Array(repeating: nil, count: table.nodes.count)
  }

  /// The answer to a node's condition, stopping at the first part that settles it.
  mutating func answer(_ number: Int, _ test: TestAnswers) -> Truth {
    if let known = answers[number] { return known }
    let answer: Truth =
      switch table.nodes[number] {
      case .all(let range): combined(range, test, settledBy: .no, otherwise: .yes)
      case .any(let range): combined(range, test, settledBy: .yes, otherwise: .no)
      case .not(let part): !self.answer(part, test)
      case .test(let place): test(place)
      }
    answers[number] = answer
    return answer
  }

  /// Visits the tests because of which a node is unknown: none when it is settled.
  mutating func forEachUnknownTest(
    in number: Int,
    _ test: TestAnswers,
    _ body: (Int) -> Void
  ) {
    guard answer(number, test) == .unknown else { return }
    switch table.nodes[number] {
    case .all(let range), .any(let range):
      for place in range { forEachUnknownTest(in: table.parts[place], test, body) }
    case .not(let part): forEachUnknownTest(in: part, test, body)
    case .test: body(number)
    }
  }

  private mutating func combined(
    _ range: Range<Int>,
    _ test: TestAnswers,
    settledBy end: Truth,
    otherwise start: Truth
  ) -> Truth {
    var result = start
    for place in range {
      let answer = self.answer(table.parts[place], test)
      if answer == end { return end }
      if answer == .unknown { result = .unknown }
    }
    return result
  }
}

extension ConditionTable {
  /// The answer if every age test that is unknown came out in the condition's favour (design S4).
  func answerAssumingAgeHolds(
    _ number: Int,
    needed: Truth = .yes,
    _ test: RowEvaluation.TestAnswers
  ) -> Truth {
    switch nodes[number] {
    case .all(let range):
      return .all(range.map { answerAssumingAgeHolds(parts[$0], needed: needed, test) })
    case .any(let range):
      return .any(range.map { answerAssumingAgeHolds(parts[$0], needed: needed, test) })
    case .not(let part):
      return !answerAssumingAgeHolds(part, needed: !needed, test)
    case .test(let place):
      let recorded = test(place)
      return tests[place].subject == .age && recorded == .unknown ? needed : recorded
    }
  }
}

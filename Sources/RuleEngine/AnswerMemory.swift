package import AttendanceModel
import RuleLanguage
import Synchronization

/// Different rows' answers, each kept once and numbered; 0 is the answer of rows that no rule
/// needs.
///
/// Numbers depend on which thread meets an answer first, the answers do not.
package final class AnswerList: Sendable {
  private struct Store {
    var answers = [RowAnswers.none]
    var numbers = [RowAnswers.none: UInt32(0)]
  }

  private let store = Mutex(Store())

  package init() {}

  /// The number of an answer, made when it is new.
  package func number(of answers: RowAnswers) -> UInt32 {
    store.withLock { store in
      if let known = store.numbers[answers] { return known }
      let number = UInt32(store.answers.count)
      store.answers.append(answers)
      store.numbers[answers] = number
      return number
    }
  }

  /// All answers so far, by number.
  package var all: [RowAnswers] { store.withLock { $0.answers } }
}

/// Answers rows from what their cells say, asking the conditions only once for each combination.
///
/// Rows are many and different combinations few, so that a rule more costs next to nothing a row.
/// One thread's own; the list is shared.
package struct AnswerMemory {
  /// A combination met before.
  private struct Known {
    var fields = FieldAnswers()
    var era: Int32 = -1
    var number: UInt32 = 0
  }

  private static let size = 1 << 12

  private let engine: RuleEngine
  private let list: AnswerList
  private let ageTests: [AgeTest]
  /// Who is older than so many days is too old for every limit of age, and answers all tests of
  /// age in one way: most rows are adults'.
  private let oldest: Int
  private let answersOfOld: FieldAnswers
  private let dayTests: [(place: Int, matcher: Condition.Matcher)]
  /// Days on which some rule version comes into or goes out of force, in order.
  private let changes: [CivilDay]
  /// Combinations at the place that their hash gives; a later one puts an earlier one aside.
  private var known = Array(repeating: Known(), count: size)
  private var era: (day: CivilDay, number: Int32)

  package init(_ engine: RuleEngine, list: AnswerList) {
    self.engine = engine
    self.list = list
    ageTests = engine.slots.table.tests.enumerated().compactMap { place, test in
      test.subject == .age ? AgeTest(place, test.matcher) : nil
    }
    let tests = ageTests
    oldest = tests.map(\.mostDays).max() ?? 0
    let old = Age.exact(born: CivilDay(rawValue: 0), on: CivilDay(rawValue: Int32(oldest) + 1))
    answersOfOld = tests.reduce(into: FieldAnswers()) { $0[$1.place] = $1.answer(for: old) }
    dayTests = engine.slots.table.tests.enumerated().compactMap { place, test in
      test.asksDayOfArrival ? (place, test.matcher) : nil
    }
    changes = Set(
      engine.rules.flatMap {
        [$0.inForce.from] + ($0.inForce.to.map { [$0.adding(days: 1)] } ?? [])
      }
    ).sorted()
    era = (CivilDay(rawValue: .min), -1)
  }

  /// The number of a row's answers.
  ///
  /// - Parameters:
  ///   - fields: What the row answers to ``RuleEngine/fieldQuestions``.
  ///   - age: The patient's age at arrival.
  ///   - day: The day of arrival.
  /// - Returns: A number of the list.
  /// - Complexity: O(tests of age and day), unless the combination is new.
  package mutating func number(_ fields: FieldAnswers, age: Age, on day: CivilDay) -> UInt32 {
    var answers = fields
    if case .exact(let born, let day) = age, day.days(since: born) > oldest {
      answers.yes |= answersOfOld.yes
      answers.no |= answersOfOld.no
    } else {
      for test in ageTests { answers[test.place] = test.answer(for: age) }
    }
    for test in dayTests { answers[test.place] = test.matcher.answer(on: day) }
    if era.day != day { era = (day, Int32(changes.count { $0 <= day })) }
    let place = Self.place(answers, era.number)
    let met = known[place]
    if met.fields.yes == answers.yes, met.fields.no == answers.no, met.era == era.number {
      return met.number
    }
    let marks = engine.marks(on: day) { answers[$0] }
    let remainder = AnswerRemainders.Remainder(words: marks.rest)
    let number = list.number(
      of: RowAnswers(bits: marks.bits, remainder: engine.remainders.number(of: remainder))
    )
    known[place] = Known(fields: answers, era: era.number, number: number)
    return number
  }

  private static func place(_ answers: FieldAnswers, _ era: Int32) -> Int {
    let mixed =
      (answers.yes ^ UInt64(bitPattern: Int64(era))) &* 0x9E37_79B9_7F4A_7C15
      ^ answers.no &* 0xC2B2_AE3D_27D4_EB4F
    return Int(((mixed ^ mixed >> 29) &* 0x1656_67B1_9E37_79F9) >> 52)
  }
}

/// A test of age as plain numbers: a matcher holds texts, and looking at it counts references.
private struct AgeTest {
  let place: Int
  private let lower: CalendarPeriod?
  private let upper: CalendarPeriod?
  /// What `recorded` expects, when that is the test.
  private let isRecorded: Bool?

  /// Nil for a matcher that is not for ages: such a test is unknown.
  init?(_ place: Int, _ matcher: Condition.Matcher) {
    self.place = place
    switch matcher {
    case .age(let lower, let upper): (self.lower, self.upper, isRecorded) = (lower, upper, nil)
    case .recorded(let expected): (lower, upper, isRecorded) = (nil, nil, expected)
    case .oneOf, .inCodeSet, .number, .arrived: return nil
    }
  }

  /// Days after which neither limit is near.
  var mostDays: Int { max(lower.map(Age.most) ?? 0, upper.map(Age.most) ?? 0) }

  @inline(__always)
  func answer(for age: Age) -> Truth {
    if let isRecorded { return Condition.Matcher.recorded(isRecorded).answer(for: age) }
    return age.lies(atLeast: lower, under: upper)
  }
}

extension RuleEngine {
  /// The fields that the rules' tests look at, by test; nil stands for age and day of
  /// arrival.
  ///
  /// Nil as a whole when a row's answers need more than 64 bits can say: more tests than that, or
  /// a rule that counts distinct values.
  package var fieldQuestions: [AttendanceField?]? {
    let tests = slots.table.tests
    guard tests.count <= 64, slots.distinctFields.isEmpty else { return nil }
    return tests.map { test in
      switch test.subject {
      case .field where test.asksDayOfArrival: nil
      case .field(let field): field
      case .registration: .gpPracticeCode
      case .age: nil
      }
    }
  }

  /// What an attendance answers to ``fieldQuestions``, those of age and day left unknown.
  package func fieldAnswers(of attendance: Attendance) -> FieldAnswers {
    var answers = FieldAnswers()
    for (place, test) in slots.table.tests.prefix(64).enumerated()
    where test.subject != .age && !test.asksDayOfArrival {
      answers[place] = test.answer(for: attendance)
    }
    return answers
  }

  /// Whether a row may be a trigger of its person, or be one if its age were known.
  package func mayTrigger(_ answers: RowAnswers) -> Bool {
    plans.contains { plan in
      isSet(plan.fires, in: answers) || plan.ageUnsettled.map { isSet($0, in: answers) } ?? false
    }
  }
}

extension Condition.Test {
  /// Whether the test compares the day of arrival, which every row has, with fixed days.
  fileprivate var asksDayOfArrival: Bool {
    if case .arrived = matcher { subject == .field(.arrivalDate) } else { false }
  }
}

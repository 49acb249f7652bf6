import AttendanceModel
import RuleLanguage
import WindowCounting

/// Which edges of count, window, gap and in-force period the examples of a rule stand on.
struct EdgeCoverage {
  private let rule: Rule
  private let examples: [[Attendance]]
  /// For each example, what the rule makes of each attendance.
  private let answers: [[RuleAnswer]]

  init(_ rule: Rule, _ examples: [[Attendance]]) {
    self.rule = rule
    self.examples = examples
    let engine = ReferenceEngine(rules: [rule])
    answers = examples.map { engine.answers(in: $0, identified: true) }
  }

  var aims: [(CoverageItem.Aim, Bool)] {
    (rule.count.map { counts($0) + windows($0) + gaps($0) } ?? []) + inForce
  }

  private var candidates: [RuleAnswer] { answers.joined().filter(\.isCandidate) }

  private func counts(_ count: Count) -> [(CoverageItem.Aim, Bool)] {
    let numbers: [Int] =
      switch count.threshold {
      case .atLeast(let number): [number - 1, number]
      case .atMost(let number): [number, number + 1]
      case .exactly(let number): [number - 1, number, number + 1]
      }
    return numbers.filter { $0 > 0 }.map { number in
      (.count(number), candidates.contains { $0.count == number })
    }
  }

  /// Inside, the attendance on the window's first day makes the difference; outside, the one the
  /// day before would.
  private func windows(_ count: Count) -> [(CoverageItem.Aim, Bool)] {
    [true, false].map { isInside in
      let isTried = zip(examples, answers).contains { history, answers in
        answers.contains { answer in
          guard answer.isCandidate, let here = answer.count else { return false }
          let first = count.window.firstDay(for: answer.arrival.day)
          let edge = isInside ? first : first.adding(days: -1)
          let others = history.filter { $0.arrival.day != edge }
          guard others.count < history.count else { return false }
          if isInside {
            let without = self.count(count, at: answer, in: others)
            return count.threshold.isReached(by: here) != count.threshold.isReached(by: without)
          }
          // As if those of the day before had come a day later.
          let moved = history.map { attendance in
            var attendance = attendance
            if attendance.arrival.day == edge { attendance.arrival.day = first }
            return attendance
          }
          let with = self.count(count, at: answer, in: moved)
          return count.threshold.isReached(by: here) != count.threshold.isReached(by: with)
        }
      }
      return (.windowEdge(inside: isInside), isTried)
    }
  }

  private func count(_ count: Count, at answer: RuleAnswer, in history: [Attendance]) -> Int {
    let sorted = history.sorted { $0.position < $1.position }
    guard let index = sorted.firstIndex(where: { $0.key == answer.attendance }) else { return 0 }
    return ReferenceEngine.count(count, upTo: index, in: sorted)
  }

  private func gaps(_ count: Count) -> [(CoverageItem.Aim, Bool)] {
    guard case .presentations(let gap) = count.unit else { return [] }
    let distances = examples.flatMap { history in
      let minutes = history.filter { ConditionEvaluator($0).answer(count.matching) == .yes }
        .map(\.arrival.civilMinutes)
      return zip(minutes.dropFirst(), minutes).map { $0 - $1 }
    }
    return [
      (.gapEdge(apart: false), distances.contains(gap - 1)),
      (.gapEdge(apart: true), distances.contains(gap)),
    ]
  }

  /// Candidates but for the day; an edge with nothing beyond it has one side.
  private var inForce: [(CoverageItem.Aim, Bool)] {
    let period = rule.inForce
    let edges = [(period.from, -1)] + (period.to.map { [($0, 1)] } ?? [])
    return edges.flatMap { day, outward in
      [true, false].map { isInside in
        let tried = isInside ? day : day.adding(days: outward)
        let isTried = answers.joined().contains {
          $0.arrival.day == tried && $0.populationUnmet.isEmpty && $0.conditionUnmet.isEmpty
            && $0.reachesThreshold
        }
        return (.inForceEdge(day, inside: isInside), isTried)
      }
    }
  }
}

import AttendanceModel

/// Which rows an attendance has, and on which day each is sent.
struct Delivery {
  /// What goes wrong with an attendance, at most one thing.
  enum Dirt {
    case none
    /// Its only row cannot be read.
    case badRow
    /// Its first row is wrong, a second one puts it right.
    case correction
    /// A second row deletes it.
    case deletion
    /// Its row comes twice.
    case duplicate
  }

  var dirt = Dirt.none
  /// Days since 1970-01-01; the day of arrival unless the row is late.
  var sent: Int32
  /// Of the second row, when there is one.
  var secondSent: Int32 = 0
  /// When the second version was made.
  var secondDay: Int32 = 0
  /// What is wrong with a first version or a bad row, of as many ways as there are.
  var flaw = 0

  var hasSecondRow: Bool { dirt == .correction || dirt == .deletion || dirt == .duplicate }

  /// Works out the delivery of a visit.
  ///
  /// - Parameters:
  ///   - history: the person.
  ///   - number: the visit's, from 0.
  ///   - day: its day of arrival.
  ///   - population: what is asked for, and what the layout can carry.
  init(_ history: History, _ number: Int, on day: Int32, in population: Population) {
    sent = day
    let asked = population.plan.dirt
    guard asked != SamplePlan.Dirt(), !history.isFiller else { return }
    var draws = SeededDraws(population.plan.seed, UInt64(history.person), UInt64(1000 + number))
    let last = population.last
    let readings = population.layout.readings
    if draws.happens(asked.late) { sent = min(last, day + 1 + Int32(draws.below(14))) }
    dirt = Self.dirt(asked, draws.below(Share.whole))
    flaw = draws.below(60)
    let wait = Int32(draws.below(10))
    // What a layout cannot say does not happen, and nothing is taken from a planted history.
    if dirt == .deletion, !readings.hasDeletions { dirt = .none }
    if history.planting != nil, dirt == .badRow || dirt == .deletion { dirt = .none }
    if dirt == .badRow, population.daysWithoutBadRows.contains(sent) { dirt = .none }
    switch dirt {
    case .none, .badRow: break
    case .duplicate: secondSent = min(last, sent + wait % 3)
    case .correction, .deletion:
      secondDay = min(last, day + 1 + wait)
      secondSent = max(secondDay, sent)
      // Now and then the correction overtakes the row that it corrects.
      if dirt == .correction, readings.hasVersionDate, wait == 0 {
        secondSent = secondDay
        sent = min(last, secondDay + 1 + Int32(flaw % 5))
      }
    }
  }

  private static func dirt(_ asked: SamplePlan.Dirt, _ draw: Int) -> Dirt {
    var bound = 0
    for (share, dirt) in [
      (asked.badRows, Dirt.badRow), (asked.corrections, .correction), (asked.deletions, .deletion),
      (asked.duplicates, .duplicate),
    ] {
      bound += share.millionths
      if draw < bound { return dirt }
    }
    return .none
  }
}

package import AttendanceModel

/// Some of the flagged persons, with the latest trigger of each rule.
package struct FlaggedPersons: Sendable {
  /// A report shows no more than this.
  package static let most = 2000

  /// A line shows no more than this, the last ones: more would hide each other.
  package static let mostDots = 40

  /// An attendance near a trigger.
  package struct Visit: Hashable, Sendable {
    package var arrival: Arrival
    package var site: String

    package init(arrival: Arrival, site: String) {
      self.arrival = arrival
      self.site = site
    }
  }

  /// How an attendance stands to a trigger.
  package struct Dot: Hashable, Sendable {
    /// The place among the person's ``Person/visits``.
    package var visit: Int
    package var standing: Evidence.Standing
    package var isTrigger: Bool

    package init(visit: Int, standing: Evidence.Standing, isTrigger: Bool) {
      self.visit = visit
      self.standing = standing
      self.isTrigger = isTrigger
    }
  }

  /// The latest trigger of one rule.
  package struct Lane: Hashable, Sendable {
    /// The rule's place.
    package var rule: Int
    package var triggers: Int
    package var count: Int
    package var window: ClosedRange<CivilDay>
    /// In S1's order; the triggering attendance is among them.
    package var dots: [Dot]

    package init(
      rule: Int,
      triggers: Int,
      count: Int,
      window: ClosedRange<CivilDay>,
      dots: [Dot]
    ) {
      self.rule = rule
      self.triggers = triggers
      self.count = count
      self.window = window
      self.dots = dots
    }

    /// The day of the trigger.
    var day: CivilDay { window.upperBound }
  }

  /// One person.
  package struct Person: Hashable, Sendable {
    /// NHS number, or provider and local number: for an identifiable report alone.
    package var identity: String
    package var age: AgeGroup
    /// Those that stand on any lane, in S1's order.
    package var visits: [Visit]
    /// In the rules' order.
    package var lanes: [Lane]

    package init(identity: String, age: AgeGroup, visits: [Visit], lanes: [Lane]) {
      self.identity = identity
      self.age = age
      self.visits = visits
      self.lanes = lanes
    }
  }

  /// Those shown: the ones with the latest triggers.
  package var shown: [Person]
  /// All whom a rule flags, those not shown included.
  package var total: Int
  /// Whether they stand there as they are.
  package var isIdentifiable: Bool

  package init(shown: [Person], total: Int, isIdentifiable: Bool) {
    self.shown = shown
    self.total = total
    self.isIdentifiable = isIdentifiable
  }
}

extension FlaggedPersons {
  /// The same persons under random ids, each with all dates moved by a random number of weeks, in
  /// the order of the ids.
  ///
  /// Weeks keep the day of the week, and distances between one person's days stay as they are.
  /// Sites are left out. Still personal data: a rare pattern may be recognised.
  package func pseudonymous(using random: inout some RandomNumberGenerator) -> FlaggedPersons {
    var taken: Set<String> = []
    var persons = shown.map { person in
      var id = ""
      repeat { id = Self.randomID(using: &random) } while !taken.insert(id).inserted
      let weeks = Int.random(in: 1...26, using: &random) * (Bool.random(using: &random) ? 1 : -1)
      return person.moved(days: weeks * 7, identity: id)
    }
    persons.sort { $0.identity < $1.identity }
    return FlaggedPersons(shown: persons, total: total, isIdentifiable: false)
  }

  /// Six characters that are not mistaken for each other.
  private static func randomID(using random: inout some RandomNumberGenerator) -> String {
    let letters = Array("23456789BCDFGHJKMNPQRSTVWXYZ")
    return "P-"
      + String((0..<6).map { _ in letters[Int.random(in: letters.indices, using: &random)] })
  }
}

extension FlaggedPersons.Person {
  fileprivate func moved(days: Int, identity: String) -> Self {
    var person = self
    person.identity = identity
    for lane in person.lanes.indices {
      let window = person.lanes[lane].window
      person.lanes[lane].window =
        window.lowerBound.adding(days: days)...window.upperBound.adding(days: days)
    }
    for visit in person.visits.indices {
      person.visits[visit].arrival = person.visits[visit].arrival.moved(days: days)
      person.visits[visit].site = ""
    }
    return person
  }
}

extension Arrival {
  fileprivate func moved(days: Int) -> Arrival { Arrival(day.adding(days: days), time) }
}

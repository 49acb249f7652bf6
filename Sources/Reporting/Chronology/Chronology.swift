package import AttendanceModel

/// One child's attendances in time, with what was flagged and who was told, in the words of a page.
///
/// It says what records hold and nothing else. What it meant for the child is for whoever prepares
/// the conference to write: the page leaves room for it.
package struct Chronology: Sendable {
  /// Who it is about, as the records say; several values where records differ, the latest first.
  package struct Child: Sendable {
    package var names: [RedactableText] = []
    package var birthDates: [RedactableText] = []
    package var nhsNumbers: [RedactableText] = []
    package var localNumbers: [RedactableText] = []
    package var address: Recorded?
    package var practice: Recorded?

    package init() {}
  }

  /// The latest that is recorded of something, with the day of its visit.
  package struct Recorded: Sendable {
    package var text: RedactableText
    package var on: CivilDay

    package init(_ text: RedactableText, on day: CivilDay) {
      self.text = text
      on = day
    }
  }

  /// What sets a visit apart in drawing and table.
  package enum Mark: String, CaseIterable, Sendable {
    case injury
    case concern
    case leftEarly = "left-early"
  }

  /// Something that a visit's record says.
  package struct Fact: Sendable {
    package var label: String
    package var text: RedactableText
    /// Whether every visit has it.
    ///
    /// One that not every visit has goes whole when its text does, since that it is there would tell
    /// something.
    package var isAlwaysThere: Bool

    package init(_ label: String, _ text: RedactableText, isAlwaysThere: Bool = false) {
      self.label = label
      self.text = text
      self.isAlwaysThere = isAlwaysThere
    }
  }

  /// One attendance.
  package struct Visit: Sendable {
    package var arrival: Arrival
    package var age: Age
    /// The kind of department, in words.
    package var department: String
    /// Planned or not, in words.
    package var kind: String
    package var site: RedactableText?
    package var marks: Set<Mark>
    package var facts: [Fact]
    /// The rules that hold at it, with what they counted.
    package var rules: [RedactableText]
    /// Where the record comes from, line by line.
    package var source: [RedactableText]

    package init(
      arrival: Arrival,
      age: Age,
      department: String,
      kind: String,
      site: RedactableText?,
      marks: Set<Mark>,
      facts: [Fact],
      rules: [RedactableText],
      source: [RedactableText]
    ) {
      self.arrival = arrival
      self.age = age
      self.department = department
      self.kind = kind
      self.site = site
      self.marks = marks
      self.facts = facts
      self.rules = rules
      self.source = source
    }
  }

  /// What was decided about the child on one day, and who was told.
  package struct Step: Sendable {
    /// What one rule at one visit, or one act by hand, led to.
    package struct Subject: Sendable {
      package var about: RedactableText
      package var sentences: [RedactableText]

      package init(about: RedactableText, sentences: [RedactableText]) {
        self.about = about
        self.sentences = sentences
      }
    }

    package var day: CivilDay
    package var subjects: [Subject]
    /// Whether anybody besides the safeguarding team was told something.
    package var toldSomebody: Bool

    package init(day: CivilDay, subjects: [Subject], toldSomebody: Bool) {
      self.day = day
      self.subjects = subjects
      self.toldSomebody = toldSomebody
    }
  }

  /// Whoever prepares it.
  package var organisation: String?
  package var child: Child
  /// In S1's order, never empty.
  package var visits: [Visit]
  /// By day; nil when it is made from extracts alone, without a ledger.
  package var steps: [Step]?
  /// What it is made from, one sentence each.
  package var sources: [RedactableText]
  /// What a reader must know of what may be missing or doubtful, one sentence each.
  package var caveats: [RedactableText]
  /// The titles of the rules that were asked.
  package var rules: [String]
  /// A time without visits that is longer than this is said.
  package var longestSilence: CalendarPeriod
  /// Whether the record marks the identity or the address as protected.
  package var isProtected: Bool
  /// Whether rules or code sets are used that nobody has approved (S15).
  package var isDraft: Bool
  package var madeOn: CivilDay

  package init(
    organisation: String?,
    child: Child,
    visits: [Visit],
    steps: [Step]?,
    sources: [RedactableText],
    caveats: [RedactableText],
    rules: [String],
    longestSilence: CalendarPeriod,
    isProtected: Bool,
    isDraft: Bool,
    madeOn: CivilDay
  ) {
    precondition(!visits.isEmpty, "a person is found by an attendance")
    self.organisation = organisation
    self.child = child
    self.visits = visits
    self.steps = steps
    self.sources = sources
    self.caveats = caveats
    self.rules = rules
    self.longestSilence = longestSilence
    self.isProtected = isProtected
    self.isDraft = isDraft
    self.madeOn = madeOn
  }
}

extension Chronology {
  /// A line of the table, in time.
  enum Entry {
    case visit(Visit)
    /// The days of the visits before and after.
    case silence(from: CivilDay, to: CivilDay)
    case step(Step)
  }

  /// The times without visits, each from one visit's day to the next one's.
  var silences: [(from: CivilDay, to: CivilDay)] {
    zip(visits, visits.dropFirst()).map { ($0.arrival.day, $1.arrival.day) }
      .filter { $0.from.adding(longestSilence) < $0.to }
  }

  /// All lines in time: on one day a silence ends before the visit, and steps come after it.
  func entries(_ redaction: Redaction) -> [Entry] {
    var entries: [Entry] = []
    var steps = (redaction.removes(.rules) ? [] : self.steps ?? [])[...]
    var previous: CivilDay?
    for visit in visits {
      let day = visit.arrival.day
      while let step = steps.first, step.day < day { entries.append(.step(steps.removeFirst())) }
      if let previous, previous.adding(longestSilence) < day {
        entries.append(.silence(from: previous, to: day))
      }
      previous = day
      entries.append(.visit(visit))
    }
    return entries + steps.map(Entry.step)
  }

  /// Whether a visit is marked so in a copy.
  func has(_ mark: Mark, _ visit: Visit, _ redaction: Redaction) -> Bool {
    visit.marks.contains(mark) && !(mark == .concern && redaction.removes(.concerns))
  }
}

import AttendanceModel
import LocatedYAML

/// Reads one document of a rule file: one version of a rule.
struct RuleReader {
  /// A value with its place.
  struct Located<Value> {
    var value: Value
    var location: SourceLocation
  }

  /// What was read: the rule when nothing needed is missing, and what versions are compared by.
  struct Reading {
    var rule: Rule?
    var name: Located<String>?
    var version: Located<Int>?
    var inForce: Located<InForce>?
  }

  private var reader: MappingReader
  private let codeSets: [String: CodeSet]
  private var diagnostics: [Diagnostic] = []

  private init(_ node: Node, codeSets: [String: CodeSet]) {
    reader = MappingReader(node, describing: "a rule")
    self.codeSets = codeSets
  }

  /// Reads a document and notes every mistake.
  static func read(
    _ node: Node,
    codeSets: [String: CodeSet],
    into diagnostics: inout [Diagnostic]
  ) -> Reading {
    var reader = RuleReader(node, codeSets: codeSets)
    let reading = reader.reading()
    let mistakes = reader.reader.finish() + reader.diagnostics
    diagnostics += mistakes
    // What is written wrong need not make sense yet.
    if mistakes.isEmpty, let rule = reading.rule, let places = rule.places {
      diagnostics += RuleSense(rule: rule, places: places).diagnostics
    }
    return reading
  }

  private mutating func reading() -> Reading {
    reader.require("rule", "version", "title", "class", "owner", "source", "in-force")
    reader.require("for", "when", "then")
    var reading = Reading()
    reading.name = located("rule") { reader in
      reader.value("rule", expected: "a name of small letters, digits and hyphens") {
        RuleName.isValid($0) ? $0 : nil
      }
    }
    reading.version = located("version") { $0.integer("version", from: 1, to: 99_999_999) }
    let title = reader.text("title")
    let ruleClass: RuleClass? = reader.choice("class")
    let owner = reader.text("owner")
    let source = reader.text("source")
    reading.inForce = inForce()
    let approval = reader.node("approved", mayBeBlank: true).flatMap {
      Approval(reading: $0, into: &diagnostics)
    }
    let population = condition("for")
    let condition = condition("when")
    let count = reader.node("count").flatMap {
      CountReader.count($0, codeSets: codeSets, into: &diagnostics)
    }
    let routes = routes(of: ruleClass)
    let again = again(of: ruleClass)
    let examples = examples()
    guard let name = reading.name?.value, let version = reading.version?.value, let title,
      let ruleClass, let owner, let source, let inForce = reading.inForce?.value, let population,
      let condition
    else { return reading }
    reading.rule = Rule(
      name: name,
      version: version,
      title: title,
      ruleClass: ruleClass,
      owner: owner,
      source: source,
      inForce: inForce,
      population: population,
      condition: condition,
      count: count,
      routes: routes,
      again: again,
      approval: approval,
      examples: examples,
      places: places()
    )
    return reading
  }

  /// Only of a rule that has all it needs.
  private mutating func places() -> RulePlaces {
    let place = { (reader: inout MappingReader, key: String) in
      reader.node(key)?.location ?? reader.location
    }
    let count = reader.node("count")
    var matching: SourceLocation?
    if case .mapping(let entries)? = count?.content {
      matching = entries.first { $0.key == "where" }?.value.location
    }
    var routes: [SourceLocation] = []
    if case .sequence(let items)? = reader.node("then")?.content { routes = items.map(\.location) }
    return RulePlaces(
      rule: place(&reader, "rule"),
      version: place(&reader, "version"),
      population: place(&reader, "for"),
      condition: place(&reader, "when"),
      count: count?.location,
      matching: matching,
      routes: routes
    )
  }

  private mutating func located<Value>(
    _ key: String,
    _ read: (inout MappingReader) -> Value?
  ) -> Located<Value>? {
    guard let location = reader.node(key)?.location, let value = read(&reader) else { return nil }
    return Located(value: value, location: location)
  }

  private mutating func inForce() -> Located<InForce>? {
    guard let node = reader.node("in-force") else { return nil }
    var inner = MappingReader(node, describing: "“in-force”")
    inner.require("from")
    let from = inner.value("from", expected: "a date, YYYY-MM-DD") { CivilDay($0) }
    let to = inner.value("to", expected: "a date, YYYY-MM-DD") { CivilDay($0) }
    if let from, let to, to < from {
      inner.note("“in-force” ends on \(to), before it begins on \(from)", at: node.location)
    }
    reader.note(inner.finish())
    return from.map { Located(value: InForce(from: $0, to: to), location: node.location) }
  }

  private mutating func condition(_ key: String) -> Condition? {
    guard let node = reader.node(key) else { return nil }
    var conditions = ConditionReader(codeSets: codeSets)
    let condition = conditions.condition(node)
    diagnostics += conditions.diagnostics
    return condition
  }

  private mutating func routes(of ruleClass: RuleClass?) -> [Route] {
    if let node = reader.node("then"), node.content == .sequence([]) {
      reader.note("“then” must say whom to tell", at: node.location)
    }
    return RouteReader.routes(reader.items("then"), of: ruleClass, into: &diagnostics)
  }

  private mutating func again(of ruleClass: RuleClass?) -> RepeatPolicy {
    guard let node = reader.node("again") else { return .standard }
    var inner = MappingReader(node, describing: "“again”")
    let after = inner.value("after", expected: "a time such as 6 months") { CalendarPeriod($0) }
    let growth = inner.integer("count-grows-by", from: 1)
    if let place = inner.node("count-grows-by")?.location, reader.node("count") == nil {
      inner.note("“count-grows-by” needs a rule with a “count”", at: place)
    }
    if ruleClass == .suspectedHarm {
      inner.note("a suspected-harm rule always tells again: leave “again” out", at: node.location)
    }
    reader.note(inner.finish())
    return RepeatPolicy(after: after ?? RepeatPolicy.standard.after, countGrowsBy: growth)
  }

  private mutating func examples() -> [Example] {
    let defaults = reader.node("attendance-defaults")
    let nodes = reader.items("examples")
    return ExampleReader.examples(nodes, defaults: defaults, into: &diagnostics)
  }
}

import AttendanceModel
import LocatedYAML

/// Reads the examples of a rule file: each a person's attendances and the days the rule fires.
///
/// An attendance is a date, a date with a time, or a mapping of fields with `on`. What it leaves
/// out comes from the example's `attendance-defaults`, then the rule's, then from here: a first
/// unplanned attendance at a type 01 department.
struct ExampleReader {
  private typealias Values = [AttendanceField: [String]]

  private static let providerCode = "EXAMPLE"
  private static let builtInDefaults: Values = [
    .departmentType: ["01"],
    .attendanceCategory: [AttendanceCategory.unplannedFirst.rawValue],
  ]
  /// Fields that the example itself gives: by `on`, and by the place in the list.
  private static let fixed: Set<AttendanceField> = [
    .attendanceID, .arrivalDate, .arrivalTime, .arrivalDatetime,
  ]

  private let ruleDefaults: Values
  private var diagnostics: [Diagnostic] = []

  private init(defaults node: Node?) {
    var diagnostics: [Diagnostic] = []
    ruleDefaults =
      node.map { node in
        var reader = MappingReader(node, describing: "“attendance-defaults”")
        let values = Self.values(reader.allEntries(), into: &diagnostics)
        diagnostics += reader.finish()
        return values
      } ?? [:]
    self.diagnostics = diagnostics
  }

  /// The examples of a list, with every mistake noted.
  static func examples(
    _ nodes: [Node],
    defaults: Node?,
    into diagnostics: inout [Diagnostic]
  ) -> [Example] {
    var reader = ExampleReader(defaults: defaults)
    var examples: [Example] = []
    for node in nodes {
      guard let example = reader.example(node) else { continue }
      if examples.contains(where: { $0.name == example.name }) {
        reader.note("two examples are named “\(example.name)”", at: node.location)
      }
      examples.append(example)
    }
    diagnostics += reader.diagnostics
    return examples
  }

  private mutating func example(_ node: Node) -> Example? {
    var reader = MappingReader(node, describing: "an example")
    reader.require("name", "attendances", "fires-on")
    let name = reader.text("name")
    var defaults = Self.builtInDefaults.merging(ruleDefaults) { $1 }
    if let node = reader.node("attendance-defaults") {
      var inner = MappingReader(node, describing: "“attendance-defaults”")
      defaults.merge(Self.values(inner.allEntries(), into: &diagnostics)) { $1 }
      reader.note(inner.finish())
    }
    if let born = reader.value("born", expected: "a date, YYYY-MM-DD", parse: { CivilDay($0) }) {
      defaults[.birthDate] = [born.description]
    }
    let attendances = reader.items("attendances").enumerated().compactMap { index, node in
      attendance(node, number: index + 1, defaults: defaults)
    }
    let firesOn = firesOn(&reader, attendances: attendances)
    diagnostics += reader.finish()
    return name.map {
      Example(
        name: $0,
        line: node.location.line,
        attendances: attendances,
        firesOn: firesOn
      )
    }
  }

  private mutating func firesOn(
    _ reader: inout MappingReader,
    attendances: [Attendance]
  ) -> [CivilDay] {
    reader.items("fires-on").compactMap { node in
      guard case .scalar(let text, _) = node.content, let day = CivilDay(text) else {
        reader.note("“fires-on” must be a list of dates, YYYY-MM-DD", at: node.location)
        return nil
      }
      if !attendances.contains(where: { $0.arrival.day == day }) {
        reader.note("the example has no attendance on \(day)", at: node.location)
      }
      return day
    }
  }

  private mutating func attendance(
    _ node: Node,
    number: Int,
    defaults: Values
  ) -> Attendance? {
    var values = defaults
    var on: Node? = node
    if case .mapping(let entries) = node.content {
      on = entries.first { $0.key == "on" }?.value
      values.merge(Self.values(entries.filter { $0.key != "on" }, into: &diagnostics)) { $1 }
    }
    guard let on else {
      note("an attendance needs “on”, its date", at: node.location, code: .missingKey)
      return nil
    }
    guard case .scalar(let text, _) = on.content, let arrival = Self.arrival(text) else {
      note("an attendance is a date, YYYY-MM-DD, with or without a time, HH:MM", at: on.location)
      return nil
    }
    let key = AttendanceKey(providerCode: Self.providerCode, attendanceID: zeroPadded(number, 3))
    var attendance = Attendance(key: key, arrival: arrival)
    // In the order of the list of fields: a diagnosis before its qualifier.
    for field in AttendanceField.allCases {
      for (index, text) in (values[field] ?? []).enumerated()
      where !attendance.set(field, to: text, at: index) {
        note("there is no value \(index + 1) of “\(FieldWord.spelling(field))”", at: node.location)
      }
    }
    return attendance
  }

  private static func arrival(_ text: String) -> Arrival? {
    CivilDay(text).map { Arrival($0) } ?? Timestamp(ascii: text.utf8)?.arrival
  }

  /// The canonical texts of a mapping of fields; a field without a value is cleared.
  private static func values(
    _ entries: [Node.Entry],
    into diagnostics: inout [Diagnostic]
  ) -> Values {
    var values: Values = [:]
    for entry in entries {
      guard let field = FieldWord.field(entry.key) else {
        diagnostics.append(
          Diagnostic(
            "an attendance has no field “\(entry.key)”",
            at: entry.keyLocation,
            suggestion: nearestWord(to: entry.key, among: FieldWord.fieldWords + ["on"]),
            code: .unknownField
          )
        )
        continue
      }
      if fixed.contains(field) {
        diagnostics.append(
          Diagnostic("an example gives its arrivals by “on”, and no ids", at: entry.keyLocation)
        )
        continue
      }
      values[field] = texts(field, entry.value, into: &diagnostics)
    }
    return values
  }

  private static func texts(
    _ field: AttendanceField,
    _ node: Node,
    into diagnostics: inout [Diagnostic]
  ) -> [String] {
    switch node.content {
    case .null, .scalar("", isQuoted: _): return []
    case .sequence(let nodes):
      if !field.isNumbered, nodes.count > 1 {
        let word = FieldWord.spelling(field)
        diagnostics.append(Diagnostic("“\(word)” has one value", at: node.location))
      }
      return nodes.compactMap { FieldValue.canonical(field, $0, into: &diagnostics) }
    default: return FieldValue.canonical(field, node, into: &diagnostics).map { [$0] } ?? []
    }
  }

  private mutating func note(
    _ message: String,
    at location: SourceLocation,
    code: Diagnostic.Code = .wrongValue
  ) {
    diagnostics.append(Diagnostic(message, at: location, code: code))
  }
}

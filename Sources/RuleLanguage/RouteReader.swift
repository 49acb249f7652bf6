import AttendanceModel
import LocatedYAML

/// Reads one line of `then`: a letter, an alert or a worklist item, and who gets it.
struct RouteReader {
  private var reader: MappingReader
  private let node: Node

  private static let forms = ["letter", "alert", "worklist"]

  private init(_ node: Node) {
    self.node = node
    reader = MappingReader(node, describing: "a line of “then”")
  }

  /// The routes of `then`, with every mistake noted.
  static func routes(
    _ nodes: [Node],
    of ruleClass: RuleClass?,
    into diagnostics: inout [Diagnostic]
  ) -> [Route] {
    var routes: [Route] = []
    for node in nodes {
      var reader = RouteReader(node)
      if let route = reader.route(of: ruleClass) {
        if routes.contains(where: { $0.form == route.form && $0.recipient == route.recipient }) {
          reader.reader.note("this line of “then” stands twice", at: node.location)
        }
        routes.append(route)
      }
      diagnostics += reader.reader.finish()
    }
    return routes
  }

  private mutating func route(of ruleClass: RuleClass?) -> Route? {
    let form = form()
    reader.require("to")
    let recipient: Recipient? = reader.choice("to")
    let otherwise: Recipient? = reader.choice("otherwise")
    let endsAfter = reader.value("ends-after", expected: "a time such as 12 months") {
      CalendarPeriod($0)
    }
    let endsWhen = endsWhen()
    guard let form, let recipient else { return nil }
    check(form, goesTo: recipient)
    checkOtherwise(form, otherwise, insteadOf: recipient)
    checkEnding(form)
    if ruleClass == .suspectedHarm, recipient == .parent {
      reader.note("a suspected-harm rule must not write to a parent", at: node.location)
    }
    return Route(
      form: form,
      recipient: recipient,
      otherwise: otherwise,
      endsAfter: endsAfter,
      endsWhen: endsWhen
    )
  }

  private mutating func form() -> Route.Form? {
    let letter = name("letter").map { Route.Form.letter($0) }
    let alert = name("alert").map { Route.Form.alert($0) }
    let urgency: Route.Urgency? = reader.choice("worklist")
    guard Self.forms.count(where: { reader.contains($0) }) == 1 else {
      reader.note(
        "a line of “then” needs one of \(Self.forms.map { "“\($0)”" }.joined(separator: ", "))",
        at: node.location
      )
      return nil
    }
    return letter ?? alert ?? urgency.map { .worklist($0) }
  }

  /// A letter's or alert's name is also a file's, so it must be a plain word.
  private mutating func name(_ key: String) -> String? {
    reader.value(key, expected: "a name of small letters, digits and hyphens") {
      RuleName.isValid($0) ? $0 : nil
    }
  }

  private mutating func endsWhen() -> Registration? {
    guard let node = reader.node("ends-when") else { return nil }
    var inner = MappingReader(node, describing: "“ends-when”")
    inner.require("registration")
    let registration: Registration? = inner.choice("registration")
    reader.note(inner.finish())
    return registration
  }

  private mutating func check(_ form: Route.Form, goesTo recipient: Recipient) {
    let (subject, allowed): (String, [Recipient]) =
      switch form {
      case .letter: ("a letter", [.registeredPractice, .parent])
      case .alert: ("an alert", [.icr])
      case .worklist: ("a worklist item", [.safeguardingTeam])
      }
    guard !allowed.contains(recipient), let place = reader.node("to")?.location else { return }
    let words = allowed.map(\.rawValue).joined(separator: ", ")
    reader.note("\(subject) cannot go to “\(recipient.rawValue)”, only to \(words)", at: place)
  }

  private mutating func checkOtherwise(
    _ form: Route.Form,
    _ otherwise: Recipient?,
    insteadOf recipient: Recipient
  ) {
    guard let otherwise, let place = reader.node("otherwise")?.location else { return }
    guard case .letter = form else {
      return reader.note("“otherwise” is for letters only", at: place)
    }
    if otherwise != .safeguardingTeam {
      reader.note(
        "a letter to “\(recipient.rawValue)” cannot go to “\(otherwise.rawValue)” instead",
        at: place
      )
    }
  }

  private mutating func checkEnding(_ form: Route.Form) {
    if case .alert = form { return }
    for key in ["ends-after", "ends-when"] {
      guard let place = reader.node(key)?.location else { continue }
      reader.note("“\(key)” is for alerts only", at: place)
    }
  }
}

import AttendanceModel
import Letters
import NotifyPolicy
import Reporting
import RuleEngine
import RuleLanguage

/// Says in words what the records of one person's attendances hold.
struct ChronologyVisits {
  let found: PersonTimeline
  let book: RuleBook
  let wording: Wording
  /// By code; empty when no directory is given.
  let practices: [String: Practice]
  /// The triggers that hold.
  let triggers: [Trigger]
  /// By attendance, the ledger's name of the source; empty without a ledger.
  let sources: [AttendanceKey: String]

  private var timeline: [Attendance] { found.attendances }

  /// The visits, in S1's order.
  var visits: [Chronology.Visit] {
    timeline.indices.map { place in
      let attendance = timeline[place]
      return Chronology.Visit(
        arrival: attendance.arrival,
        age: attendance.age,
        department: wording.departmentType(attendance.departmentType) ?? "Department not recorded",
        kind: wording.words(.category, attendance.category.rawValue)
          ?? attendance.category.rawValue,
        site: attendance.siteCode.map { "\("site \($0)", .sites)" },
        marks: marks(attendance),
        facts: facts(attendance, after: place > 0 ? timeline[place - 1] : nil),
        rules: rules(attendance),
        source: source(attendance)
      )
    }
  }

  /// Who the person is, as their attendances say, the latest first.
  var child: Chronology.Child {
    var child = Chronology.Child()
    let latest = timeline.reversed()
    child.names = Self.distinct(latest.compactMap { Self.name($0.patient) })
      .map { "\($0, .names)" }
    child.birthDates = Self.distinct(latest.compactMap(\.patient.birthDate))
      .map { "\(Self.words($0), .birthDate)" }
    child.nhsNumbers = Self.distinct(latest.compactMap(\.patient.nhsNumber?.grouped))
      .map { "\($0, .numbers)" }
    // A local id beside two NHS numbers would lead from one to the other (S3).
    if !found.conflicts.contains(.twoNHSNumbers) {
      let locals = latest.compactMap { attendance -> RedactableText? in
        attendance.patient.localPatientID.map {
          "\($0, .numbers)\(" (provider \(attendance.key.providerCode))", .sites)"
        }
      }
      child.localNumbers = Self.distinct(locals)
    }
    if let last = latest.first(where: { !Self.address($0).isEmpty }) {
      child.address = Chronology.Recorded(
        "\(Self.address(last), .addresses)",
        on: last.arrival.day
      )
    }
    if let last = latest.first(where: { $0.registration != .unknown }) {
      child.practice = Chronology.Recorded("\(practice(last), .practices)", on: last.arrival.day)
    }
    return child
  }

  // MARK: Marks and rules

  private func marks(_ attendance: Attendance) -> Set<Chronology.Mark> {
    var marks: Set<Chronology.Mark> = []
    let codes = attendance.diagnoses.map(\.code)
    let presented = codes + [attendance.chiefComplaint].compactMap(\.self)
    let ended = codes + [attendance.dischargeStatus].compactMap(\.self)
    let day = attendance.arrival.day
    if attendance.injury != Attendance.Injury()
      || presented.contains(where: { book.injuries?.contains($0, on: day) ?? false })
    {
      marks.insert(.injury)
    }
    if !concerns(attendance).isEmpty { marks.insert(.concern) }
    if ended.contains(where: { book.leftEarly.contains($0, on: day) }) { marks.insert(.leftEarly) }
    return marks
  }

  private func concerns(_ attendance: Attendance) -> [String] {
    attendance.safeguardingConcerns.filter { !book.safetyCodes.noConcern.contains($0) }
  }

  private func rules(_ attendance: Attendance) -> [RedactableText] {
    triggers.filter { $0.attendance == attendance.key }.sorted().map { trigger in
      let title = book.title(of: trigger.rule, version: trigger.ruleVersion)
      guard trigger.window.lowerBound < trigger.window.upperBound else { return "“\(title)”" }
      return
        "“\(title)”: \(trigger.count) counted from \(Self.words(trigger.window.lowerBound)) to \(Self.words(trigger.window.upperBound))"
    }
  }

  private func source(_ attendance: Attendance) -> [RedactableText] {
    let feed = sources[attendance.key].map { ", feed “\($0)”" } ?? ""
    return [
      "\("Provider \(attendance.key.providerCode)\(feed)", .sites)",
      "Attendance \(attendance.key.attendanceID, .numbers)",
    ]
  }

  // MARK: Facts

  private func facts(_ attendance: Attendance, after previous: Attendance?) -> [Chronology.Fact] {
    var facts: [Chronology.Fact] = []
    let add = { (label: String, text: RedactableText?) in
      if let text { facts.append(Chronology.Fact(label, text)) }
    }
    let always = { (label: String, text: RedactableText) in
      facts.append(Chronology.Fact(label, text, isAlwaysThere: true))
    }
    add("Came from", attendance.attendanceSource.map { "\(said($0))" })
    always("Complaint", "\(attendance.chiefComplaint.map(said) ?? "not recorded", .clinical)")
    always("Diagnosis", "\(diagnosis(attendance), .clinical)")
    add("Injury", injury(attendance.injury))
    add("Mobility", attendance.patient.mobility.map { "\($0.rawValue)" })
    always("Safeguarding", "\(safeguarding(attendance), .concerns)")
    add("Looked after", attendance.patient.isLookedAfter.map { $0 ? "yes" : "no" })
    add(
      "Child protection plan",
      attendance.patient.hasChildProtectionPlan.map { $0 ? "yes" : "no" }
    )
    add("How it ended", "\(ending(attendance))")
    add("Date of death", attendance.patient.deathDate.map { "\(Self.words($0))" })
    always("GP practice", "\(practice(attendance), .practices)")
    add("Address changed", previous.flatMap { Self.moved(from: $0, to: attendance) })
    add("GP practice changed", previous.flatMap { changedPractice(from: $0, to: attendance) })
    add("Could not be read", unreadable(attendance))
    if isThin(attendance) {
      add("Not kept", "what no rule needs: no rule is about a person of this age")
    }
    return facts
  }

  private func said(_ code: String) -> String { book.descriptions.words(code) ?? code }

  private func diagnosis(_ attendance: Attendance) -> String {
    guard !attendance.diagnoses.isEmpty else { return "not recorded" }
    return attendance.diagnoses.map { diagnosis in
      said(diagnosis.code) + (diagnosis.qualifier.map { " (\(Self.qualifier($0)))" } ?? "")
    }.joined(separator: "; ")
  }

  /// Source: ECDS, EMERGENCY CARE DIAGNOSIS QUALIFIER (SNOMED CT).
  private static func qualifier(_ code: String) -> String {
    switch code {
    case "410605003": "confirmed"
    case "415684004": "suspected"
    default: "qualifier code \(code)"
    }
  }

  private func injury(_ injury: Attendance.Injury) -> RedactableText? {
    guard injury != Attendance.Injury() else { return nil }
    let time = injury.time.map { " at \($0)" } ?? ""
    let before: [String?] = [
      injury.date.map { "on \(Self.words($0))\(time)" }, injury.place.map { "place: \(said($0))" },
    ]
    let after: [String?] = [
      injury.mechanism.map { "mechanism: \(said($0))" },
      injury.activity.map { "activity: \(said($0))" },
    ]
    let first = before.compactMap(\.self).joined(separator: "; ")
    let last = after.compactMap(\.self).joined(separator: "; ")
    // Always there, so that a copy without it does not tell an assault by the gap.
    let intent = injury.intent.map(said) ?? "not recorded"
    let parts: [RedactableText] =
      (first.isEmpty ? [] : ["\(first, .clinical)"]) + ["intent: \(intent, .clinical, .concerns)"]
      + (last.isEmpty ? [] : ["\(last, .clinical)"])
    return parts.joined(by: "; ")
  }

  private func safeguarding(_ attendance: Attendance) -> String {
    let concerns = concerns(attendance)
    if !concerns.isEmpty { return concerns.map(said).joined(separator: "; ") }
    if let none = attendance.safeguardingConcerns.first { return said(none) }
    return "nothing recorded"
  }

  private func ending(_ attendance: Attendance) -> String {
    let parts = [attendance.dischargeStatus, attendance.dischargeDestination]
      .compactMap(\.self).map(said)
    return parts.isEmpty ? "not recorded" : parts.joined(separator: "; ")
  }

  private func practice(_ attendance: Attendance) -> String {
    switch attendance.registration {
    case .none: return "recorded as not registered"
    case .notApplicable: return "recorded as not applicable"
    case .unknown: return "not recorded"
    case .registered:
      let code = attendance.practiceCode ?? ""
      return practices[code].map { "\($0.name) (\(code))" } ?? "practice \(code)"
    }
  }

  /// An address other than at the visit before; a visit that says nothing changes nothing.
  private static func moved(from previous: Attendance, to attendance: Attendance)
    -> RedactableText?
  {
    let (before, now) = (address(previous), address(attendance))
    guard !before.isEmpty, !now.isEmpty, folded(before) != folded(now) else { return nil }
    return "\("\(now); at the visit before: \(before)", .addresses)"
  }

  private func changedPractice(from previous: Attendance, to attendance: Attendance)
    -> RedactableText?
  {
    guard previous.registration != .unknown, attendance.registration != .unknown,
      previous.practiceCode != attendance.practiceCode
    else { return nil }
    return "\("at the visit before: \(practice(previous))", .practices)"
  }

  private func unreadable(_ attendance: Attendance) -> RedactableText? {
    guard !attendance.unreadable.isEmpty else { return nil }
    let words = attendance.unreadable.map { $0.rawValue.replacing("_", with: " ") }.sorted()
    return "\(words.joined(separator: ", "))"
  }

  /// Of a row that no rule is about the ledger keeps only what counts and links (S14).
  private func isThin(_ attendance: Attendance) -> Bool {
    sources[attendance.key] != nil && !book.engine.mayBeAbout(attendance)
  }

  // MARK: Words

  /// `3 March 2026`.
  static func words(_ day: CivilDay) -> String { MonthNames.day(day) }

  private static func name(_ patient: Attendance.Patient) -> String? {
    let parts = [patient.familyName?.uppercased(), patient.givenName].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private static func address(_ attendance: Attendance) -> String {
    (attendance.patient.addressLines + [attendance.patient.postcode ?? ""])
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private static func folded(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  private static func distinct<Value: Equatable>(_ values: [Value]) -> [Value] {
    values.reduce(into: []) { distinct, value in
      if !distinct.contains(value) { distinct.append(value) }
    }
  }
}

extension RuleBook {
  /// What people call a rule; the name of one that the folder no longer has.
  func title(of name: String, version: Int? = nil) -> String {
    let versions = rules.filter { $0.name == name }
    return (versions.first { $0.version == version } ?? versions.last)?.title ?? name
  }
}

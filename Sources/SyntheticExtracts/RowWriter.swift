import AttendanceModel
import ExtractReading

/// One row to be written.
struct Row {
  /// What a row is of its attendance.
  enum Kind: UInt8 {
    case original, correction, deletion, duplicate, badRow
  }

  /// The order of rows in a day's file.
  var order: UInt64
  var visit: Visit
  var kind: Kind
  var flaw: UInt8 = 0
  /// Whether it is its attendance's latest version, and that is live.
  var isLive: Bool
  /// When the version was made.
  var versionDay: Int32
  var versionMinute: Int16
  var born: Int32
  var sex: UInt8
}

/// Writes rows in a layout.
struct RowWriter {
  /// What is wrong with a row that cannot be read.
  enum Flaw: String, CaseIterable {
    case noID = "no attendance id"
    case noProvider = "no provider code"
    case noArrival = "no arrival date"
    case unreadableArrival = "an arrival date that is none"
    case tooFew = "a value too few"
    case tooMany = "a value too many"
  }

  private let layout: Layout
  private let population: Population
  private let people: PeopleTexts
  private let delimiter: UInt8
  private let unreadable: [UInt8]
  let flaws: [Flaw]

  init(_ population: Population) {
    layout = population.layout
    self.population = population
    let form = layout.profile.form
    people = PeopleTexts(form, seed: population.plan.seed)
    delimiter = form.delimiter
    unreadable = LayoutText.cell("not known", form)
    let needs = layout.columns.compactMap(\.need)
    let hasProvider =
      needs.contains(.provider)
      && FieldWriting(.providerCode, of: layout.profile).standing == nil
    flaws = Flaw.allCases.filter { $0 != .noProvider || hasProvider }
  }

  /// The header line.
  var header: [UInt8] {
    let names = layout.columns.map { LayoutText.cell($0.name, layout.profile.form) }
    return Array(names.joined(separator: [delimiter])) + [0x0A]
  }

  /// What is wrong with a bad row.
  func flaw(of row: Row) -> Flaw { flaws[Int(row.flaw) % flaws.count] }

  /// Appends a row as a line.
  func append(_ row: Row, to text: inout [UInt8]) {
    let flaw = row.kind == .badRow ? flaw(of: row) : nil
    let person = people.person(row.visit.person)
    let count = layout.columns.count - (flaw == .tooFew ? 1 : 0)
    for place in 0..<count {
      if place > 0 { text.append(delimiter) }
      let column = layout.columns[place]
      if let flaw, let need = column.need {
        switch (flaw, need) {
        case (.noID, .attendanceID), (.noProvider, .provider), (.noArrival, .arrival): continue
        case (.unreadableArrival, .arrival):
          text.append(contentsOf: unreadable)
          continue
        default: break
        }
      }
      append(column.cell, row, person, to: &text)
    }
    if flaw == .tooMany { text.append(delimiter) }
    text.append(0x0A)
  }

  private func append(
    _ cell: Layout.Cell,
    _ row: Row,
    _ person: PeopleTexts.Person,
    to text: inout [UInt8]
  ) {
    let visit = row.visit
    switch cell {
    case .place(let cells): text.append(contentsOf: cells[Int(visit.place)])
    case .category(let cells): text.append(contentsOf: cells[Int(visit.category.rawValue)])
    case .finding(let cells): text.append(contentsOf: cells[Int(visit.finding)])
    case .findingUnlessDead(let cells, let dead):
      text.append(contentsOf: visit.category == .dead ? dead : cells[Int(visit.finding)])
    case .practice(let cells): text.append(contentsOf: cells[Int(visit.practice)])
    case .mobility(let cells): text.append(contentsOf: cells[Int(visit.mobility.rawValue)])
    case .sex(let cells): text.append(contentsOf: cells[Int(row.sex)])
    case .outcome(let cells): text.append(contentsOf: cells[Int(visit.outcome)])
    case .numberStatus(let cells): text.append(contentsOf: cells[hasNumber(visit) ? 1 : 0])
    case .updateType(let usual, let delete):
      text.append(contentsOf: row.kind == .deletion ? delete : usual)
    case .attendanceID: text.append(digits: 10, of: visit.id)
    case .nhsNumber:
      guard hasNumber(visit) else { return }
      text.append(digits: 10, of: population.nhsNumber(of: visit.person))
    case .localID(let prefix):
      guard visit.identity == .both || visit.identity == .localOnly else { return }
      text.append(contentsOf: prefix)
      text.append(digits: 8, of: UInt64(visit.person))
    case .familyName: if visit.identity != .none { text.append(contentsOf: person.family) }
    case .givenName: if visit.identity != .none { text.append(contentsOf: person.given) }
    case .postcode: if visit.identity != .none { text.append(contentsOf: person.postcode) }
    case .addressLine(let line):
      if visit.identity != .none { text.append(contentsOf: person.address[line]) }
    default: appendTime(cell, row, to: &text)
    }
  }

  private func appendTime(_ cell: Layout.Cell, _ row: Row, to text: inout [UInt8]) {
    let visit = row.visit
    switch cell {
    case .age(let bands): appendAge(bands, row, to: &text)
    case .birthDay(let days): days.append(row.born, to: &text)
    case .arrivalDay(let days): days.append(visit.day, to: &text)
    case .arrivalTime(let times): times.append(visit.minute, to: &text)
    case .arrivalStamp(let days, let times, let hasOffset):
      appendStamp(days, times, visit.day, visit.minute, hasOffset, to: &text)
    case .injuryDay(let days): if visit.hasInjuryDate { days.append(visit.day, to: &text) }
    case .injuryTime(let times): if visit.hasInjuryDate { times.append(visit.minute, to: &text) }
    case .injuryStamp(let days, let times, let hasOffset):
      guard visit.hasInjuryDate else { return }
      appendStamp(days, times, visit.day, visit.minute, hasOffset, to: &text)
    case .versionDay(let days): days.append(row.versionDay, to: &text)
    case .versionTime(let times): times.append(row.versionMinute, to: &text)
    case .versionStamp(let days, let times, let hasOffset):
      appendStamp(days, times, row.versionDay, row.versionMinute, hasOffset, to: &text)
    default: break
    }
  }

  private func hasNumber(_ visit: Visit) -> Bool {
    visit.identity == .both || visit.identity == .numberOnly
  }

  /// A date alone when no time is recorded.
  private func appendStamp(
    _ days: DayTexts,
    _ times: TimeTexts,
    _ day: Int32,
    _ minute: Int16,
    _ hasOffset: Bool,
    to text: inout [UInt8]
  ) {
    days.append(day, to: &text)
    guard minute >= 0 else { return }
    text.append(hasOffset ? UInt8(ascii: "T") : UInt8(ascii: " "))
    times.append(minute, to: &text)
    guard hasOffset else { return }
    let civil = Arrival(CivilDay(rawValue: day), ClockTime(uncheckedMinutes: minute))
    let isSummer = LondonClock.offset(atCivil: civil) > 0
    text.append(contentsOf: isSummer ? Self.summer : Self.winter)
  }

  private static let summer = Array(":00+01:00".utf8)
  private static let winter = Array(":00+00:00".utf8)

  /// Whole years, or the band that holds an infant's days.
  private func appendAge(_ bands: [Layout.AgeBand], _ row: Row, to text: inout [UInt8]) {
    let days = Int(row.visit.day - row.born)
    if days < 365, let band = bands.first(where: { $0.days.contains(days) }) {
      text.append(contentsOf: band.cell)
      return
    }
    let (birth, now) = (
      CivilDay(rawValue: row.born).components, CivilDay(rawValue: row.visit.day).components
    )
    let years = now.year - birth.year - ((now.month, now.day) < (birth.month, birth.day) ? 1 : 0)
    if years >= 100 {
      text.append(digits: 3, of: UInt64(years))
    } else {
      text.append(digits: years < 10 ? 1 : 2, of: UInt64(years))
    }
  }
}

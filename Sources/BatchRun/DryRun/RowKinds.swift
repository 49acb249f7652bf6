import AttendanceModel
import ExtractReading
import Reporting
import Synchronization

/// What a report tells rows apart by: few kinds for many rows, so that a row needs one number.
struct RowKind: Hashable, Sendable {
  /// The number of the rules' answers.
  var answers: UInt32
  /// The site, or the provider of a row without one, as ``RowKindList`` numbers them.
  var site: UInt32
  /// The age that the row gives without a birth date; with one it is worked out when asked for.
  var recordedAge: AgeGroup
}

/// Different kinds of rows, each kept once and numbered.
///
/// Numbers depend on which thread meets a kind first, the kinds do not.
final class RowKindList: Sendable {
  private struct Store {
    var kinds: [RowKind] = []
    var numbers: [RowKind: UInt32] = [:]
    var sites: [String] = []
    var siteNumbers: [String: UInt32] = [:]
  }

  /// Put on the numbers of providers, so that a site's number is less and wins.
  private static let provider: UInt32 = 1 << 31

  private let store = Mutex(Store())

  /// The number of a kind, made when it is new.
  func number(of kind: RowKind) -> UInt32 {
    store.withLock { store in
      if let known = store.numbers[kind] { return known }
      let number = UInt32(store.kinds.count)
      store.kinds.append(kind)
      store.numbers[kind] = number
      return number
    }
  }

  /// The number of what an attendance, or one cell of it, says about its place; none is `.max`.
  func site(of attendance: Attendance) -> UInt32 {
    if let site = attendance.siteCode { return number(ofSite: site) }
    let provider = attendance.key.providerCode
    return provider.isEmpty ? .max : number(ofSite: "\(provider), no site given") | Self.provider
  }

  private func number(ofSite name: String) -> UInt32 {
    store.withLock { store in
      if let known = store.siteNumbers[name] { return known }
      let number = UInt32(store.sites.count)
      store.sites.append(name)
      store.siteNumbers[name] = number
      return number
    }
  }

  /// All kinds so far, by number.
  var all: [RowKind] { store.withLock { $0.kinds } }

  /// The names of all sites in byte order, and where each number stands among them.
  var sites: (names: [String], places: [UInt32: Int]) {
    let sites = store.withLock { $0.sites }
    let names = sites.sorted { precedesAsBytes($0, $1) }
    var places: [UInt32: Int] = [:]
    for (number, name) in sites.enumerated() {
      let place = names.firstIndex(of: name) ?? 0
      places[UInt32(number)] = place
      places[UInt32(number) | Self.provider] = place
    }
    return (names, places)
  }
}

/// Numbers rows by their kind, asking the list only for what was not met lately.
///
/// One thread's own.
struct RowKindMemory {
  private static let size = 1 << 10

  private let list: RowKindList
  private var known: [(kind: RowKind, number: UInt32)?] = Array(repeating: nil, count: size)

  init(_ list: RowKindList) {
    self.list = list
  }

  /// Puts the number of its kind in the place of the number of each row's answers.
  mutating func number(_ batch: inout RowBatch) {
    for index in batch.rows.indices where batch.rows[index].kind == .version {
      let row = batch.rows[index]
      let attendance = row.attendance.map { batch.attendances[Int($0)] }
      let kind = RowKind(
        answers: row.content,
        site: attendance.map { list.site(of: $0) } ?? row.mark,
        recordedAge: row.birthDate == nil ? AgeGroup(attendance?.age ?? row.age) : .unknown
      )
      batch.rows[index].content = number(of: kind)
    }
  }

  private mutating func number(of kind: RowKind) -> UInt32 {
    let mixed =
      (UInt64(kind.answers) << 32 | UInt64(kind.site) ^ UInt64(kind.recordedAge.rawValue) << 24)
      &* 0x9E37_79B9_7F4A_7C15
    let place = Int(mixed >> 54)
    if let known = known[place], known.kind == kind { return known.number }
    let number = list.number(of: kind)
    known[place] = (kind, number)
    return number
  }
}

/// Random extracts in the layout that needs no profile, full of what goes wrong in real ones.
extension SplitMix64 {
  /// The bytes of an extract: few keys and persons, so that versions, deletions and joins meet.
  package mutating func dirtyExtract(upTo most: Int) -> [UInt8] {
    var columns = Self.columns.filter { Self.needed.contains($0.name) || !once(in: 5) }
    if once(in: 3) { columns.shuffle(using: &self) }
    if once(in: 6) { columns.append(("unheard_of", ["a,b", "", "\""])) }
    let lineEnd = choose(["\n", "\n", "\r\n"])
    let quotesAll = once(in: 5)
    var bytes: [UInt8] = once(in: 6) ? [0xEF, 0xBB, 0xBF] : []
    bytes += columns.map(\.name).joined(separator: ",").utf8
    bytes += lineEnd.utf8
    for _ in 0..<Int.random(in: 0...most, using: &self) {
      let cells = columns.map { cell(choose($0.values), quoted: quotesAll || once(in: 12)) }
      bytes += row(cells).joined(separator: ",").utf8
      if once(in: 200) { bytes.append(0xFF) }
      bytes += (once(in: 60) ? choose(["\n", "\r\n", "\r", "\n\n", "\n \t\n"]) : lineEnd).utf8
    }
    if once(in: 3), let last = bytes.last, last == UInt8(ascii: "\n") { bytes.removeLast() }
    if once(in: 8) { bytes.append(contentsOf: choose([[0x1A], [0x20, 0x20], [0x0A, 0x0A]])) }
    if once(in: 12) { spoil(&bytes) }
    return bytes
  }

  /// Breaks the rules of CSV somewhere.
  private mutating func spoil(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0...bytes.count, using: &self)
    bytes.insert(choose([UInt8(ascii: "\""), 0, UInt8(ascii: "\"")]), at: place)
  }

  private mutating func cell(_ text: String, quoted: Bool) -> String {
    guard quoted || text.contains(where: { ",\"\r\n".contains($0) || $0 == "\r\n" }) else {
      return text
    }
    return "\"\(text.replacing("\"", with: "\"\""))\""
  }

  /// Sometimes a value too few or too many.
  private mutating func row(_ cells: [String]) -> [String] {
    if once(in: 80) { return Array(cells.dropLast(Int.random(in: 1...3, using: &self))) }
    return once(in: 80) ? cells + ["more"] : cells
  }

  private static let needed: Set<String> = ["attendance_id", "provider_code", "arrival_date"]

  private static let columns: [(name: String, values: [String])] = [
    (
      "attendance_id",
      (1...60).map { "A\($0)" } + [
        "", " A1", "\u{C9}1", "E\u{301}1", "a\u{1}b", String(repeating: "8", count: 30),
      ]
    ),
    ("provider_code", ["RJE", "RJE", "RJE", "RZ9", "RZ9", "ELEVENBYTES", "R\u{E9}"]),
    ("department_type", ["01", "01", "01", "02", "03", "04", "", " 01 ", "zz"]),
    ("attendance_category", ["1", "1", "1", "2", "3", "4", "X", "", "9"]),
    (
      "arrival_date",
      (1...28).flatMap {
        ["2026-05-\($0 < 10 ? "0" : "")\($0)", "2026-08-\($0 < 10 ? "0" : "")\($0)"]
      }
        + ["2025-10-26", "2026-02-30", "", "1800-01-01", "2031-01-01", "2026-05-01 10:00"]
    ),
    ("arrival_time", ["10:00", "10:01", "23:59:59", "", "25:00", "01:30Z", "00:30+01:00", "9:00"]),
    (
      "nhs_number",
      [
        "9990000018", "9990000026", "9990000034", "999 000 0042", "9990000050", "9990000019", "",
        "401 023 2137",
      ]
    ),
    ("local_patient_id", ["P1", "P2", "P3", "P4", "", "", " P1", "P\u{E9}", "Pe\u{301}"]),
    (
      "birth_date",
      [
        "2018-03-02", "2018-03-02", "2026-03-02", "2008-05-15", "2008-01-01", "", "bad",
        "2030-01-01", "1901-01-01",
      ]
    ),
    ("age_at_arrival", ["7", "0", "18", "999", "x", ""]),
    ("address_line_1", ["1 Road, Town", "\"The\" House", "line\nbreak", "line\r\nbreak", ""]),
    ("gp_practice_code", ["V81997", "A81001", "", "V81999", "\u{E9}"]),
    ("chief_complaint", ["", "283025007", "125668004", "12345678", "cough"]),
    (
      "diagnosis_1", ["", "283025007", "125668004", "1.2E+9", "a long text that is no code at all"]
    ),
    ("diagnosis_2", ["", "283025007", "", "125668004"]),
    ("injury_date", ["", "", "2026-05-01", "2026-05-05", "bad"]),
    ("injury_time", ["", "", "", "10:00", "23:30Z", "bad"]),
    ("mobility", ["", "mobile", "Non-Mobile", "non-mobile", "?"]),
    ("update_type", ["", "", "", "9", "1", "7"]),
    (
      "applicable_datetime",
      [
        "", "", "2026-06-01 10:00:00", "2026-06-01T09:00:00Z", "2026-06-02", "2025-10-26 01:30:00",
        "2026-06-01 10:00:00.5", "bad", "9999-12-31 00:00", "2026-06-01 bad",
      ]
    ),
  ]
}

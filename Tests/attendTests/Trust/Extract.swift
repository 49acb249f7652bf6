/// An extract in the standard layout, written from a short table.
///
/// The table's first line names columns, its cells may be padded with spaces, and what it leaves
/// out is filled in: a child of eight, registered with an open practice, at an A&E department for
/// the first time, whose number is verified. Attendances without an id of their own are A1, A2 ….
/// The column `child` stands for an NHS number: child 0 has the first of ``numbers``.
struct Extract {
  static let numbers = [
    "9990000018", "9990000026", "9990000034", "9990000042", "9990000050", "9990000069",
    "9990000077", "9990000085", "9990000093", "9990000115", "9990000123", "9990000131",
  ]
  static let practice = "Y99001"

  private static let ordinary: KeyValuePairs = [
    "attendance_id": "", "provider_code": "RZ9", "site_code": "RZ901", "department_type": "01",
    "attendance_category": "1", "arrival_date": "", "arrival_time": "10:00",
    "nhs_number": numbers[0], "nhs_number_status": "01", "family_name": "Test-Larch",
    "given_name": "Robin", "birth_date": "2018-03-02", "sex": "1",
    "address_line_1": "1 Invented Road", "address_line_2": "Sampletown", "postcode": "XX1 9ZZ",
    "gp_practice_code": practice, "chief_complaint": "", "diagnosis_1": "",
  ]

  let text: String

  /// Fills in a table; `dropped` are columns that the extract is to be without.
  init(_ table: String, without dropped: Set<String> = []) {
    let lines = table.split(separator: "\n").map(Self.cells)
    let named = lines.first ?? []
    let columns =
      Self.ordinary.map(\.key).filter { !dropped.contains($0) }
      + named.filter { name in name != "child" && !Self.ordinary.contains { $0.key == name } }
    var text = columns.joined(separator: ",") + "\n"
    for (number, cells) in lines.dropFirst().enumerated() {
      var row = Dictionary(uniqueKeysWithValues: Self.ordinary.map { ($0.key, $0.value) })
      row["attendance_id"] = "A\(number + 1)"
      for (name, cell) in zip(named, cells) { row[name] = cell }
      if let child = row["child"].flatMap({ Int($0) }) { row["nhs_number"] = Self.numbers[child] }
      text += columns.map { row[$0] ?? "" }.joined(separator: ",") + "\n"
    }
    self.text = text
  }

  private static func cells(_ line: Substring) -> [String] {
    line.split(separator: ",", omittingEmptySubsequences: false).map { cell in
      String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }
}

import ExtractReading
import NotifyPolicy

/// Reads the national practice directory (`epraccur` layout) or a file with named columns.
///
/// Source of the layout: NHS Organisation Data Service, epraccur: code, name, …, address lines
/// 5–9, postcode 10, …, status 13; no header line.
enum PracticeDirectory {
  /// The practices of a file, by code.
  ///
  /// - Throws: the refusal of a file that cannot be read as CSV, or ``RunFault`` for one that has
  ///   neither the national layout nor the columns `code`, `name`, `address_1`…, `status`.
  static func read(_ path: String) throws -> [String: Practice] {
    let table = try CSVTable(path: path, hasHeader: false)
    guard let first = table.rows.first else { return [:] }
    let names = first.values.map { $0.lowercased() }
    let layout: Layout
    if names.contains("code") {
      guard let named = Layout(naming: names) else {
        throw RunFault(
          .configuration,
          "\(path) needs the columns code, name, address_1 …, postcode, status and may have mailbox"
        )
      }
      layout = named
    } else if first.values.count >= 13 {
      layout = .national
    } else {
      throw RunFault(
        .configuration,
        "\(path) is not a practice directory: it has \(first.values.count) columns, the national layout at least 13"
      )
    }
    if let short = table.rows.first(where: { $0.values.count != first.values.count }) {
      throw RunFault(
        .configuration,
        "\(path):\(short.line):1: \(short.values.count) columns, where the first line has "
          + "\(first.values.count)"
      )
    }
    var practices: [String: Practice] = [:]
    for row in names.contains("code") ? Array(table.rows.dropFirst()) : table.rows {
      let practice = layout.practice(row.values)
      practices[practice.code] = practice
    }
    return practices
  }

  fileprivate struct Layout {
    var code: Int
    var name: Int
    var address: [Int]
    var postcode: Int
    var status: Int
    var mailbox: Int?

    static let national = Layout(
      code: 0,
      name: 1,
      address: [4, 5, 6, 7, 8],
      postcode: 9,
      status: 12,
      mailbox: nil
    )

    func practice(_ values: [String]) -> Practice {
      Practice(
        code: values[code],
        name: values[name],
        addressLines: address.map { values[$0] }.filter { !$0.isEmpty },
        postcode: values[postcode],
        isOpen: ["A", "ACTIVE"].contains(values[status].uppercased()),
        mailbox: mailbox.map { values[$0] }.flatMap { $0.isEmpty ? nil : $0 }
      )
    }
  }
}

extension PracticeDirectory.Layout {
  /// The places of named columns, or nil when one is missing.
  fileprivate init?(naming names: [String]) {
    guard let code = names.firstIndex(of: "code"), let name = names.firstIndex(of: "name"),
      let postcode = names.firstIndex(of: "postcode"), let status = names.firstIndex(of: "status")
    else { return nil }
    self.init(
      code: code,
      name: name,
      address: names.indices.filter { names[$0].hasPrefix("address") },
      postcode: postcode,
      status: status,
      mailbox: names.firstIndex(of: "mailbox")
    )
  }
}

extension [String: Practice] {
  /// The codes of the practices that have a name, by exact name.
  var codesByName: [String: [String]] {
    Dictionary<String, [Practice]>(grouping: values) { $0.name }
      .mapValues { practices in practices.map(\.code).sorted() }
  }
}

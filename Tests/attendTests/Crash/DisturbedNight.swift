import Foundation
import TemporaryFiles
import Testing

/// A trust before a night that is disturbed: it has told by post and by MESH, has an answer waiting,
/// rows to take back, rows to let go of, and new ones to tell.
///
/// Its MESH client carries off what it finds between the runs and keeps nothing of it, so that
/// nothing but the ledger knows what has been sent.
struct DisturbedNight {
  static let arguments = ["run", "--config", "attend.yaml", "--as-of", "2026-11-02", "--quiet"]
  static let firstArguments = [
    "run", "--config", "attend.yaml", "--as-of", "2026-11-01", "--first-load", "notify", "--quiet",
  ]

  let trust: Trust
  /// What the client has carried off, by name; a name twice is a document sent twice.
  private(set) var carried: [(name: String, content: Data)] = []

  /// Makes the trust; the disturbed night may be the first on an empty ledger.
  init(isFirst: Bool) throws {
    trust = try Trust(
      replacing: [
        "unapproved: allowed": """
        unapproved: allowed
        delivery:
          practice: { to: mesh-drop, client-folder: mesh, from: RZ9HC001, workflow: TEST_WORKFLOW,
                      address: GP0HC001 }
        keep: { attendances: 36 months, notifications: 8 years }
        """
      ]
    )
    try trust.makeClientFolders()
    try trust.receive(
      "one.csv",
      """
      attendance_id, child, birth_date, arrival_date, gp_practice_code, diagnosis_1
      A1, 0, 2018-03-02, 2026-08-01, Y99001,
      A2, 0, 2018-03-02, 2026-08-10, Y99001,
      A3, 0, 2018-03-02, 2026-09-01, Y99001,
      A4, 0, 2018-03-02, 2026-10-28, Y99001,
      B1, 1, 2018-03-02, 2026-10-30, V81997,
      C1, 2, 2015-03-02, 2023-10-30, Y99001,
      C2, 2, 2015-03-02, 2023-11-01, V81997,
      """
    )
    guard !isFirst else { return }
    try run(Self.firstArguments)
    try letClientWork()
    let sent = try #require(carried.first?.name)
    carried = []
    try trust.folder.write(
      """
      <DTSControl><Version>1.0</Version><MessageType>Report</MessageType>
      <LocalId>\(sent)</LocalId><DTSId>20261101000000000001</DTSId>
      <StatusRecord><Event>COLLECT</Event><Status>SUCCESS</Status><StatusCode>00</StatusCode>
      </StatusRecord></DTSControl>
      """,
      to: "mesh/in/report.ctl"
    )
    try trust.receive(
      "two.csv",
      """
      attendance_id, child, birth_date, arrival_date, gp_practice_code, diagnosis_1, update_type
      A2, 0, 2018-03-02, 2026-08-10, Y99001, , 1
      D1, 3, 2026-09-01, 2026-11-01, Y99001, 125668004,
      E1, 4, 2018-03-02, 2026-11-01, V81997, ,
      """
    )
  }

  private init(copying trust: Trust) throws {
    self.trust = try trust.copy()
  }

  /// The same trust in another folder.
  func copy() throws -> DisturbedNight { try DisturbedNight(copying: trust) }

  /// Runs to the end.
  func run(_ arguments: [String]) throws {
    let outcome = try Attend.call(arguments, in: trust.folder.path)
    try #require([0, 2].contains(outcome.code), "\(outcome.said)")
  }

  /// Runs until the nights of an undisturbed trust are published: the night, and one after it on the
  /// same extracts.
  mutating func finish(_ arguments: [String], count: Int) throws {
    repeat {
      try run(arguments)
      try letClientWork()
    } while trust.published.count < count
  }

  /// The client takes every pair whose control file is there.
  mutating func letClientWork() throws {
    let files = FileManager.default
    let out = "\(trust.folder.path)/mesh/out"
    for name in try files.contentsOfDirectory(atPath: out).sorted() where name.hasSuffix(".ctl") {
      let stem = String(name.dropLast(4))
      let content = try #require(files.contents(atPath: "\(out)/\(stem).dat"), "\(stem).dat")
      carried.append((stem, content))
      try files.removeItem(atPath: "\(out)/\(name)")
      try files.removeItem(atPath: "\(out)/\(stem).dat")
    }
  }

  var ledger: LedgerRows {
    get throws { try LedgerRows("\(trust.folder.path)/state/ledger.sqlite") }
  }

  /// What is visible and differs from what an undisturbed trust publishes: half-written files.
  func visibleDifferences(from undisturbed: DisturbedNight) -> [String] {
    let whole = undisturbed.trust.output
    return trust.published.flatMap { name in
      FolderTree("\(trust.folder.path)/out/\(name)").differences(
        from: FolderTree("\(undisturbed.trust.folder.path)/out/\(name)")
      )
    } + trust.output.paths.filter { !$0.hasPrefix(".") && whole.files[$0] == nil }
  }

  /// What differs at the end: documents, what was carried, the ledger, leftovers.
  func differences(from undisturbed: DisturbedNight) throws -> [String] {
    let folder = trust.folder.path
    let leftovers =
      try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out").filter {
        $0.hasPrefix(".")
      } + FileManager.default.contentsOfDirectory(atPath: "\(folder)/mesh/out")
      + FileManager.default.contentsOfDirectory(atPath: "\(folder)/mesh/in")
    let mine = carried.sorted { $0.name < $1.name }
    let theirs = undisturbed.carried.sorted { $0.name < $1.name }
    return trust.output.differences(from: undisturbed.trust.output)
      + (try ledger.differences(from: undisturbed.ledger)) + leftovers
      + (mine.elementsEqual(theirs, by: ==)
        ? [] : ["carried \(mine.map(\.name)) instead of \(theirs.map(\.name))"])
  }
}

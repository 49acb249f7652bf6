import AttendanceModel
import CSVWriting
import ExtractReading

/// Writes the extracts of a sample, and keeps their accounts.
struct ExtractOutput {
  private let folder: SampleFolder
  private let names: ExtractNames
  private let writer: RowWriter
  private let layout: Layout
  private let encoding: TextEncoding
  private(set) var extracts: [GroundTruth.Extract] = []
  private(set) var dirt = GroundTruth.Dirt()
  private var file: SampleFile?
  private var last: CivilDay?
  private var text: [UInt8] = []
  private var isStart = true
  private let dirtFile: SampleFile
  private var dirtLines = CSVLines.bytes([
    ["file", "line", "what", "provider_code", "attendance_id"]
  ])

  private static let blockSize = 1 << 20

  init(_ folder: SampleFolder, _ names: ExtractNames, _ population: Population)
    throws(SampleFault)
  {
    self.folder = folder
    self.names = names
    layout = population.layout
    encoding = layout.profile.form.encoding
    writer = RowWriter(population)
    dirtFile = try folder.open("truth/dirt.csv")
    text.reserveCapacity(Self.blockSize + 4096)
  }

  /// Writes the rows that are sent on a day, in their order.
  mutating func write(_ rows: [Row], on day: Int32) throws(SampleFault) {
    if last.map({ $0.rawValue < day }) ?? true { try begin() }
    for row in rows {
      writer.append(row, to: &text)
      account(row, on: day)
      if text.count >= Self.blockSize { try flush() }
    }
    if dirtLines.count >= Self.blockSize { try flushDirt() }
  }

  /// Ends the last file.
  mutating func close() throws(SampleFault) {
    try end()
    try flushDirt()
    try dirtFile.close()
  }

  private mutating func begin() throws(SampleFault) {
    try end()
    let (name, days) = names.files[extracts.count]
    file = try folder.open("extracts/\(name)")
    extracts.append(GroundTruth.Extract(file: name))
    last = days.upperBound
    isStart = true
    text += writer.header
  }

  private mutating func end() throws(SampleFault) {
    guard let file else { return }
    try flush()
    try file.close()
    self.file = nil
  }

  private mutating func flush() throws(SampleFault) {
    try file?.append(encoding == .utf8 ? text : encoding.bytes(ofUTF8: text, isStart: isStart))
    isStart = false
    text.removeAll(keepingCapacity: true)
  }

  private mutating func flushDirt() throws(SampleFault) {
    try dirtFile.append(dirtLines)
    dirtLines.removeAll(keepingCapacity: true)
  }

  // MARK: Accounts

  private mutating func account(_ row: Row, on day: Int32) {
    let place = extracts.count - 1
    extracts[place].rows += 1
    switch row.kind {
    case .badRow: extracts[place].quarantined += 1
    case .deletion: extracts[place].deleted += 1
    default:
      if row.isLive { extracts[place].attendances += 1 } else { extracts[place].superseded += 1 }
    }
    switch row.kind {
    case .original: break
    case .badRow: dirt.badRows += 1
    case .correction: dirt.corrections += 1
    case .deletion: dirt.deletions += 1
    case .duplicate: dirt.duplicates += 1
    }
    let isLate = (row.kind == .original || row.kind == .badRow) && day > row.visit.day
    if isLate { dirt.late += 1 }
    var what = row.dirt.map { [$0] } ?? []
    if row.kind == .badRow { what = ["bad row: \(writer.flaw(of: row).rawValue)"] }
    if isLate { what.append("late") }
    guard !what.isEmpty else { return }
    let placeOfVisit = Int(row.visit.place)
    dirtLines +=
      CSVLine.exact([
        // Of the header, and from 1.
        extracts[place].file, String(extracts[place].rows + 1), what.joined(separator: ", "),
        layout.readings.providers[placeOfVisit],
        layout.readings.idPrefixes[placeOfVisit] + zeroPadded(Int(row.visit.id), 10),
      ]).utf8
  }
}

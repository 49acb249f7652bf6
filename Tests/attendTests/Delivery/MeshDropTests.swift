import Foundation
import TemporaryFiles
import Testing

/// Delivery by a MESH client's folder: what is put there, once, and what the answers do.
struct MeshDropTests {
  @Test func `a pair has the letter's bytes and a control file that names it`() throws {
    let mesh = try MeshTrust()
    try mesh.receiveFrequentAttender()
    let night = try mesh.trust.firstNight(asOf: "2026-11-01")
    let names = try mesh.names(in: "out")
    let stem = try #require(names.first?.dropLast(4))
    #expect(names == ["\(stem).ctl", "\(stem).dat"])
    let pair = FolderTree("\(mesh.folder)/out")
    #expect(
      pair.files["\(stem).dat"] == night.files.files["letters/practice/2026-11-01-001-L0001.html"]
    )
    #expect(
      pair.text("\(stem).ctl") == """
        <DTSControl>
          <Version>1.0</Version>
          <AddressType>DTS</AddressType>
          <MessageType>Data</MessageType>
          <WorkflowId>TEST_WORKFLOW</WorkflowId>
          <To_DTS>X26ABC2</To_DTS>
          <From_DTS>X26ABC1</From_DTS>
          <LocalId>\(stem)</LocalId>
          <Compress>Y</Compress>
          <AllowChunking>Y</AllowChunking>
          <Encrypted>N</Encrypted>
        </DTSControl>

        """
    )
  }

  @Test(arguments: ["[html, pdf]", "[pdf]"])
  func `where letters are printed, the PDF leaves`(formats: String) throws {
    let mesh = try MeshTrust(formats: formats)
    try mesh.receiveFrequentAttender()
    let night = try mesh.trust.firstNight(asOf: "2026-11-01")
    let out = FolderTree("\(mesh.folder)/out")
    let documents = out.paths.filter { $0.hasSuffix(".dat") }.compactMap { out.files[$0] }
    let letter = try #require(night.files.files["letters/practice/2026-11-01-001-L0001.pdf"])
    #expect(documents == [letter])
    #expect(try mesh.deliveries(asOf: "2026-11-01") == .init(unacknowledged: 1))
  }

  @Test func `nothing waits for a letter that could not be printed`() throws {
    let mesh = try MeshTrust(formats: "[html, pdf]")
    let dates = ["01", "08", "15", "22"]
    let rows = dates.map { "A\($0), 2026-10-\($0), Y99001, Robin\u{10FFFD}" }
    try mesh.trust.receive(
      (["attendance_id, arrival_date, gp_practice_code, given_name"] + rows)
        .joined(separator: "\n")
    )
    let night = try mesh.trust.firstNight(asOf: "2026-11-01")
    #expect(night.items == ["letter-failed": 1] && night.letters.isEmpty)
    #expect(try mesh.names(in: "out") == [])
    #expect(try mesh.deliveries(asOf: "2026-11-01") == .init())
  }

  @Test(arguments: [true, false])
  func `a correction leaves as its letter left, or goes to the team`(isReached: Bool) throws {
    let mesh = try MeshTrust()
    try mesh.receiveFrequentAttender()
    _ = try mesh.trust.firstNight(asOf: "2026-11-01")
    try mesh.carry()
    if !isReached {
      let practices = try mesh.trust.folder.text(of: "practices.csv")
      try mesh.trust.folder.write(practices.replacing("X26ABC2", with: ""), to: "practices.csv")
    }
    try mesh.trust.receive(
      "two.csv",
      "attendance_id, child, arrival_date, applicable_datetime, update_type\n"
        + "A02, , , 2026-11-01T10:00, 1"
    )
    let night = try mesh.trust.night(asOf: "2026-11-02")
    #expect(night.practiceLetters.count == (isReached ? 1 : 0))
    #expect(night.teamLetters.count == (isReached ? 0 : 1))
    let out = FolderTree("\(mesh.folder)/out")
    let documents = out.paths.filter { $0.hasSuffix(".dat") }.compactMap(out.text)
    #expect(documents == night.practiceLetters)
    let controls = out.paths.filter { $0.hasSuffix(".ctl") }.compactMap(out.text)
    #expect(controls.allSatisfy { $0.contains("<To_DTS>X26ABC2</To_DTS>") })
  }

  @Test func `what the client has taken is never written again, whatever it keeps of it`() throws {
    for keeps in [true, false] {
      let mesh = try MeshTrust()
      try mesh.receiveFrequentAttender()
      _ = try mesh.trust.firstNight(asOf: "2026-11-01")
      let sent = try mesh.names(in: "out")
      try mesh.carry()
      if !keeps { for name in sent { try mesh.trust.folder.remove("mesh/sent/\(name)") } }
      _ = try mesh.trust.night(asOf: "2026-11-02")
      #expect(try mesh.names(in: "out") == [])
      guard keeps else { continue }
      // An empty ledger decides the same letter under the same name; the client has had it.
      try mesh.trust.folder.remove("state")
      try mesh.trust.folder.remove("out")
      _ = try mesh.trust.firstNight(asOf: "2026-11-01")
      #expect(try mesh.names(in: "out") == [])
    }
  }

  @Test(arguments: ["14", "EPL-150", "EPL-151", "EPL-152", "EPL-153", "EPL-154", "12"])
  func `what was not delivered is the team's to tell, and covers nothing`(code: String) throws {
    let mesh = try MeshTrust()
    try mesh.receiveFrequentAttender()
    _ = try mesh.trust.firstNight(asOf: "2026-11-01")
    let item = String(try #require(try mesh.names(in: "out").first).dropLast(4))
    try mesh.carry()
    try mesh.report(item, "ERROR", code: code)
    let night = try mesh.trust.night(asOf: "2026-11-02")
    #expect(night.outcome.code == 2)
    #expect(night.items == ["delivery-failed": 1])
    #expect(night.worklist.first?["urgency"] == "urgent")
    #expect(night.worklist.first?["rule"] == "frequent-attender-4-in-6-months")
    #expect(night.worklist.first?["why"] == "2026-11-01-001-L0001; code \(code)")
    #expect(try mesh.deliveries(asOf: "2026-11-02") == .init(undeliverable: 1))
    // The alert of the same rule did arrive: only the letter is told again.
    try mesh.trust.receive(
      "more.csv",
      "attendance_id, child, arrival_date\nA05, 0, 2026-11-02"
    )
    let again = try mesh.trust.night(asOf: "2026-11-03")
    #expect(again.practiceLetters.count == 1 && again.alerts.isEmpty)
  }

  /// Design S9: only what reached its recipient, or is on its way, covers.
  @Test func `what an undelivered letter had covered is told on the night that hears of it`() throws
  {
    let mesh = try MeshTrust()
    try mesh.receiveFrequentAttender()
    _ = try mesh.trust.firstNight(asOf: "2026-11-01")
    try mesh.trust.receive("five.csv", "attendance_id, child, arrival_date\nA05, 0, 2026-11-01")
    let covered = try mesh.trust.night(asOf: "2026-11-02")
    #expect(covered.letters.isEmpty && covered.manifest.counts.covered > 0)
    let item = String(try #require(try mesh.names(in: "out").first).dropLast(4))
    try mesh.carry()
    try mesh.report(item, "ERROR", code: "14")
    let night = try mesh.trust.night(asOf: "2026-11-03")
    #expect(night.items == ["delivery-failed": 1])
    #expect(night.practiceLetters.count == 1 && night.alerts.isEmpty)
  }

  @Test func `an acknowledged item is done with, and its report is gone`() throws {
    let mesh = try MeshTrust("address: practice-mailbox, acknowledged-within: 3 days")
    try mesh.receiveFrequentAttender()
    _ = try mesh.trust.firstNight(asOf: "2026-11-01")
    let item = String(try #require(try mesh.names(in: "out").first).dropLast(4))
    try mesh.carry()
    try mesh.report(item, "SUCCESS", code: "00")
    try mesh.report("ANOTHERS-ITEM", "ERROR", code: "14", name: "others")
    let night = try mesh.trust.night(asOf: "2026-11-02")
    #expect(night.outcome.code == 0 && night.isQuiet)
    #expect(try mesh.deliveries(asOf: "2026-11-02") == .init())
    #expect(try mesh.names(in: "in") == ["others.ctl"])
    #expect(try mesh.trust.night(asOf: "2026-11-20").isQuiet)
  }

  @Test func `an item without an answer is raised once when its time is over`() throws {
    let mesh = try MeshTrust("address: practice-mailbox, acknowledged-within: 3 days")
    try mesh.receiveFrequentAttender()
    _ = try mesh.trust.firstNight(asOf: "2026-11-01")
    let item = String(try #require(try mesh.names(in: "out").first).dropLast(4))
    try mesh.carry()
    try mesh.report(item, "SUCCESS", code: "05")
    #expect(try mesh.trust.night(asOf: "2026-11-04").isQuiet)
    let night = try mesh.trust.night(asOf: "2026-11-05")
    #expect(night.outcome.code == 2 && night.items == ["delivery-overdue": 1])
    #expect(try mesh.trust.night(asOf: "2026-11-06").isQuiet)
    #expect(try mesh.deliveries(asOf: "2026-11-06") == .init(unacknowledged: 1, overdue: 1))
  }

  @Test func `a report that cannot be read is named, and stays`() throws {
    let mesh = try MeshTrust()
    try mesh.receiveFrequentAttender()
    _ = try mesh.trust.firstNight(asOf: "2026-11-01")
    try mesh.trust.folder.write("<DTSControl><LocalId>", to: "mesh/in/broken.ctl")
    let night = try mesh.trust.night(asOf: "2026-11-02")
    #expect(night.outcome.code == 2 && night.outcome.output.contains("in/broken.ctl"))
    #expect(try mesh.names(in: "in") == ["broken.ctl"])
  }

  @Test func `a client's folder that is not there holds up nothing but its letters`() throws {
    let mesh = try MeshTrust()
    try mesh.receiveFrequentAttender()
    try mesh.trust.folder.remove("mesh")
    let night = try mesh.trust.firstNight(asOf: "2026-11-01")
    #expect(night.outcome.code == 2 && night.practiceLetters.count == 1)
    #expect(night.outcome.output.contains("mesh"))
    #expect(try mesh.deliveries(asOf: "2026-11-01") == .init(waiting: 1))
    for name in ["out", "in"] { try mesh.trust.folder.makeFolder("mesh/\(name)") }
    let next = try mesh.trust.night(asOf: "2026-11-02")
    #expect(next.outcome.code == 0)
    #expect(try mesh.names(in: "out").count == 2)
  }

  @Test func `a practice that the way does not reach is the team's to tell`() throws {
    let mesh = try MeshTrust()
    try mesh.receiveFrequentAttender(practice: "Y99004")
    let night = try mesh.trust.firstNight(asOf: "2026-11-01")
    #expect(night.practiceLetters.isEmpty && night.teamLetters.count == 1)
    #expect(try mesh.names(in: "out") == [])
  }

  @Test func `alerts go to the record's mailbox when it has one`() throws {
    let mesh = try MeshTrust(recordMailbox: "X26ABC3")
    try mesh.trust.receive("child, arrival_date, gp_practice_code\n0, 2026-10-30, V81997")
    let night = try mesh.trust.firstNight(asOf: "2026-11-01")
    let pairs = FolderTree("\(mesh.folder)/out")
    let documents = pairs.paths.filter { $0.hasSuffix(".dat") }.compactMap { pairs.files[$0] }
    #expect(
      Set(documents)
        == Set(["flags.ndjson", "alerts.csv"].compactMap { night.files.files["alerts/\($0)"] })
    )
    let controls = pairs.paths.filter { $0.hasSuffix(".ctl") }.compactMap(pairs.text)
    #expect(controls.count == 2 && controls.allSatisfy { $0.contains("<To_DTS>X26ABC3</To_DTS>") })
  }

  /// Design S9: an alert has a Flag or, of somebody whose number is not verified, only its row.
  @Test(arguments: [(file: "flags", status: "01"), (file: "alerts", status: "02")])
  func `an alert whose file did not arrive covers nothing`(file: String, status: String) throws {
    let header = "attendance_id, child, arrival_date, nhs_number_status"
    // The other child's alert goes in the other file.
    let rows = [(0, status), (1, status == "01" ? "02" : "01")].flatMap { child, status in
      ["01", "08", "15", "22"].map { "A\(child)\($0), \(child), 2026-10-\($0), \(status)" }
    }
    for (failing, name) in [("flags", "flags.ndjson"), ("alerts", "alerts.csv")] {
      let mesh = try MeshTrust(recordMailbox: "X26ABC3")
      try mesh.trust.receive("four.csv", ([header] + rows).joined(separator: "\n"))
      #expect(try mesh.trust.firstNight(asOf: "2026-11-01").alerts.count == 2)
      try mesh.trust.receive("five.csv", "\(header)\nA030, 0, 2026-10-30, \(status)")
      let covered = try mesh.trust.night(asOf: "2026-11-02")
      #expect(covered.alerts.isEmpty && covered.manifest.counts.covered > 0)
      let item = try #require(try mesh.names(in: "out").first { $0.contains("-\(failing)-") })
      try mesh.carry()
      try mesh.report(String(item.dropLast(4)), "ERROR", code: "14")
      let night = try mesh.trust.night(asOf: "2026-11-03")
      #expect(night.items == ["delivery-failed": 1] && night.letters.isEmpty)
      #expect(night.worklist.first?["why"] == "2026-11-01-001/alerts/\(name); code 14")
      #expect(night.alerts.map { $0["attendance_id"] } == (failing == file ? ["A030"] : []))
    }
  }

  @Test(arguments: [
    (row: "A, 0, , , 2026-11-02T10:00, 1", status: "entered-in-error"),
    (row: "B, 0, 2026-11-02, Y99001, 2026-11-02T10:00, 9", status: "inactive"),
  ])
  func `an alert whose file did not arrive is still ended`(row: String, status: String) throws {
    let mesh = try MeshTrust(recordMailbox: "X26ABC3")
    let header =
      "attendance_id, child, arrival_date, gp_practice_code, applicable_datetime, update_type"
    try mesh.trust.receive("one.csv", "\(header)\nA, 0, 2026-10-30, V81997, , 9")
    let first = try mesh.trust.firstNight(asOf: "2026-11-01")
    let item = try #require(try mesh.names(in: "out").first { $0.contains("-flags-") })
    try mesh.carry()
    try mesh.report(String(item.dropLast(4)), "ERROR", code: "14")
    #expect(try mesh.trust.night(asOf: "2026-11-02").items == ["delivery-failed": 1])
    try mesh.trust.receive("two.csv", "\(header)\n\(row)")
    let night = try mesh.trust.night(asOf: "2026-11-03")
    #expect(night.flags.map(\.status) == [status])
    #expect(night.alerts.map { $0["identifier"] } == first.alerts.map { $0["identifier"] })
  }

  @Test func `the client's group can read what is put there`() throws {
    let mesh = try MeshTrust("address: practice-mailbox, group: users, mode: \"0660\"")
    try mesh.receiveFrequentAttender()
    _ = try mesh.trust.firstNight(asOf: "2026-11-01")
    for name in try mesh.names(in: "out") {
      let file = try FileManager.default.attributesOfItem(atPath: "\(mesh.folder)/out/\(name)")
      #expect(file[.posixPermissions] as? Int == 0o660)
      #expect(file[.groupOwnerAccountName] as? String == "users")
    }
  }
}

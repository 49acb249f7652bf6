import Foundation
import ICRAlerts
import TemporaryFiles
import Testing

/// Alerts held against the FHIR R4 models of fhir.resources and against our own checks.
struct FHIRTests {
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// What `check.py` says of flags and their bundle; empty when they are in order.
  private func mistakes(_ flags: String, _ bundle: String) throws -> String {
    let folder = try TemporaryFolder()
    try folder.write(flags, to: "flags.ndjson")
    try folder.write(bundle, to: "bundle.json")
    try folder.write("", to: "said")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "\(Self.repository)/.build/fhir/bin/python3")
    process.arguments = [
      "\(Self.repository)/Tests/ICRAlertsTests/fhir/check.py",
      "\(folder.path)/flags.ndjson", "\(folder.path)/bundle.json",
    ]
    let said = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(folder.path)/said"))
    process.standardOutput = said
    process.standardError = said
    try process.run()
    process.waitUntilExit()
    let text = try folder.text(of: "said")
    #expect((process.terminationStatus == 0) == text.isEmpty)
    return text
  }

  private func records() throws -> [AlertRecord] {
    var records = try ["frequent-attender", "safeguarding-concern", "no-registered-gp"]
      .map { try Samples.record($0) }
    records.append(try Samples.record("previous-injuries", detail: ["05-Jan-2026: burn <5% & “x”"]))
    var ended = try Samples.record("frequent-attender", status: .inactive)
    ended.identifier = "ended"
    ended.isKnown = true
    var wrong = try Samples.record("safeguarding-concern", status: .enteredInError, isDraft: true)
    wrong.identifier = "wrong"
    wrong.isKnown = true
    return records + [ended, wrong]
  }

  @Test func `every kind of alert is a Flag, and all are one transaction`() throws {
    let profile = try Samples.profile()
    let flags = try profile.flags(records(), from: Samples.author)
    let bundle = try profile.bundle(records(), from: Samples.author)
    #expect(try mistakes(flags, bundle) == "")
    #expect(try mistakes("", profile.bundle([], from: Samples.author)) == "")
  }

  @Test(arguments: [
    ("\"status\" : \"active\"", "\"status\" : \"done\"", "status is no flag-status"),
    ("\"code\" : \"RC\"", "\"code\" : \"XX\"", "XX is no category of"),
    ("\"value\" : \"9990000018\"", "\"value\" : \"9990000019\"", "a wrong check digit"),
    ("826931000000104", "826931000000105", "a SNOMED CT code has a wrong check digit"),
    ("http://snomed.info/sct", "https://snomed.info/sct", "SNOMED CT has another system"),
    ("\"type\" : \"Patient\"", "\"type\" : \"Group\"", "its subject is no patient"),
    ("\"request\" : {", "\"search\" : {", "bundle: "),
    ("\"ifNoneExist\" : \"identifier", "\"ifNoneExist\" : \"subject", "not conditional"),
    ("\"url\" : \"Flag?identifier", "\"url\" : \"Flag?subject", "an update is not conditional"),
    ("\"type\" : \"transaction\"", "\"type\" : \"batch\"", "the bundle is no transaction"),
    ("\"start\" : \"2026-07-05\"", "\"start\" : \"2026-07\\u00e9\"", "bundle: "),
    ("\"period\" : {", "\"encounter\" : {\"reference\": \"E/1\"}, \"period\" : {", "encounter"),
    ("-8", "-g", "no UUID"),
  ])
  func `what a record would refuse is found`(right: String, wrong: String, says: String) throws {
    let profile = try Samples.profile()
    let bundle = try profile.bundle(records(), from: Samples.author)
    try #require(bundle.contains(right))
    let flags = try profile.flags(records(), from: Samples.author)
    #expect(try mistakes(flags, bundle.replacing(right, with: wrong)).contains(says))
  }

  @Test func `a new alert is created once, a known one replaced, and the last word counts`() throws
  {
    let profile = try Samples.profile()
    let new = try Samples.record("frequent-attender")
    let created = try profile.bundle([new], from: Samples.author)
    #expect(created.contains("\"method\" : \"POST\""))
    #expect(
      created.contains(
        "\"ifNoneExist\" : \"identifier=https://attend.example.nhs.uk/Id/alert"
          + "%7CRZZ-A0001-frequent-attender\""
      )
    )
    var ended = new
    ended.status = .inactive
    ended.isKnown = true
    let updated = try profile.bundle([ended], from: Samples.author)
    #expect(updated.contains("\"method\" : \"PUT\""))
    let both = try profile.bundle([new, ended], from: Samples.author)
    #expect(both.contains("\"status\" : \"inactive\"") && both.contains("\"method\" : \"POST\""))
    #expect(!both.contains("\"status\" : \"active\""))
    #expect(try profile.bundle([new], from: Samples.author) == created)
  }

  @Test func `an alert that is over says why, in the Flag and in the table`() throws {
    let profile = try Samples.profile()
    let wrong = try Samples.record("safeguarding-concern", status: .enteredInError)
    let flag = try profile.flag(wrong, from: Samples.author)
    #expect(flag.contains("\"code\":\"added-in-error\""))
    #expect(profile.table([wrong]).contains(",Added in error,"))
    let active = try profile.flag(Samples.record("safeguarding-concern"), from: Samples.author)
    #expect(!active.contains("alert-end-reason"))
  }

  @Test func `a record that forbids authors and extensions gets neither`() throws {
    let file = "\(Self.repository)/Rules/alerts.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let first = try #require(text.firstRange(of: "end-reason:"))
    let last = try #require(text.firstRange(of: "\nalerts:"))
    let plain = text[..<first.lowerBound] + text[last.lowerBound...]
    let profile = try AlertProfile(
      String(plain).replacing("author: organisation", with: "author: none"),
      file: "alerts.yaml"
    )
    let record = try Samples.record("frequent-attender", status: .inactive)
    let flags = try profile.flags([record], from: Samples.author)
    #expect(!flags.contains("author") && !flags.contains("alert-end-reason"))
    #expect(try mistakes(flags, profile.bundle([record], from: Samples.author)) == "")
  }

  @Test func `the guide names every column of the table`() throws {
    let guide = try String(
      contentsOfFile: "\(Self.repository)/Sources/ICRAlerts/README.md",
      encoding: .utf8
    )
    #expect(AlertProfile.columns.count == 19)
    for column in AlertProfile.columns { #expect(guide.contains("`\(column)`"), "\(column)") }
  }
}

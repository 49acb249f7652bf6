import Foundation
import TemporaryFiles
import Testing

/// Delivery through the National Health Service's own test server.
struct MeshSandboxTests {
  @Test func `the recipient gets the letter byte for byte, and the answers come back`() throws {
    let sandbox = try MeshSandbox()
    let mesh = try MeshTrust()
    try mesh.receiveFrequentAttender(practice: "Y99001", child: 0)
    try mesh.receiveFrequentAttender(practice: "Y99002", child: 1)
    let night = try mesh.trust.firstNight(asOf: "2026-11-01")
    #expect(night.practiceLetters.count == 2)
    #expect(try mesh.names(in: "out").count == 4)
    #expect(try mesh.deliveries(asOf: "2026-11-01") == .init(unacknowledged: 2))

    for verb in ["send", "collect", "report"] {
      try sandbox.bridge(verb, mesh.folder, "X26ABC1")
    }
    #expect(try mesh.names(in: "out") == [])
    let received = FolderTree("\(mesh.folder)/received")
    let arrived = try #require(received.paths.first)
    #expect(received.paths.count == 1 && arrived.hasPrefix("X26ABC2-RZ9-2026-11-01-001-L"))
    let letter = night.files.files.first { path, content in
      path.hasPrefix("letters/practice/") && content == received.files[arrived]
    }
    #expect(letter?.value.isEmpty == false)

    let next = try mesh.trust.night(asOf: "2026-11-02")
    #expect(next.outcome.code == 2)
    #expect(next.items == ["delivery-failed": 1])
    #expect(next.worklist.first?["attendance_id"] == "A14")
    #expect(next.worklist.first?["why"]?.contains("code 12") == true)
    #expect(try mesh.deliveries(asOf: "2026-11-02") == .init(undeliverable: 1))
    #expect(try mesh.names(in: "in") == [] && mesh.names(in: "out") == [])
    #expect(try mesh.trust.night(asOf: "2026-11-03").isQuiet)
  }

  @Test func `a patient whom MESH does not find comes back as EPL-152`() throws {
    let sandbox = try MeshSandbox()
    let mesh = try MeshTrust("address: gp-provider")
    try mesh.receiveFrequentAttender()
    _ = try mesh.trust.firstNight(asOf: "2026-11-01")
    let control = try #require(try mesh.names(in: "out").first { $0.hasSuffix(".ctl") })
    #expect(
      try mesh.trust.folder.text(of: "mesh/out/\(control)")
        .contains("<To_DTS>GPPROVIDER_9990000018_20180302_Test-Larch</To_DTS>")
    )
    try sandbox.bridge("send", mesh.folder, "X26ABC1")
    let next = try mesh.trust.night(asOf: "2026-11-02")
    #expect(next.outcome.code == 2 && next.items == ["delivery-failed": 1])
    #expect(next.worklist.first?["why"]?.contains("EPL-152") == true)
  }
}

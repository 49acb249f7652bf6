import Foundation
import TemporaryFiles
import Testing

/// A sample as a nightly feed, taken by a run.
struct SampleFeedTests {
  @Test func `a run on a daily feed publishes just the triggers, the sums and the bad rows`() throws
  {
    let sample = try Sample(
      [
        "--people", "900", "--from", "2026-08-01", "--to", "2026-10-31", "--daily",
      ] + Sample.manyCases + Sample.allDirt
    )
    let names = sample.truth.extracts.map(\.file)
    #expect(names.count == 92 && names == names.sorted())
    #expect(names.first == "standard-2026-08-01.csv" && names.last == "standard-2026-10-31.csv")
    try sample.expectAgreement()

    let trust = try Trust()
    for name in names {
      try trust.receive(
        name,
        bytes: Array(try sample.folder.text(of: "sample/extracts/\(name)").utf8)
      )
    }
    try trust.folder.write(
      try sample.folder.text(of: "sample/practices.csv"),
      to: "practices.csv"
    )
    let night = try trust.night(asOf: "2026-10-31", firstLoad: "baseline")
    #expect(night.files.text("triggers.csv") == (try sample.triggers))
    let balances = night.manifest.extracts.map(Sample.Balance.init)
    #expect(balances == sample.truth.extracts)

    let bad = try sample.table("dirt.csv").filter { $0["what"]?.hasPrefix("bad row") == true }
      .map { "\($0["file"] ?? "") \($0["line"] ?? "")" }
    let quarantined = try night.files.paths.filter { $0.hasPrefix("quarantine/") }.flatMap { path in
      try (night.files.text(path) ?? "").split(separator: "\n").dropFirst().map { line in
        // Rows have too few or too many values; the three columns stand at the end.
        let values = line.split(separator: ",", omittingEmptySubsequences: false)
        let name = (path as NSString).lastPathComponent
        return "\(name) \(try #require(values.dropLast(2).last))"
      }
    }
    #expect(bad.count > 10 && Set(quarantined) == Set(bad))
  }

  @Test func `files are named as the source's pattern takes them`() throws {
    let rules = try TemporaryFolder()
    let folder = try rules.rules("sources/walk-in.yaml") {
      $0.replacing(
        "delimiter: \";\"",
        with: "delimiter: \";\"\nfile-pattern: WIC_{on:DDMMYYYY}.csv"
      )
    }
    let options = ["--people", "50", "--from", "2026-01-01", "--to", "2026-03-01"]
    let sample = try Sample("walk-in", rules: folder, options + ["--daily"])
    #expect(sample.truth.extracts.first?.file == "WIC_01012026.csv")
    try sample.expectAgreement()
    let refused = try Attend.call(
      ["sample", "--output", "one", "--source", "walk-in", "--rules", folder, "--quiet"] + options,
      in: rules.path
    )
    #expect(refused.code == 78 && refused.mistakes.count == 1)
    #expect(refused.messages.contains("add --daily") && !rules.has("one"))
  }

  @Test func `no file of a day is so bad that it is refused`() throws {
    let sample = try Sample(
      [
        "--people", "9000", "--from", "2026-09-01", "--to", "2026-10-31", "--daily", "--seed", "3",
        "--bad-rows", "4%",
      ]
    )
    #expect(sample.truth.extracts.contains { $0.quarantined > 0 })
    for extract in sample.truth.extracts where extract.quarantined >= 20 {
      #expect(extract.quarantined * 20 <= extract.rows)
    }
    try sample.expectAgreement()
  }
}

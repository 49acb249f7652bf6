import AttendanceModel
import BatchRun
import Foundation
import Linkage
import SeededRandom
import TemporaryFiles
import Testing

/// The fast dry-run, held to the plain one.
struct DryRunAgreementTests {
  private static let asOf = CivilDay(rawValue: 20_818)  // 2026-12-31
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
  private static let book = Result { try RuleBook(folder: "\(root)/Rules") }

  @Test(arguments: RandomCases.seeds)
  func `dirty extracts give what the plain dry-run gives, by any number of threads`(seed: UInt64)
    throws
  {
    var random = SplitMix64(seed: seed)
    let folder = try TemporaryFolder()
    let extracts = (1...3).map { "\(folder.path)/\($0).csv" }
    for number in 1...3 { try folder.write(random.dirtyExtract(upTo: 150), to: "\(number).csv") }
    try expectAgreement(extracts, profile: "standard", threads: random.choose([1, 2, 3, 8]))
  }

  @Test(arguments: RandomCases.seeds)
  func `numbers that were merged give what the plain dry-run gives`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let folder = try TemporaryFolder()
    let extracts = (1...2).map { "\(folder.path)/\($0).csv" }
    for number in 1...2 { try folder.write(random.dirtyExtract(upTo: 100), to: "\(number).csv") }
    // Each leads to a later one or stays, so that no chain is a ring.
    let numbers = [
      "9990000018", "9990000026", "9990000034", "9990000042", "9990000050", "4010232137",
    ].shuffled(using: &random)
    let pairs = numbers.indices.dropLast().compactMap { place in
      random.once(in: 3) ? nil : (numbers[place], random.choose(Array(numbers[(place + 1)...])))
    }
    try folder.write("old,new\n" + pairs.map { "\($0),\($1)\n" }.joined(), to: "merged.csv")
    let superseded = try SupersededNumbers(
      pairs.map { old, new in
        SupersededNumbers.Pair(
          old: try #require(NHSNumber(old)),
          new: try #require(NHSNumber(new))
        )
      }
    )
    for threads in 1...3 {
      try expectAgreement(
        extracts,
        profile: "standard",
        threads: threads,
        merged: ("\(folder.path)/merged.csv", superseded)
      )
    }
  }

  @Test(arguments: [
    ("ecds", ["ae-2025", "ae-2026-09-30", "ae-2026-10-30", "ae-2026-10-31"]),
    ("walk-in", ["wic-2025", "wic-2026-10-31"]),
    ("out-of-hours", ["ooh-2025", "ooh-2026-10-31"]),
  ])
  func `the sample trust's extracts give what the plain dry-run gives`(
    profile: String,
    names: [String]
  ) throws {
    let extracts = names.map { "\(Self.root)/SampleData/inbox/\($0).csv" }
    for threads in [1, 2, 8] {
      try expectAgreement(extracts, profile: profile, threads: threads)
    }
  }

  @Test(arguments: [
    "ecds", "ecds-v4", "ecds-national", "ae-cds", "hes-ae", "walk-in", "out-of-hours",
  ])
  func `every profile's sample gives what the plain dry-run gives`(profile: String) throws {
    for threads in [1, 2, 8] {
      try expectAgreement(
        ["\(Self.root)/SampleData/sources/\(profile).csv"],
        profile: profile,
        threads: threads
      )
    }
  }

  /// The header of the extracts below.
  private static let header =
    "attendance_id,provider_code,department_type,attendance_category,arrival_date,nhs_number,"
    + "birth_date,local_patient_id,applicable_datetime\n"

  @Test
  func `a newer version that no rule needs still takes the older one's place`() throws {
    let folder = try TemporaryFolder()
    let visits = (1...4).map {
      "A\($0),RJE,01,1,2026-05-0\($0),9990000018,2018-03-02,,2026-06-01\n"
    }
    try folder.write(Self.header + visits.joined(), to: "1.csv")
    let first = "\(folder.path)/1.csv"
    #expect(try triggers([first]) == ["A4"])
    // The third becomes a planned visit elsewhere; another time, an adult's.
    try folder.write(
      Self.header + "A3,RJE,05,4,2026-05-03,9990000018,2018-03-02,,2026-06-02\n",
      to: "2.csv"
    )
    #expect(try triggers([first, "\(folder.path)/2.csv"]).isEmpty)
    try folder.write(
      Self.header + "A4,RJE,01,1,2026-05-04,9990000018,1980-03-02,,2026-06-02\n",
      to: "3.csv"
    )
    #expect(try triggers([first, "\(folder.path)/3.csv"]).isEmpty)
  }

  @Test
  func `a visit dated as an adult's counts for the child of the same number`() throws {
    let folder = try TemporaryFolder()
    let visits = (1...4).map { day in
      "A\(day),RJE,01,1,2026-05-0\(day),9990000018,\(day == 2 ? "1980-03-02" : "2018-03-02"),,\n"
    }
    try folder.write(Self.header + visits.joined(), to: "1.csv")
    #expect(try triggers(["\(folder.path)/1.csv"]) == ["A4"])
  }

  @Test
  func `a local id joins its number's earlier and later rows`() throws {
    let folder = try TemporaryFolder()
    let rows = [
      "A1,RJE,01,1,2026-05-01,,2018-03-02,P1,", "A2,RJE,01,1,2026-05-02,9990000018,,P1,",
      "A3,RJE,01,1,2026-05-03,,2018-03-02,P1,", "A4,RJE,01,1,2026-05-04,9990000018,2018-03-02,,",
    ]
    try folder.write(Self.header + rows.joined(separator: "\n"), to: "1.csv")
    #expect(try triggers(["\(folder.path)/1.csv"]) == ["A4"])
  }

  private func triggers(_ extracts: [String]) throws -> [String] {
    try expectAgreement(extracts, profile: "standard", threads: 2)
    return try DryRun.perform(
      book: Self.book.get(),
      asOf: Self.asOf,
      extracts: extracts,
      profile: "standard",
      threads: 2
    ).triggers.filter { $0.rule == "frequent-attender-4-in-6-months" }.map(
      \.attendance.attendanceID
    )
  }

  /// `merged` is a list of superseded numbers: its file, and what stands in it.
  private func expectAgreement(
    _ extracts: [String],
    profile: String,
    threads: Int,
    merged: (file: String, numbers: SupersededNumbers)? = nil
  ) throws {
    let book = try Self.book.get()
    let plain = Result {
      try PlainDryRun(
        book: book,
        asOf: Self.asOf,
        extracts: extracts,
        profile: profile,
        superseded: merged?.numbers ?? .none
      )
    }
    let fast = Result {
      PlainDryRun(
        try DryRun.perform(
          book: book,
          asOf: Self.asOf,
          extracts: extracts,
          profile: profile,
          supersededNumbers: merged?.file,
          threads: threads
        )
      )
    }
    switch (plain, fast) {
    case (.success(let plain), .success(let fast)): #expect(fast == plain)
    case (.failure(let plain), .failure(let fast)):
      #expect((fast as? RunFault)?.sentences == ["\(plain)"])
    case (.success, .failure(let fast)): Issue.record("refused: \(fast)")
    case (.failure(let plain), .success): Issue.record("not refused: \(plain)")
    }
  }
}

// swift-tools-version: 6.2
import PackageDescription

/// One list of settings for every target: strict concurrency, pointer audit, no warnings.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// A room of the house; the rooms it may use stand behind it, and no import goes beyond them.
func room(
  _ name: String,
  _ dependencies: [Target.Dependency] = [],
  exclude: [String] = [],
  resources: [Resource] = []
) -> Target {
  .target(
    name: name,
    dependencies: dependencies,
    exclude: exclude,
    resources: resources,
    swiftSettings: settings
  )
}

/// The tests of a room, in a folder of the same name.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.byName(name: name)] + dependencies,
    exclude: exclude,
    swiftSettings: settings
  )
}

let package = Package(
  name: "attend",
  products: [.executable(name: "attend", targets: ["attend"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-algorithms", from: "1.2.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // What the words mean. What is used for every row is public, all else the package's: the
    // compiler seldom inlines a function of the package's in another room.
    room("AttendanceModel"),
    room("CSVWriting"),
    room("LocatedYAML", [.product(name: "Yams", package: "Yams")]),

    // Rules: text, counts, triggers.
    room("RuleLanguage", ["AttendanceModel", "LocatedYAML"]),
    room("WindowCounting", ["AttendanceModel"], exclude: ["README.md"]),
    room(
      "RuleEngine",
      [
        "AttendanceModel", "RuleLanguage", "WindowCounting",
        .product(name: "Algorithms", package: "swift-algorithms"),
      ]
    ),

    // Extracts: bytes, attendances, persons.
    .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
    room(
      "ExtractReading",
      ["AttendanceModel", "CLibCSV", "CSVWriting", "LocatedYAML"],
      exclude: ["Bulk/README.md"]
    ),
    room("Linkage", ["AttendanceModel"], exclude: ["Bulk/README.md"]),

    room(
      "SyntheticExtracts",
      ["AttendanceModel", "CSVWriting", "ExtractReading"],
      exclude: ["README.md"]
    ),

    // Telling: what, to whom, in which form.
    room("NotifyPolicy", ["AttendanceModel"]),
    room(
      "Ledger",
      [
        "AttendanceModel", "Linkage", "NotifyPolicy",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]
    ),
    room(
      "Letters",
      [
        "AttendanceModel", "LocatedYAML", .product(name: "Mustache", package: "swift-mustache"),
      ]
    ),
    room("LetterPrinting", exclude: ["README.md", "renderer"]),
    room(
      "ICRAlerts",
      ["AttendanceModel", "CSVWriting", "LocatedYAML"],
      exclude: ["README.md"]
    ),
    room("Delivery", [.product(name: "SystemPackage", package: "swift-system")]),

    // What an analyst looks at.
    room(
      "Reporting",
      [
        "AttendanceModel", "NotifyPolicy", "RuleEngine",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      exclude: ["README.md", "report.png"],
      resources: [
        .embedInCode("Chronology/chronology.css"), .embedInCode("Page/report.css"),
        .embedInCode("Page/report.js"),
      ]
    ),

    // The order of work, and the command.
    room(
      "BatchRun",
      [
        "AttendanceModel", "CSVWriting", "Delivery", "ExtractReading", "ICRAlerts", "Ledger",
        "LetterPrinting", "Letters", "Linkage", "LocatedYAML", "NotifyPolicy", "Reporting",
        "RuleEngine", "RuleLanguage", "SyntheticExtracts",
        .product(name: "Algorithms", package: "swift-algorithms"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      resources: [.embedInCode("Configuration/NewTrust/attend.yaml")]
    ),
    .executableTarget(
      name: "attend",
      dependencies: [
        "AttendanceModel", "BatchRun", "LocatedYAML", "Reporting", "RuleEngine",
        "SyntheticExtracts",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Handbook", "Manual", "Operations"],
      swiftSettings: settings
    ),

    // Tests.
    .target(
      name: "SeededRandom",
      dependencies: ["AttendanceModel"],
      path: "Tests/SeededRandom",
      swiftSettings: settings
    ),
    .target(name: "TemporaryFiles", path: "Tests/TemporaryFiles", swiftSettings: settings),
    .target(
      name: "ReadingAgreement",
      dependencies: ["AttendanceModel", "ExtractReading", "TemporaryFiles"],
      path: "Tests/ReadingAgreement",
      swiftSettings: settings
    ),
    tests("AttendanceModel", ["SeededRandom"]),
    tests("CSVWriting", []),
    tests("LocatedYAML", []),
    tests("RuleLanguage", ["AttendanceModel", "LocatedYAML"]),
    tests("WindowCounting", ["AttendanceModel", "SeededRandom"]),
    tests("RuleEngine", ["AttendanceModel", "RuleLanguage", "SeededRandom", "WindowCounting"]),
    tests(
      "ExtractReading",
      [
        "AttendanceModel", "CSVWriting", "LocatedYAML", "ReadingAgreement", "SeededRandom",
        "TemporaryFiles",
      ],
      exclude: ["Corpus", "random_csv.py"]
    ),
    tests("Linkage", ["AttendanceModel", "SeededRandom"]),
    tests(
      "SyntheticExtracts",
      ["AttendanceModel", "CSVWriting", "ExtractReading", "LocatedYAML", "TemporaryFiles"]
    ),
    tests("NotifyPolicy", ["AttendanceModel", "SeededRandom"]),
    tests("Letters", ["AttendanceModel", "LocatedYAML"]),
    tests("LetterPrinting", ["TemporaryFiles"]),
    tests(
      "ICRAlerts",
      ["AttendanceModel", "LocatedYAML", "TemporaryFiles"],
      exclude: ["fhir"]
    ),
    tests(
      "Reporting",
      ["AttendanceModel", "NotifyPolicy", "RuleEngine", "SeededRandom", "WindowCounting"]
    ),
    tests(
      "Ledger",
      [
        "AttendanceModel", "Linkage", "NotifyPolicy", "SeededRandom", "TemporaryFiles",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]
    ),
    tests(
      "BatchRun",
      [
        "AttendanceModel", "ExtractReading", "Ledger", "Linkage", "NotifyPolicy", "Reporting",
        "RuleEngine", "RuleLanguage", "SeededRandom", "TemporaryFiles",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]
    ),

    // The built program, run as a user runs it.
    tests(
      "attend",
      [
        "AttendanceModel", "BatchRun", "ExtractReading", "Ledger", "LocatedYAML", "SeededRandom",
        "TemporaryFiles", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: [
        "Delivery/bridge.py", "Delivery/requirements.txt", "Upgrade/1.sql", "Upgrade/5.sql",
        "Upgrade/6.sql",
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)

// The fuzzed reader has no `main` of its own: libFuzzer brings it (`make fuzz`).
if Context.environment["ATTEND_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "ReaderFuzz",
      dependencies: ["ExtractReading", "ReadingAgreement", "TemporaryFiles"],
      path: "Tests/ReaderFuzz",
      swiftSettings: settings
    )
  )
}

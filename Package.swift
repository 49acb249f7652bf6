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

let package = Package(
  name: "attend",
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2")
  ],
  targets: [
    .target(name: "AttendanceModel", swiftSettings: settings),
    .target(name: "CSVWriting", swiftSettings: settings),
    .target(
      name: "LocatedYAML",
      dependencies: [.product(name: "Yams", package: "Yams")],
      swiftSettings: settings
    ),
    .target(
      name: "RuleLanguage",
      dependencies: ["AttendanceModel", "LocatedYAML"],
      swiftSettings: settings
    ),
    .target(
      name: "WindowCounting",
      dependencies: ["AttendanceModel"],
      exclude: ["README.md"],
      swiftSettings: settings
    ),
    .target(
      name: "RuleEngine",
      dependencies: ["AttendanceModel", "RuleLanguage", "WindowCounting"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "LocatedYAMLTests",
      dependencies: ["LocatedYAML"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "RuleLanguageTests",
      dependencies: ["AttendanceModel", "LocatedYAML", "RuleLanguage"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "CSVWritingTests",
      dependencies: ["CSVWriting"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "AttendanceModelTests",
      dependencies: ["AttendanceModel"],
      swiftSettings: settings
    ),
    .target(
      name: "SeededRandom",
      dependencies: ["AttendanceModel"],
      path: "Tests/SeededRandom",
      swiftSettings: settings
    ),
    .testTarget(
      name: "WindowCountingTests",
      dependencies: ["AttendanceModel", "SeededRandom", "WindowCounting"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "RuleEngineTests",
      dependencies: [
        "AttendanceModel", "RuleEngine", "RuleLanguage", "SeededRandom", "WindowCounting",
      ],
      swiftSettings: settings
    ),
  ],
  swiftLanguageModes: [.v6]
)

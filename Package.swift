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
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
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
      name: "Letters",
      dependencies: [
        "AttendanceModel", "LocatedYAML",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: settings
    ),
    .target(
      name: "ICRAlerts",
      dependencies: ["AttendanceModel", "CSVWriting", "LocatedYAML"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "LettersTests",
      dependencies: ["AttendanceModel", "Letters", "LocatedYAML"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ICRAlertsTests",
      dependencies: ["AttendanceModel", "ICRAlerts", "LocatedYAML"],
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
  ],
  swiftLanguageModes: [.v6]
)

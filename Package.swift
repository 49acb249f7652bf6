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
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
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
    .target(name: "NotifyPolicy", dependencies: ["AttendanceModel"], swiftSettings: settings),
    .target(
      name: "Ledger",
      dependencies: [
        "AttendanceModel",
        "NotifyPolicy",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
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
    .testTarget(
      name: "NotifyPolicyTests",
      dependencies: ["AttendanceModel", "NotifyPolicy"],
      swiftSettings: settings
    ),
  ],
  swiftLanguageModes: [.v6]
)

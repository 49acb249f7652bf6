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
    .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
    .target(
      name: "ExtractReading",
      dependencies: ["AttendanceModel", "CLibCSV", "CSVWriting", "LocatedYAML"],
      swiftSettings: settings
    ),
    .target(name: "Linkage", dependencies: ["AttendanceModel"], swiftSettings: settings),
    .testTarget(
      name: "ExtractReadingTests",
      dependencies: ["AttendanceModel", "ExtractReading", "LocatedYAML"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "LinkageTests",
      dependencies: ["AttendanceModel", "Linkage"],
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

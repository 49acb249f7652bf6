import AttendanceModel
import Testing

@testable import Reporting

/// What the page's script draws timelines from.
struct TimelineMarksTests {
  private func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }

  @Test func `a line says its window, and of each attendance whether it counted`() throws {
    let first = try day("2026-03-01")
    let person = FlaggedPersons.Person(
      identity: "P",
      age: .under1,
      visits: [0, 9, 30].map { .init(arrival: Arrival(first.adding(days: $0)), site: "") },
      lanes: [
        FlaggedPersons.Lane(
          rule: 1,
          triggers: 2,
          count: 2,
          window: first.adding(days: -172)...first.adding(days: 9),
          dots: [
            .init(visit: 0, standing: .notCounted(reason: .doesNotMatch), isTrigger: false),
            .init(visit: 1, standing: .counted, isTrigger: true),
          ]
        )
      ]
    )
    let marks = TimelineMarks(person, sites: [:])
    #expect(marks.from == "2026-03-01" && marks.visits == "0 9 30")
    #expect(
      marks.lanes.map(\.html) == [
        "<div class=\"lane\" data-window=\"-172 9\" data-dots=\"nT-\"><b>2</b>"
          + " 2026-03-10: 1 counted of 2 near it</div>"
      ]
    )
    let words = TimelineMarks.words.split(separator: "|").map { $0.prefix(2) }
    #expect(Set(words).count == words.count && words.contains("T ") && words.contains("n "))
  }

  @Test func `an identifiable line says when and where`() throws {
    let arrival = Arrival(try day("2026-03-01"), try #require(ClockTime(hour: 9, minute: 20)))
    let person = FlaggedPersons.Person(
      identity: "999",
      age: .under1,
      visits: [.init(arrival: arrival, site: "RZ902")],
      lanes: []
    )
    #expect(TimelineMarks(person, sites: ["RZ901": 0, "RZ902": 1]).visits == "0@0920.1")
  }

  /// As many persons as a report shows, each flagged by five rules at once, with as many dots on
  /// each line as a line has, over three years, when and where said.
  @Test func `the largest report stays under 5 MB`() throws {
    let first = try day("2023-11-01")
    let visits = (0..<60).map { place in
      FlaggedPersons.Visit(
        arrival: Arrival(
          first.adding(days: place * 18),
          ClockTime(hour: 12, minute: place) ?? .midnight
        ),
        site: "RZ9\(10 + place % 40)"
      )
    }
    let lanes = (0..<5).map { rule in
      FlaggedPersons.Lane(
        rule: rule,
        triggers: 40,
        count: 40,
        window: first...first.adding(days: 59 * 18),
        dots: (20..<60).map { place in
          .init(visit: place, standing: .counted, isTrigger: place == 59)
        }
      )
    }
    let flagged = FlaggedPersons(
      shown: (0..<FlaggedPersons.most).map { place in
        .init(identity: "999 000 \(1000 + place)", age: .from15To17, visits: visits, lanes: lanes)
      },
      total: 1_000_000,
      isIdentifiable: true
    )
    let page = PersonsSection(flagged: flagged).markup.html.utf8.count
    // The plots of five rules take a fifth of this.
    #expect(page < 4_000_000, "\(page) bytes")
  }
}

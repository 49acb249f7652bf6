import AttendanceModel
import Testing

@testable import Reporting

/// The drawing layer: escaped, to scale, and never by colour alone.
struct ChartTests {
  @Test func `every value is escaped, in text and in attributes`() {
    let markup = Markup("p", ["title": "a\"b<"], Markup("<script>&"))
    #expect(markup.html == "<p title=\"a&quot;b&lt;\">&lt;script&gt;&amp;</p>")
  }

  @Test func `an attribute without a value is left out, an empty one stands alone`() {
    #expect(Markup("input", ["id": nil, "hidden": ""]).html == "<input hidden>")
  }

  @Test(arguments: [
    (0, "0%"), (0.5, "50%"), (1.0 / 3, "33.33%"), (0.0304, "3.04%"), (0.125, "12.5%"),
  ])
  func `places are hundredths of the width`(share: Double, text: String) {
    #expect(percent(share) == text)
  }

  @Test func `bars are as long as their numbers, and say them`() {
    let svg = BarChart(
      bars: [Bar("<one>", .number(200)), Bar("two", .number(50)), Bar("three", .suppressed)],
      description: "three bars"
    ).svg.html
    #expect(svg.contains("width=\"82%\"") && svg.contains("width=\"20.5%\""))
    #expect(svg.contains("&lt;one&gt;") && svg.contains(">200<") && svg.contains(">*<"))
    #expect(svg.contains("role=\"img\" aria-label=\"three bars\""))
    #expect(svg.contains("class=\"bar hidden-number\""))
  }

  @Test func `a bar of which nothing is known goes all the way and is not the longest`() {
    let bars = [Bar("a", .hidden), Bar("b", .number(20)), Bar("c", .suppressed)]
    #expect(bars.map { $0.share(of: 20) } == [1, 1, 0.2])
    #expect(bars[0].style == "bar hidden-number" && bars[0].text == "(*)")
    #expect(Bar.legend(bars).contains("so that others stay hidden"))
    #expect(Bar.legend(bars[1...]) == " * is 1 to 7 in all." && Bar.legend([bars[1]]) == "")
  }

  @Test func `bars of nothing have no length`() {
    #expect(
      BarChart(bars: [Bar("none", .number(0))], description: "").svg.html.contains("width=\"0%\"")
    )
  }

  @Test(arguments: [(0, 0), (8, 1), (9, 1), (1_000_000, 7)])
  func `a cell is darker for more, by orders of magnitude`(count: Int, level: Int) {
    #expect(HeatMap.level(of: .number(count), most: 1_000_000) == level)
  }

  @Test func `a hidden cell is not coloured by what it hides`() {
    #expect(HeatMap.level(of: .suppressed, most: 100) == 0)
  }

  @Test func `a map frames the rule's own cell and writes every number`() {
    let svg = HeatMap(
      rowLabels: ["1", "2"],
      columnLabels: ["2", "3"],
      cells: [[.number(1500), .suppressed], [.number(20), .number(0)]],
      own: (1, 0),
      rowAxis: "months",
      columnAxis: "threshold",
      description: "map"
    ).svg.html
    #expect(svg.split(separator: "own-cell").count == 2)
    for text in [">1.5k<", ">*<", ">20<", ">·<"] { #expect(svg.contains(text)) }
  }
}

/// Visits in time: kinds of marks apart by lane and shape.
struct VisitChartTests {
  private func chart(_ days: [String]) -> VisitChart {
    let points = days.compactMap { CivilDay($0) }.map {
      VisitChart.Point(day: $0, words: "<\($0)>")
    }
    return VisitChart(
      lanes: [
        VisitChart.Lane(name: "Visits", shape: .circle, points: points),
        VisitChart.Lane(name: "Injury", shape: .triangle, points: Array(points.suffix(1))),
      ],
      silences: [],
      description: "in words"
    )
  }

  @Test func `marks stand at their days, each with words of its own`() {
    let svg = chart(["2026-01-01", "2026-01-06", "2026-01-11"]).svg.html
    for place in ["x=\"2%\"", "x=\"50%\"", "x=\"98%\""] { #expect(svg.contains(place), "\(place)") }
    #expect(svg.contains("<title>&lt;2026-01-06&gt;</title>"))
    #expect(svg.contains("aria-label=\"in words\"") && svg.contains("<title>in words</title>"))
    #expect(svg.contains("class=\"mark circle\"") && svg.contains("class=\"mark triangle\""))
    #expect(svg.contains(">1 January 2026<") && svg.contains(">11 January 2026<"))
  }

  @Test func `two visits of a day do not hide each other`() {
    let svg = chart(["2026-01-01", "2026-01-11", "2026-01-11"]).svg.html
    #expect(svg.contains("x=\"98%\" y=\"21\"") && svg.contains("x=\"98%\" y=\"17\""))
  }

  @Test func `a single visit is a drawing too, and none is no drawing`() {
    #expect(chart(["2026-01-01"]).svg.html.contains("x=\"2%\""))
    #expect(chart([]).svg.html.isEmpty)
  }
}

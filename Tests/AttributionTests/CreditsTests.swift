import Testing
import TextModel

@testable import Attribution

@Suite struct CreditsTests {
  static let rows: [(text: String, credits: [String])] = [
    ("BAGHDAD (AP) — The city was calm on Monday.", ["The Associated Press"]),
    ("The city was calm, Reuters reported.", ["Reuters"]),
    ("Six officials spoke in interviews with The Associated Press.", ["The Associated Press"]),
    ("Source: News Agencies, edited by our staff", ["News Agencies"]),
    ("The city was calm on Monday. (Mara Quill, Reuters)", ["Reuters"]), ("— Reuters", ["Reuters"]),
    ("The AP class was full.", []), ("They read it in a paper (of Monday, in Reuters style).", []),
    ("With reporting by The Associated Press", ["The Associated Press"]),
    ("The Associated Press and Reuters contributed to this report.", ["The Associated Press", "Reuters"]),
    ("Bo Hall of the Associated Press contributed to this report.", ["The Associated Press"]),
    ("The city was calm on Monday. (With inputs from PTI)", ["PTI"]),
    ("Compiled from agency reports", ["News Agencies"]),
    ("Copyright 2016 The Associated Press. All rights reserved.", ["The Associated Press"]),
    ("(Reporting by Ann Lee; Editing by Bo Hall)", []), ("The AP workers contributed a lot to the class.", []),
    ("The office of Reuters was calm. It rained (with thunder).", []),
  ]

  @Test(
    "A line of authors names an agency",
    arguments: [
      ("By Ann Lee, CNN", ["CNN"]), ("Ann Lee, Associated Press Writer", ["The Associated Press"]),
      ("By ANN LEE Associated Press", ["The Associated Press"]), ("By Ann Lee (AP)", ["The Associated Press"]),
      ("By Reuters", ["Reuters"]), ("Agence France-Presse", ["AFP"]), ("Staff and agencies", ["News Agencies"]),
      ("By Ann Lee and Bo Hall, AP Sports Writers", ["The Associated Press"]), ("By Ann Lee with AFP", ["AFP"]),
      ("By Ann Lee | REUTERS", ["Reuters"]), ("By Ann Lee", []), ("Reuters buys a rival", []), ("", []),
      ("By Spa Reporter", []),
    ] as [(String, [String])])
  func authors(_ line: String, _ credits: [String]) throws {
    let attributor = try Attributor()
    #expect(attributor.credits(besideText: line) == credits)
  }

  @Test(arguments: rows.indices)
  func credits(_ row: Int) throws {
    let attributor = try Attributor()
    _ = attributor.quotes(in: Self.rows[row].text)
    #expect(attributor.document.metadata.credits == Self.rows[row].credits)
  }
}

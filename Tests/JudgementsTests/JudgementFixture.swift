import Records
import Review
import Testing

@testable import Judgements

/// A document with one quote, from a text in which `«…»` marks its pieces, `{…}` the cue and `[…]` the source.
struct MarkedQuote {
  let quote: ReviewedQuote

  init(_ marked: String, id: String = "d0000000000000001", hash: String = "t0000000000000001", source: String = "Quist")
    throws
  {
    var text = ""
    var open: [Character: Int] = [:]
    var spans: [String] = []
    var cue = "null"
    var mention = "null"
    var count = 0
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "«", "{", "[": open[Character(scalar)] = count
      case "»": spans.append("[\(open["«"] ?? 0),\(count)]")
      case "}": cue = #"{"text":"said","lemma":"say","start":\#(open["{"] ?? 0),"end":\#(count),"class":"statement"}"#
      case "]": mention = #"{"start":\#(open["["] ?? 0),"end":\#(count),"text":"x","form":"name"}"#
      default:
        text.unicodeScalars.append(scalar)
        count += 1
      }
    }
    var writer = JSONLinesWriter()
    writer.string(text)
    let json = String(decoding: writer.bytes, as: UTF8.self)
    let document = ReviewedDocument(
      try JSONParser.value(
        of: Array(
          """
          {"id":"\(id)","text_hash":"\(hash)","origin":"a.txt","text":\(json),
           "blocks":[{"start":0,"end":\(count),"role":"body","line":1}]}
          """.utf8)))
    let record = """
      {"id":"\(id)/q1","kind":"indirect","text":"t","spans":[\(spans.joined(separator: ","))],"cue":\(cue),
       "source":{"id":"\(id)/s1","name":"\(source)","kind":"person","anonymous":false,"mention":\(mention)},
       "sentence":[0,\(count)],"rule":"quote.content-cue-source","confidence":0.83}
      """
    let value = try JSONParser.value(of: Array(record.utf8))
    quote = try #require(ReviewedQuote(value, in: document))
  }

  func judged(_ verdict: Judgement.Verdict, who: String = "ada", when: String = "2026-11-30T09:00:00.000Z") -> Judgement
  {
    Judgement(of: quote, verdict: verdict, version: "0.1.0", who: who, when: when)
  }
}

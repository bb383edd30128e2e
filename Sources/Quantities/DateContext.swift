import TextModel

/// Tells dates from words and digits that look like one: *Theresa May*, *a march*, *2000 people*, *Flight 1804*.
struct DateContext {
  private let document: Document

  init(_ document: Document) { self.document = document }

  /// Whether the span stands where there is a date.
  func accepts(_ span: TokenRange, form: String) -> Bool {
    switch form {
    case "year": return !isInsideName(span) && isYear(span)
    case "month": return !isInsideName(span) && isMonth(span)
    case "day", "part": return !isInsideName(span)
    case "weekend": return span.count == 1 && word(span.first) == "weekend"
    case "near": return isNear(span)
    case "years": return !isPartOfCode(span)
    default: return true
    }
  }

  private func isInsideName(_ span: TokenRange) -> Bool {
    for kind in [KindID.person, .place, .organization] {
      var token = span.first
      let first = max(0, span.first - 8)
      while token >= first {
        if let index = document.longest(kind, at: token), document.annotations[index].tokens.contains(span) {
          return true
        }
        token -= 1
      }
    }
    return false
  }

  /// A bare number of four digits is a year where nothing says that it counts.
  private func isYear(_ span: TokenRange) -> Bool {
    if isPartOfCode(span) { return false }
    guard span.count == 1 else { return true }
    let digits = document.vocabulary.string(document.tokens[span.first].word)
    let previous = span.first > 0 ? word(span.first - 1) : ""
    let marks: Set<String> = [
      "$", "€", "£", "¥", "at least", "than", "about", "over", "nearly", "some", "approximately", "roughly", "almost",
      "no.",
      "#", "than", "exactly", "only",
    ]
    if marks.contains(previous) { return false }
    let stands: Set<String> = [
      "in", "since", "by", "of", "until", "till", "from", "during", "before", "after", "to", "through", "for",
      "between",
      "early", "late", "mid", "year", "circa", "the", "a", "its", "his", "her", "their", "this", "'s", "(", ",", "and",
    ]
    let isOld = digits < "1900" || digits > "2099"
    if isOld {
      return [
        "in", "since", "by", "until", "till", "during", "before", "after", "circa", "from", "the", "of", "between", "(",
      ].contains(previous) && !countsNext(span)
    }
    return stands.contains(previous) && previous != "of" || !countsNext(span)
  }

  /// A plural noun follows, as after a count: *2000 people*.
  private func countsNext(_ span: TokenRange) -> Bool {
    guard span.limit < document.tokens.count else { return false }
    let next = word(span.limit)
    if ["people", "percent", "%", "miles", "dollars", "euros", "feet", "men", "women"].contains(next) { return true }
    guard document.tags.count == document.tokens.count else { return false }
    return PennTag(rawValue: document.tags[span.limit]) == .NNS && !document.shape(span.limit).contains(.capitalized)
  }

  /// *may-1984-b*, *2019/20*, *x2016*: digits and marks run on.
  private func isPartOfCode(_ span: TokenRange) -> Bool {
    let marks: Set<String> = ["-", "/", ".", ":", "_", "#", "=", "+", "°"]
    if span.first > 0, !document.tokens[span.first].flags.contains(.spaceBefore), marks.contains(word(span.first - 1)),
      span.first > 1, document.shape(span.first - 2).contains(.hasDigit)
    {
      return true
    }
    let next = span.limit
    guard next + 1 < document.tokens.count, !document.tokens[next].flags.contains(.spaceBefore),
      marks.contains(word(next))
    else { return false }
    return !document.tokens[next + 1].flags.contains(.spaceBefore) && document.shape(next + 1).contains(.hasDigit)
  }

  /// *May*, *March* and *August* alone are words too: not at the start of a sentence unless a preposition stands before.
  private func isMonth(_ span: TokenRange) -> Bool {
    let last = span.limit - 1
    guard ["may", "march", "august"].contains(word(last)) else { return true }
    if span.count > 1 { return true }
    if document.tokens[span.first].flags.contains(.sentenceStart) { return false }
    guard span.first > 0 else { return false }
    let previous = word(span.first - 1)
    if [
      "in", "since", "by", "until", "of", "last", "this", "next", "from", "through", "during", "before", "after",
      "early", "late", "and", "to", "a", "the", "'s", ",",
    ].contains(previous) {
      return !(span.limit < document.tokens.count && ["on", "'s"].contains(word(span.limit)) && word(last) == "march")
    }
    return word(last) == "august"
  }

  /// *this day*, *that day*, *this time* and *the same day* say nothing of the calendar by themselves.
  private func isNear(_ span: TokenRange) -> Bool {
    let unit = word(span.limit - 1)
    if ["days", "weeks", "months", "years", "hours", "minutes", "hour", "minute", "decades", "centuries"].contains(unit)
    {
      return false
    }
    let first = word(span.first)
    if unit == "day" { return first == "following" || first == "the" || first == "next" || first == "that" }
    // *over the past year*, *in the last month*: durations up to now.
    if span.first > 0, ["past", "last", "next", "coming"].contains(first), word(span.first - 1) == "the" {
      return first == "next" && unit == "day"
    }
    if first == "past" { return false }
    return true
  }

  private func word(_ token: Int) -> String { document.vocabulary.string(document.lower(token)) }
}

import TextModel

/// A value that records write as one of a few words of the program's own: the same as its raw value, but without a
/// string that is made and looked through for what wants escaping.
protocol RecordWord: RawRepresentable, CaseIterable where RawValue == String {
  var word: StaticString { get }
}

extension Mention.Form: RecordWord {
  var word: StaticString {
    switch self {
    case .name: "name"
    case .nominal: "nominal"
    case .pronoun: "pronoun"
    }
  }
}

extension Entity.Kind: RecordWord {
  var word: StaticString {
    switch self {
    case .person: "person"
    case .place: "place"
    case .organization: "organization"
    case .group: "group"
    }
  }
}

extension Entity.Gender: RecordWord {
  var word: StaticString {
    switch self {
    case .female: "female"
    case .male: "male"
    }
  }
}

extension Source.Kind: RecordWord {
  var word: StaticString {
    switch self {
    case .person: "person"
    case .group: "group"
    case .organization: "organization"
    case .document: "document"
    case .place: "place"
    case .unknown: "unknown"
    }
  }
}

extension Quote.Kind: RecordWord {
  var word: StaticString {
    switch self {
    case .direct: "direct"
    case .indirect: "indirect"
    case .mixed: "mixed"
    }
  }
}

extension Quote.Act: RecordWord {
  var word: StaticString {
    switch self {
    case .speech: "speech"
    case .stance: "stance"
    }
  }
}

extension Cue.Class: RecordWord {
  var word: StaticString {
    switch self {
    case .statement: "statement"
    case .question: "question"
    case .denial: "denial"
    case .promise: "promise"
    case .warning: "warning"
    case .prediction: "prediction"
    case .estimate: "estimate"
    case .demand: "demand"
    case .criticism: "criticism"
    case .belief: "belief"
    case .intention: "intention"
    case .stance: "stance"
    case .decree: "decree"
    case .showing: "showing"
    }
  }
}

extension Figure.Kind: RecordWord {
  var word: StaticString {
    switch self {
    case .count: "count"
    case .money: "money"
    case .percent: "percent"
    case .fraction: "fraction"
    case .measure: "measure"
    case .duration: "duration"
    case .age: "age"
    case .ordinal: "ordinal"
    case .rate: "rate"
    case .score: "score"
    case .plain: "plain"
    }
  }
}

extension Figure.Bound: RecordWord {
  var word: StaticString {
    switch self {
    case .exact: "exact"
    case .about: "about"
    case .range: "range"
    case .atLeast: "at least"
    case .atMost: "at most"
    case .moreThan: "more than"
    case .lessThan: "less than"
    }
  }
}

extension Figure.Change: RecordWord {
  var word: StaticString {
    switch self {
    case .up: "up"
    case .down: "down"
    }
  }
}

extension DateExpression.Grain: RecordWord {
  var word: StaticString {
    switch self {
    case .minute: "minute"
    case .hour: "hour"
    case .day: "day"
    case .week: "week"
    case .month: "month"
    case .quarter: "quarter"
    case .year: "year"
    case .decade: "decade"
    case .century: "century"
    case .interval: "interval"
    }
  }
}

extension Block.Role: RecordWord {
  var word: StaticString {
    switch self {
    case .title: "title"
    case .heading: "heading"
    case .body: "body"
    case .list: "list"
    case .quote: "quote"
    case .caption: "caption"
    case .byline: "byline"
    case .boilerplate: "boilerplate"
    }
  }
}

extension Metadata.Genre: RecordWord {
  var word: StaticString {
    switch self {
    case .news: "news"
    case .feature: "feature"
    case .opinion: "opinion"
    case .interview: "interview"
    case .letter: "letter"
    case .review: "review"
    case .guide: "guide"
    case .pressRelease: "press release"
    case .sport: "sport"
    case .blog: "blog"
    case .listing: "listing"
    case .transcript: "transcript"
    }
  }
}

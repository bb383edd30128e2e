/// All signs that a document can have, numbered: those of the classes of words, and those of its shape.
///
/// A count has a sign for every threshold that it reaches, so that what holds of many holds of more.
struct SignSpace: Sendable {
  /// The names of the signs, by number: `text.said.3`, `address.sport`, `shape.headings.1`.
  private(set) var names: [String] = []
  /// The number of the first sign of each place of words.
  private var first: [Int] = []
  /// The number of the first sign of the shape.
  private(set) var shape = 0

  /// A word class is counted a thousand words; the thresholds that have a sign.
  static let rates = [1, 2, 5, 10, 20, 40]

  init(_ words: GenreWords) {
    for place in GenreWords.Place.allCases {
      first.append(names.count)
      let isCounted = place == .text || place == .start
      // To spell a case takes longer than to join words to it.
      let own = place.name
      for name in words[place].names {
        if isCounted {
          for threshold in Self.rates { names.append("\(own).\(name).\(threshold)") }
        } else {
          names.append("\(own).\(name)")
        }
      }
    }
    shape = names.count
    for sign in ShapeSign.allCases {
      if sign.thresholds.isEmpty { names.append(sign.name) }
      for threshold in sign.thresholds { names.append("\(sign.name).\(threshold)") }
    }
  }

  /// The number of the first sign of a place of words.
  func number(of place: GenreWords.Place) -> Int { first[place.rawValue] }

  /// The number of a sign of the shape, of its first threshold where it has some.
  func number(of sign: ShapeSign) -> Int { shape + Self.offsets[sign.rawValue] }

  /// By sign of the shape its number among these.
  private static let offsets: [Int] = {
    var offsets: [Int] = []
    var next = 0
    for sign in ShapeSign.allCases {
      offsets.append(next)
      next += max(1, sign.thresholds.count)
    }
    return offsets
  }()
}

/// What the form of a document shows.
enum ShapeSign: Int, CaseIterable, Sendable {
  case always
  case noAddress
  case rootAddress
  /// A year and a month, or a date, in the address.
  case datedAddress
  /// Words of the last part of the address, joined by hyphens.
  case slug
  case noType
  case question
  case quoted
  case colon
  case digits
  case byline
  case published
  case dateline
  case words
  /// In hundredths of the paragraphs.
  case headings
  case lists
  case blockQuotes
  case questions
  case labels
  /// Words a paragraph and words a sentence.
  case paragraph
  case sentence

  /// Its name in `weights.tsv`.
  var name: String {
    switch self {
    case .always: "always"
    case .noAddress: "address.none"
    case .rootAddress: "address.root"
    case .datedAddress: "address.dated"
    case .slug: "address.slug"
    case .noType: "type.none"
    case .question: "title.question"
    case .quoted: "title.quoted"
    case .colon: "title.colon"
    case .digits: "title.digits"
    case .byline: "shape.byline"
    case .published: "shape.published"
    case .dateline: "shape.dateline"
    case .words: "shape.words"
    case .headings: "shape.headings"
    case .lists: "shape.lists"
    case .blockQuotes: "shape.block-quotes"
    case .questions: "shape.questions"
    case .labels: "shape.labels"
    case .paragraph: "shape.paragraph"
    case .sentence: "shape.sentence"
    }
  }

  /// The thresholds that have a sign each; none of a sign that is there or not.
  var thresholds: [Int] {
    switch self {
    case .slug: [2, 4, 6]
    case .words: [80, 160, 320, 640, 1280, 2560]
    case .headings, .lists: [4, 12, 25, 50]
    case .blockQuotes: [1, 10]
    case .questions: [5, 15, 30]
    case .labels: [10, 30]
    case .paragraph: [15, 30, 45, 60, 90]
    case .sentence: [12, 18, 24, 30]
    default: []
    }
  }
}

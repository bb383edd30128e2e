import GazetteerIndex
import RuleLanguage
import TextModel

/// How a find of the phase `number` is read: the constant `kind` of its rule.
enum NumberForm: String, Sendable {
  case count, money, unit, age, rate, fraction, ordinal, vague, single, multiple, proportion, attached, compound, score
  case votes, clock, none
  case unitHalf = "unit-half"
  case perPeople = "per-people"
  case moneyCode = "money-code"
  case ordinalCompound = "ordinal-compound"
  case ageDecade = "age-decade"
  case ageAside = "age-aside"
  /// *149.9p a litre*, *185km/h*; *5ft 9in*; *magnitude-6.8*.
  case attachedRate = "attached-rate"
  case attachedTwo = "attached-two"
  case afterHyphen = "after-hyphen"
  /// A word that code does not know.
  case unknown = ""

  /// What kind a figure is that a unit says nothing else of.
  var plainKind: Figure.Kind {
    switch self {
    case .money: .money
    case .age: .age
    case .rate: .rate
    case .fraction: .fraction
    case .ordinal: .ordinal
    default: .count
    }
  }
}

/// What a rule of the phase `number` has labelled, as stretches of tokens.
struct NumberFields {
  var form = NumberForm.unknown
  var value: TokenRange?
  var low: TokenRange?
  var high: TokenRange?
  var unit: TokenRange?
  var per: TokenRange?
  var bound: TokenRange?
  var tail: TokenRange?
  /// Of a proportion or a rate: how many the figure is out of.
  var base: TokenRange?
  /// *6 feet 4 inches*: the second figure and its unit.
  var second: TokenRange?
  var lesser: TokenRange?
  /// *two hours and a half*.
  var half: TokenRange?
}

/// Which field of the rules is which of `NumberFields`, so that a find's fields are told apart by a look into a table.
struct NumberFieldIDs: Sendable {
  // names from here: fields of rules
  private static let names = [
    "value", "low", "high", "unit", "per", "bound", "tail", "base", "second", "lesser", "half",
  ]
  // names end
  /// For each field of the rules its place in `names`, or -1.
  private var places: [Int8] = []
  /// For each rule how its finds are read.
  private let forms: [NumberForm]
  /// How many rules there are.
  var ruleCount: Int { forms.count }

  init(_ rules: RuleSet) {
    let kind = rules.field(named: "kind")
    forms = rules.constants(of: kind).map { $0.flatMap(NumberForm.init(rawValue:)) ?? .unknown }
    for (place, name) in Self.names.enumerated() {
      guard let id = rules.field(named: name).map({ Int($0.rawValue) }) else { continue }
      if places.count <= id { places.append(contentsOf: repeatElement(-1, count: id + 1 - places.count)) }
      places[id] = Int8(truncatingIfNeeded: place)
    }
  }

  /// The fields of a find of the phase.
  func fields(of find: Candidate) -> NumberFields {
    var fields = NumberFields()
    let rule = Int(find.rule.rawValue)
    if forms.indices.contains(rule) { fields.form = forms[rule] }
    for field in find.fields {
      let id = Int(field.name.rawValue)
      guard id < places.count, places[id] >= 0 else { continue }
      switch field.value {
      case .constant: break
      case .tokens(let range), .column(_, _, let range): if !range.isEmpty { fields.put(range, at: places[id]) }
      }
    }
    return fields
  }
}

extension NumberFields {
  /// Sets the field of that place in `NumberFieldIDs.names`, where it is not set yet.
  fileprivate mutating func put(_ range: TokenRange, at place: Int8) {
    switch place {
    case 0: value = value ?? range
    case 1: low = low ?? range
    case 2: high = high ?? range
    case 3: unit = unit ?? range
    case 4: per = per ?? range
    case 5: bound = bound ?? range
    case 6: tail = tail ?? range
    case 7: base = base ?? range
    case 8: second = second ?? range
    case 9: lesser = lesser ?? range
    case 10: half = half ?? range
    default: break
    }
  }
}

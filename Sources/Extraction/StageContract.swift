import Attribution
import Coreference
import Entities
import RuleLanguage
import TextModel

extension RuleContract {
  /// What the stages take of rules (the table of `Documentation/rules.md`).
  static let stages = RuleContract(
    phases: [
      "person", "place", "organization", "group", "thing", "figure", "date", "number", "cue", "source", "quote",
      "reject", "anonymity",
    ],
    fields: [
      "person": ["name", "descriptor"], "place": ["name"], "organization": ["name"], "group": ["name"],
      "thing": ["name"],
      "figure": [], "date": ["form", "low", "high"],
      "number": [
        "kind", "value", "low", "high", "unit", "per", "bound", "tail", "base", "second", "lesser", "half", "counted",
      ],
      "cue": ["cue", "class"], "source": ["source"], "quote": ["content", "cue", "source"], "reject": [],
      "condition": [], "pseudonym": [],
    ],
    constructions: Constructions.names + Constructions.overDocuments,
    parts: [
      "part-content": ["kind": Quote.Kind.allCases.map(\.rawValue), "rule": []],
      "part-cue": ["class": Cue.Class.allCases.map(\.rawValue)],
      "part-source": ["form": Mention.Form.allCases.map(\.rawValue)],
    ])
}

/// What stages find in code, by the ids that stand in records. Each is declared in `Rules/`, with a note and examples.
public enum Constructions {
  /// Those of stories and of changes. No text by itself has them, so they are declared without examples.
  static let overDocuments = [
    "story.events", "story.alone", "identity.ref", "identity.full-name", "identity.short-name", "identity.copies",
    "saying.words", "reuse.words", "reuse.sentences", "figure.counted", "change.words", "change.sentences",
    "change.moved", "change.headline",
  ]

  /// Those of quotes, of sources and of entities.
  public static var names: [String] {
    Attribution.constructions.sorted() + SourceResolution.constructions + EntityTagging.constructions
  }
}

import RuleLanguage

extension RuleContract {
  /// What the stages take of rules (the table of `Documentation/rules.md`).
  static let stages = RuleContract(
    phases: [
      "person", "place", "organization", "group", "thing", "figure", "date", "number", "cue", "source", "quote",
      "anonymity",
    ],
    fields: [
      "person": ["name", "descriptor"], "place": ["name"], "organization": ["name"], "group": ["name"],
      "thing": ["name"],
      "figure": [], "date": ["form", "low", "high"],
      "number": [
        "kind", "value", "low", "high", "unit", "per", "bound", "tail", "base", "second", "lesser", "half", "counted",
      ],
      "cue": ["cue", "class"], "source": ["source"], "quote": ["content", "cue", "source"], "condition": [],
      "pseudonym": [],
    ])
}

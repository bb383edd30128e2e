import TextModel

/// Forms that no rule of `Lemmatizer` makes, each with its base form: the verb where a form is of a verb and a noun. A
/// table that is made once, an open hash table of short words; shared by workers.
///
/// The lists `form` (a base form, its forms) and `spelling.unchanged` (words that look like forms and are none) have them;
/// the first that names a form counts.
public final class IrregularForms: Sendable {
  private struct Slot {
    var form: WordKey
    var base: WordKey
  }
  // A power of two, some more than twice as many as there are forms; written in `init` only.
  private nonisolated(unsafe) let slots: UnsafeMutableBufferPointer<Slot>
  private static let size = 1 << 12

  /// The forms of the lists. O(words).
  public init(_ classes: WordClasses) {
    slots = .allocate(capacity: Self.size)
    let none = WordKey(UnsafeBufferPointer(start: nil, count: 0))
    slots.initialize(repeating: Slot(form: none, base: none))
    for name in classes.names(inOrderOf: Self.list) {
      var lemma = String(name.dropFirst(Self.list.count + 1))
      let base = lemma.withUTF8 { WordKey($0) }
      classes.forEachWord(of: name) { add(WordKey($0), base) }
    }
    classes.forEachWord(of: Self.unchanged) { add(WordKey($0), WordKey($0)) }
  }

  deinit { slots.deallocate() }

  private static let list = "form"  // names: a list
  private static let unchanged = "spelling.unchanged"

  private func add(_ form: WordKey, _ base: WordKey) {
    let slot = slot(of: form)
    if slots[slot].form != form { slots[slot] = Slot(form: form, base: base) }
  }

  /// The slot of a form, or a free one; the empty word is in none.
  private func slot(of form: WordKey) -> Int {
    var slot = form.hash & (Self.size - 1)
    while slots[slot].form != form, slots[slot].form.length > 0 { slot = (slot + 1) & (Self.size - 1) }
    return slot
  }

  /// The base form of a form, itself where it is one that no rule changes; nil of all others. O(1).
  func base(of form: WordKey) -> WordKey? {
    let found = slots[slot(of: form)]
    return found.form == form && form.length > 0 ? found.base : nil
  }
}

import TextModel

/// What speaks for an antecedent, in points: the pronoun takes the referent with the most.
///
/// Found on texts in which two people compete for a pronoun (see `make weights`); the order of the signs is that of
/// Lappin and Leass, *An algorithm for pronominal anaphora resolution* (1994).
struct PronounWeights {
  /// By how many sentences the mention is back: same sentence, one, two, three, four.
  var distance: [Double] = [5, 4, 2, 1, 0.4]
  /// *Smith said Jones …, and he …*: the subject of its clause.
  var subject = 2.2
  /// A pronoun that is a subject looks for a subject.
  var parallel = 0.8
  /// After a preposition, or possessor of another noun.
  var oblique = -1.2
  /// Named, rather than a nominal.
  var named = 0.4
  /// The sign of a known gender that agrees.
  var gender = 2.0
  /// Was the source of a quote, where the pronoun is a source.
  var source = 3.0
  /// The mention is a pronoun itself: the text goes on about the same one.
  var chain = 0.8
  /// For each mention that stands between.
  var between = -0.35
  /// Mentions of the referent before the pronoun, up to six.
  var frequency = 0.22
  /// Possessive in the clause of its subject: *Smith sold his house*.
  var possessor = 1.0
  /// An object pronoun is not the subject of its own clause: *Smith met him*.
  var ownSubject = -6.0
  /// Below this the pronoun stays alone.
  var least = 1.5
}

/// What `RuleWords` knows of a document's tokens for one phase, valid within `PhaseEngine.withMachine` only.
struct RuleWordsView {
  let rows: UnsafeBufferPointer<Int32>
  let phases: UnsafeBufferPointer<UInt64>
  let testBits: UnsafePointer<UInt64>
  let startMasks: UnsafePointer<UInt64>
  let needMasks: UnsafePointer<UInt64>
  let phasesOfSentence: UnsafeBufferPointer<UInt64>
  let needsOfSentence: UnsafeBufferPointer<UInt64>
  let testStride: Int
  let testOffset: Int
  let startStride: Int
  let startOffset: Int
  let phaseCount: Int
}

extension RuleWords {
  /// Calls `body` with what is known for a phase; where the document has no token there is no call.
  func withView(of phase: Int, _ body: (RuleWordsView) -> Void) {
    withTables { tests, starts, needs in
      rows.withUnsafeBufferPointer { rows in
        phases.withUnsafeBufferPointer { phases in
          phasesOfSentence.withUnsafeBufferPointer { phasesOfSentence in
            needsOfSentence.withUnsafeBufferPointer { needsOfSentence in
              let words = resolved.words
              body(
                RuleWordsView(
                  rows: rows, phases: phases, testBits: tests, startMasks: starts, needMasks: needs,
                  phasesOfSentence: phasesOfSentence, needsOfSentence: needsOfSentence,
                  testStride: words.testStride, testOffset: words.testOffsets[phase],
                  startStride: words.startStride, startOffset: words.startOffsets[phase],
                  phaseCount: words.phaseCount))
            }
          }
        }
      }
    }
  }

  private func withTables(
    _ body: (UnsafePointer<UInt64>, UnsafePointer<UInt64>, UnsafePointer<UInt64>) -> Void
  ) {
    testBits.withUnsafeBufferPointer { tests in
      startMasks.withUnsafeBufferPointer { starts in
        needMasks.withUnsafeBufferPointer { needs in
          guard let tests = tests.baseAddress, let starts = starts.baseAddress, let needs = needs.baseAddress
          else { return }
          body(tests, starts, needs)
        }
      }
    }
  }
}

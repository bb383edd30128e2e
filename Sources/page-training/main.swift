// Learns the weights of the signs of paragraphs, for Scripts/page-weights.py: a file of weights for each fold of the
// pages, learnt from the other folds (OUT/fold-N.tsv), and one for all pages (OUT/all.tsv).
import Glibc

func save(_ text: String, to path: String) -> Bool {
  guard let file = fopen(path, "wb") else { return false }
  let bytes = Array(text.utf8)
  let written = fwrite(bytes, 1, bytes.count, file)
  return fclose(file) == 0 && written == bytes.count
}

func fail(_ message: String) -> Never {
  let line = Array("page-training: \(message)\n".utf8)
  _ = write(2, line, line.count)
  exit(2)
}

guard let options = Options(Array(CommandLine.arguments.dropFirst())) else { fail("wrong arguments\n" + Options.usage) }
guard let set = PageSet(signs: options.signs, labels: options.labels, without: options.without), !set.pages.isEmpty
else {
  fail("\(options.signs) and \(options.labels) hold no pages that can be learnt from")
}
let learner = Learner(set: set, options: options)
let folds = Array(Set(set.pages.map(\.fold))).sorted()
var jobs = folds.count > 1 ? folds.map { (name: "fold-\($0)", left: $0) } : []
if options.learnsAll { jobs.append((name: "all", left: -1)) }
for job in jobs {
  var chosen = set.pages.indices.filter { set.pages[$0].fold != job.left }
  if options.share < 1 {
    var random = SplitMix(seed: 77)
    let keeps = (0..<set.siteCount).map { _ in Double(random.next(below: 1000)) < options.share * 1000 }
    chosen = chosen.filter { keeps[set.pages[$0].site] }
  }
  let learnt = learner.learn(chosen)
  let table = WeightTable(learnt.chain, alone: learnt.alone, names: set.names)
  guard save(table.text, to: "\(options.out)/\(job.name).tsv") else { fail("\(options.out): cannot be written") }
}

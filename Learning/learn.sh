#!/usr/bin/env bash
# Learns tables anew and writes them to Rules/learnt: learn.sh NAME SHARED (make learn-NAME).
#
# NAME    tags, names, attribution, pronouns, pages, confidence, genres, stories
# SHARED  the folder of the evaluation data: corpora and scorers
#
# The program must be built (make build). The same data and the same program give the same bytes. What is learnt hangs on
# tables that are there: after `tags` and `names` the others are learnt anew. LABELS names a file that only `genres`
# asks for (Documentation/learning.md).
set -euo pipefail
cd "$(dirname "$0")/.."
name=$1 shared=$2
corpora=$shared/corpora score=$shared/score rules=Rules/learnt
program=.build/release/hearsay resources=.build/release/hearsay.resources
learners=Learning/learners tool=Learning/.build/release/hearsay-learn
[ -d "$corpora" ] || { echo "learn.sh: there is no evaluation data in '$shared'" >&2; exit 2; }

swift build --package-path Learning -c release --static-swift-stdlib >&2
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

compile() { "$program" compile --quiet --rules Rules --gazetteers Gazetteers -o "$work/resources"; }

# What is put together of the articles of wild, of those that are annotated in Learning/data, and of PolNeAR's.
quotes() {
  python3 $learners/annotated.py documents "$shared" "$work/annotated.jsonl"
  "$tool" quotes "$1" "$corpora/wild/documents.jsonl" >"$work/wild.tsv"
  "$tool" quotes "$1" "$work/annotated.jsonl" >"$work/annotated.tsv"
  "$tool" quotes "$1" "$corpora/polnear/train" >"$work/train.tsv"
}

case $name in
  tags)
    # Twice: the header has the figure on articles that were not learnt from.
    for figure in 'not yet measured' ''; do
      [ -n "$figure" ] || figure=$("$tool" tags "$work/resources" "$corpora/polnear/dev" |
        python3 $learners/tag_accuracy.py "$corpora/polnear/dev/corenlp.tsv.gz" --short)
      python3 $learners/tags.py "$corpora/polnear/train/corenlp.tsv.gz" $rules/tags --figure "$figure"
      compile
    done ;;
  names)
    # Twice: what each place shows by itself, then with what the rest of the document shows as well.
    entities=$corpora/entities
    "$tool" names "$resources" "$work/first" "$entities"/*/text
    python3 $learners/names.py "$work/first" "$entities" "$work/weights" --folds 3 --parts --steps 70 --least 5
    for part in 0 1 2; do
      "$tool" names "$resources" "$work/second.$part" --weights "$work/weights.$part" "$entities"/*/text
    done
    python3 $learners/names.py "$work/second.0,$work/second.1,$work/second.2" "$entities" "$work/evidence" \
      --folds 3 --parts --steps 70 --least 5
    mv "$work/evidence" $rules/names/evidence.tsv
    python3 $learners/names_confidence.py "$program" "$entities" "$work/evidence" $rules/names/confidence.tsv ;;
  attribution)
    # First the cues and where contents end, then, with these, which quotes are kept and how far each is trusted.
    train=$corpora/polnear/train
    "$tool" cues "$resources" "$train" --all-verbs >"$work/verbs"
    python3 $learners/cues.py lists "$work/verbs" "$train" .
    compile
    "$tool" cues "$work/resources" "$train" >"$work/candidates"
    python3 $learners/cues.py weights "$work/candidates" "$train" .
    compile
    quotes "$work/resources"
    python3 $learners/quotes.py learn "$work" "$shared" . "$program" "$tool" ;;
  decisions)
    # The second half of `attribution`: the cues and the ends of contents stay as they are.
    quotes "$resources"
    python3 $learners/quotes.py learn "$work" "$shared" . "$program" "$tool" ;;
  pronouns)
    for set in gap gum; do
      python3 "$score/entities.py" unpack "$corpora/coreference/$set/gold.jsonl" "$work/texts"
    done
    python3 $learners/pronouns.py unpack "$corpora/wild" "$work/texts"
    "$tool" pronouns "$resources" "$work/evidence" "$work/texts"
    python3 $learners/pronouns.py learn "$work/evidence" --pairs "$corpora/coreference/gap/gold.jsonl" \
      --chains "$corpora/coreference/gum/gold.jsonl" --quotes "$corpora/wild" --folds 5 \
      --table $rules/sources/pronouns.tsv ;;
  pages)
    for kind in pages texts; do
      python3 $learners/pages.py "$corpora/html" --measure --kind $kind --out $rules/page
    done ;;
  confidence)
    "$program" extract "$corpora/numbers/input.jsonl" -o "$work/records" --quiet || [ $? -eq 1 ]
    python3 $learners/quantities.py "$score/quantities.py" "$corpora/numbers/gold.jsonl" "$work/records" \
      --judged Learning/data/judged-quantities.tsv --out $rules/quantities.tsv ;;
  genres)
    : "${LABELS:?name the file of kinds: make learn-genres LABELS=file}"
    "$tool" genres "$resources" "$corpora"/html/{pages,more/pages,extra/pages} >"$work/signs"
    python3 $learners/genres.py "$work/signs" "$LABELS" --out $rules/genre/weights.tsv ;;
  stories)
    for set in events basil; do
      "$program" extract "$corpora/stories/$set/documents.jsonl" -o "$work/$set" --quiet || [ $? -eq 1 ]
    done
    python3 $learners/stories.py $rules/names/common-words.txt \
      "$work/events" "$corpora/stories/events/gold.jsonl" "$work/basil" "$corpora/stories/basil/gold.jsonl" ;;
  *) echo "learn.sh: there is nothing to learn that is called '$name'" >&2; exit 2 ;;
esac

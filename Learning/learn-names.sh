#!/bin/sh
# Learns the weights of the evidence for names anew.
#
#   learn-names.sh CORPORA [OUT]
#
# CORPORA holds a folder a corpus, each with text/*.txt and gold.jsonl. Twice: first what each place shows by itself, then
# with what the rest of the document shows as well. The figures of the second time are printed; the table goes to OUT.
# Needs numpy and scipy.
set -e
cd "$(dirname "$0")/../.."
corpora=$1
out=${2:-Rules/learnt/names/evidence.tsv}
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
swift build -c release --product hearsay
swift build -c release --product name-evidence
build=.build/release
"$build/hearsay" compile --quiet -o "$work/resources"
"$build/name-evidence" "$work/resources" "$work/first" "$corpora"/*/text
python3 Learning/learners/names.py "$work/first" "$corpora" "$work/weights" --folds 3 --parts --steps 70 --least 5
for part in 0 1 2; do
  "$build/name-evidence" "$work/resources" "$work/second.$part" --weights "$work/weights.$part" "$corpora"/*/text
done
python3 Learning/learners/names.py "$work/second.0,$work/second.1,$work/second.2" "$corpora" "$work/evidence" --folds 3 --parts --steps 70 --least 5
mv "$work/evidence" "$out"
python3 Learning/learners/names_confidence.py "$build/hearsay" "$corpora" "$work/evidence" Rules/learnt/names/confidence.tsv

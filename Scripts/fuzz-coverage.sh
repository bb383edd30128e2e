#!/usr/bin/env bash
# Feeds what libFuzzer makes up to the parts of the program that read bytes, each for some seconds.
#   fuzz-coverage.sh PROGRAM FUZZER SECONDS FOLDER [PART ...]
# PROGRAM is hearsay, FUZZER what Fuzzing/ is built to. FOLDER keeps what was found worth trying, a folder a part, so that a
# later run goes on from there; bytes that end a run are left in it as crash-…, timeout-… or oom-…. Status 1 where there are any.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "$1") fuzzer=$(realpath "$2") seconds=$3 folder=$4
shift 4
[ $# -gt 0 ] || set -- page dump json rules list resources
mkdir -p "$folder"
folder=$(realpath "$folder")

# What each part begins with.
seeds() {
  case $1 in
    page) cp Tests/Samples/html/*.html "$2" ;;
    dump)
      cp Tests/Samples/lines/* Tests/Samples/text/* "$2"
      tar -cf "$2/seed.tar" -C Tests/Samples text
      tar -czf "$2/seed.tar.gz" -C Tests/Samples text
      python3 - "$2" <<'PYTHON'
import io, pathlib, sys, zipfile
out = pathlib.Path(sys.argv[1])
page = b"<html><body><p>Ann Lee said that it rained.</p></body></html>"
with zipfile.ZipFile(out / "seed.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("a.html", page)
head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
record = (b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: application/http\r\n"
          b"Content-Length: %d\r\n\r\n" % len(head)) + head + b"\r\n\r\n"
(out / "seed.warc").write_bytes(record * 2)
(out / "seed.mhtml").write_bytes(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
                                 b"Content-Type: text/html\r\n\r\n" + page + b"\r\n--b--\r\n")
(out / "seed.csv").write_text('title,text\nRain,"Ann Lee said that it rained."\n')
(out / "seed.json").write_text('[{"title": "Rain", "text": "Ann Lee said that it rained."}]')
(out / "seed.xml").write_text('<feed><entry><title>Rain</title><content type="html">It &lt;b&gt;rained&lt;/b&gt;.</content></entry></feed>')
PYTHON
      ;;
    json) "$program" extract Tests/Samples/text -q | head -n 60 | split -l 1 - "$2/line-" ;;
    rules) cp Rules/*.rules "$2" ;;
    list) find Gazetteers -name '*.tsv' -size -40k -exec cp {} "$2" \; ;;
    resources)
      mkdir -p "$2.made/Gazetteers/word" "$2.made/Rules"
      cp Gazetteers/word/{day,month}.tsv "$2.made/Gazetteers/word/"
      printf 'phase cue\n\nrule cue.a\n  match cue:(/ab+c/ @word.day)\n  make cue cue class="statement"\n' > "$2.made/Rules/40-cue.rules"
      "$program" compile -q --gazetteers "$2.made/Gazetteers" --rules "$2.made/Rules" -o "$2/seed.resources" ;;
  esac
}

status=0
for part in "$@"; do
  tries=$folder/$part
  if [ ! -d "$tries" ]; then
    mkdir -p "$tries"
    seeds "$part" "$tries"
  fi
  echo "== $part"
  "$fuzzer" "$part" -max_total_time="$seconds" -max_len=65536 -timeout=10 -rss_limit_mb=1500 -print_final_stats=1 -verbosity=0 \
    -artifact_prefix="$folder/$part-" "$tries" 2>&1 | grep -E -e '^stat::(number|new)|ERROR|Fatal|SUMMARY|Test unit' || true
done
if find "$folder" -maxdepth 1 -name '*-crash-*' -o -maxdepth 1 -name '*-timeout-*' -o -maxdepth 1 -name '*-oom-*' | grep .; then status=1; fi
exit $status

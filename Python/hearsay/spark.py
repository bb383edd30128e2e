"""Extraction over a cluster of Apache Spark: a thin wrapper, the work is done by the program `hearsay` on each machine.

    from hearsay import spark as over
    found = over.extract_files(session, "hdfs:///news/2016/", "/shared/records")   # files: WARC, JSON Lines, pages, texts …
    found["quotes"].groupBy("source.name").count()
    found = over.extract_frame(session.read.parquet("articles"), text="body", id="url")
    over.stories(found, session, "/shared/records")["stories"]

Every file (or batch of rows) is read by a process of its own, with bounds on its time and memory. What a process that has
died leaves undone is an error record; nothing else is lost. `extract_files` keeps the records of each file and a marker
beside them: a job that was ended goes on where it was. The ids and copies of documents are told over all files as one run
over all of them would have told them.

The program must be on every machine: the package is installed there, or `program=` names a path that all have, or `ship`
sends it along.
"""
import base64
import gzip
import hashlib
import json
import os
import re
import signal
import subprocess
import tarfile
import tempfile
import threading
import zipfile

from .errors import HearsayError
from .program import TABLES, Program

#: Files that are smaller than this together are done by one task, one process after the other.
TASK_BYTES = 64 << 20
TASK_FILES = 500
#: The rows that one process is given, by number and bytes.
BATCH_ROWS, BATCH_BYTES = 2000, 32 << 20
_ID = r"d[0-9a-f]{16}(?:-[0-9]+)?"
_ARCHIVE = "hearsay-program"
_DOCUMENT = re.compile(rf'\{{"type":"document","id":"({_ID})"'.encode())
#: Within a text every quotation mark has a backslash before it.
_WORDS = re.compile(rb'(?<=,)"text_hash":"([^"]*)"')


# The program on the machines

def ship(spark, program=None):
    """Sends this package, the program and its lists to all machines of a session; name nothing as `program=` afterwards.

    It goes with its folders `bin`, `lib/hearsay` and `share/hearsay`, as a wheel or `make install` has them; a program alone
    goes with the `hearsay.resources` beside it.
    """
    program = Program(program)
    root = os.path.dirname(os.path.dirname(os.path.realpath(program.path)))
    beside = os.path.join(os.path.dirname(os.path.realpath(program.path)), "hearsay.resources")
    work = tempfile.mkdtemp()
    path = os.path.join(work, _ARCHIVE + ".tar.gz")
    with tarfile.open(path, "w:gz", compresslevel=1) as archive:
        archive.add(os.path.realpath(program.path), "bin/hearsay")
        if os.path.exists(beside):
            archive.add(beside, "share/hearsay/hearsay.resources")
        for name in ("lib/hearsay", "share/hearsay"):
            if not os.path.exists(beside) and os.path.isdir(os.path.join(root, name)):
                archive.add(os.path.join(root, name), name)
    spark.sparkContext.addArchive(path + "#" + _ARCHIVE)
    package = os.path.dirname(os.path.abspath(__file__))
    sources = os.path.join(work, "hearsay.zip")
    with zipfile.ZipFile(sources, "w") as archive:
        for name in sorted(os.listdir(package)):
            if name.endswith(".py"):
                archive.write(os.path.join(package, name), "hearsay/" + name)
    spark.sparkContext.addPyFile(sources)


def _program(path):
    """The program on the machine where a task runs."""
    if path is None:
        try:
            from pyspark import SparkFiles
            sent = os.path.join(SparkFiles.get(_ARCHIVE), "bin", "hearsay")
            if os.path.exists(sent):
                os.chmod(sent, 0o755)
                return sent
        except Exception:  # no session of which files were sent
            pass
    return Program(path).path


# One process

class _Bounds:
    """What a process may take: seconds, and bytes of memory of its own (0: no bound)."""

    def __init__(self, seconds, memory):
        self.seconds, self.memory = seconds, memory

    def begin(self):
        import resource
        os.setsid()
        if self.memory:
            resource.setrlimit(resource.RLIMIT_DATA, (self.memory, self.memory))


def _run(command, bounds, output, given=None, folder=None):
    """Runs a process into an open file. Why it did not end by itself, or None, and the end of what it said."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdin=subprocess.PIPE if given else subprocess.DEVNULL, stdout=output, stderr=said,
                                   cwd=folder, env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8"},
                                   preexec_fn=bounds.begin)
        late, timer = [], None
        if bounds.seconds:
            timer = threading.Timer(bounds.seconds, lambda: (late.append(True), os.killpg(process.pid, signal.SIGKILL)))
            timer.daemon = True
            timer.start()
        try:
            if given:
                try:
                    for piece in given:
                        process.stdin.write(piece)
                except BrokenPipeError:
                    pass
                finally:
                    try:
                        process.stdin.close()
                    except BrokenPipeError:
                        pass
            status = process.wait()
        except BaseException:
            # The task was ended: so is its process.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        finally:
            if timer:
                timer.cancel()
        said.seek(max(0, said.seek(0, os.SEEK_END) - 4096))
        messages = said.read().decode("utf-8", "replace").strip()
    if late:
        return f"the program took more than {bounds.seconds} seconds", messages
    if status < 0:
        return f"the program ended by signal {-status}", messages
    if status not in (0, 1):
        raise HearsayError(messages or f"{command[0]}: status {status}")
    return None, messages


def _error_line(origin, reason):
    record = {"type": "error", "origin": origin, "document": None, "stage": "extraction", "reason": reason}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


# Files

def extract_files(spark, paths, output, types=None, options=(), seconds=3600, memory=4 << 30, program=None):
    """Reads files, or folders of them, on any file system that Spark reads; frames of their records, by type.

    `output` is a folder that all machines write to (a path, or an address that PyArrow's file systems know): it gets
    `shards/`, a file of records an input, and `markers/`. An input whose marker says that it was done as it is now, by the
    same program with the same options, is not read again. `options` are further words of `hearsay extract`. `seconds` and
    `memory` bound the process of one file.

    Files of `file:` are read in place; others go through Spark to the machine's temporary folder, and can have 2 GiB at most.
    """
    paths = [paths] if isinstance(paths, str) else list(paths)
    store, root = _store(output)
    inputs = _list(spark, paths)
    version = Program(program).version if program or not _was_sent(spark) else Program().version
    key = hashlib.sha256(json.dumps([version, list(options)]).encode()).hexdigest()[:16]
    for name in ("shards", "markers"):
        store.create_dir(f"{root}/{name}", recursive=True)
    done = _markers(store, root)
    left = [item for item in inputs if done.get(item["name"]) != [item["path"], item["size"], item["modified"], key]]
    if left:
        _run_tasks(spark, left, output, key, options, _Bounds(seconds, memory), program)
    _prune(store, root, {item["name"] for item in inputs})
    return _frames(spark, _lines_of_files(spark, output, inputs), types, program)


def _was_sent(spark):
    from pyspark import SparkFiles
    try:
        return os.path.exists(SparkFiles.get(_ARCHIVE))
    except Exception:
        return False


def _store(output):
    from pyarrow import fs
    if "://" in output or output.startswith("file:"):
        return fs.FileSystem.from_uri(output)
    return fs.LocalFileSystem(), os.path.abspath(output)


def _list(spark, paths):
    """All files in the order in which `hearsay extract` walks over the paths: a folder by the bytes of its names."""
    jvm, configuration = spark.sparkContext._jvm, spark.sparkContext._jsc.hadoopConfiguration()
    found = []
    for given in paths:
        path = jvm.org.apache.hadoop.fs.Path(given if "://" in given or given.startswith("file:") else
                                             "file:" + os.path.abspath(given))
        system = path.getFileSystem(configuration)
        if not system.exists(path):
            raise HearsayError(f"{given}: there is no such file")
        files = []
        if system.getFileStatus(path).isDirectory():
            walk = system.listFiles(path, True)
            while walk.hasNext():
                files.append(walk.next())
        else:
            files.append(system.getFileStatus(path))
        root = path.toUri().getPath().rstrip("/")
        rows = []
        for status in files:
            uri = status.getPath().toUri()
            inner = uri.getPath()[len(root):].lstrip("/")
            if any(part.startswith((".", "_")) for part in inner.split("/")):
                continue
            local = uri.getScheme() == "file"
            origin = (os.path.join(given, inner) if inner else given) if local and not given.startswith("file:") \
                else (uri.getPath() if local else uri.toString())
            rows.append({"path": origin, "address": status.getPath().toString(), "local": uri.getPath() if local else None,
                         "member": bool(inner), "size": status.getLen(), "modified": status.getModificationTime(),
                         "order": [part.encode() for part in inner.split("/")]})
        found += sorted(rows, key=lambda row: row["order"])
    for number, item in enumerate(found):
        del item["order"]
        item["number"] = number
        # A place of its own for every input, by a hash of its whole path.
        end = hashlib.sha256(item["path"].encode()).hexdigest()[:16]
        item["name"] = "".join(c if c.isalnum() or c in "._-" else "_" for c in os.path.basename(item["path"]))[-80:] + "." + end
    return found


def _markers(store, root):
    """What the markers say of the inputs that are done."""
    from pyarrow import fs
    done = {}
    for info in store.get_file_info(fs.FileSelector(f"{root}/markers", allow_not_found=True)):
        if not info.path.endswith(".json") or info.base_name.startswith("."):
            continue
        try:
            with store.open_input_stream(info.path) as file:
                marker = json.loads(file.read())
            done[info.base_name[:-len(".json")]] = [marker["path"], marker["size"], marker["modified"], marker["key"]]
        except (ValueError, KeyError, OSError):
            continue
    return done


def _prune(store, root, names):
    """Takes away what belongs to files that are gone."""
    from pyarrow import fs
    for folder, end in (("markers", ".json"), ("shards", ".jsonl.gz")):
        for info in store.get_file_info(fs.FileSelector(f"{root}/{folder}")):
            if not (info.base_name.endswith(end) and info.base_name[:-len(end)] in names):
                store.delete_file(info.path)


def _run_tasks(spark, items, output, key, options, bounds, program):
    tasks, size = [[]], 0
    for item in items:
        if tasks[-1] and (size + item["size"] > TASK_BYTES or len(tasks[-1]) >= TASK_FILES):
            tasks.append([])
            size = 0
        tasks[-1].append(item)
        size += item["size"]
    options = list(options)

    def work(batches):
        import pyarrow as pa
        for batch in batches:
            for number in batch.column(0).to_pylist():
                for item in tasks[number]:
                    _do_file(item, output, key, options, bounds, _program(program), item.get("content"))
                yield pa.RecordBatch.from_pydict({"task": pa.array([number], pa.int64())})

    local = all(item["local"] for item in items)
    if local:
        spark.range(0, len(tasks), 1, len(tasks)).mapInArrow(work, "task long").collect()
        return
    # Through Spark: a row a file, with its bytes.
    by_address = {item["address"]: item for item in items}

    def work_on_bytes(batches):
        import pyarrow as pa
        for batch in batches:
            for row in range(batch.num_rows):
                item = by_address[batch.column(0)[row].as_py()]
                _do_file(item, output, key, options, bounds, _program(program), batch.column(1)[row].as_buffer())
                yield pa.RecordBatch.from_pydict({"task": pa.array([item["number"]], pa.int64())})

    before = spark.conf.get("spark.sql.execution.arrow.maxRecordsPerBatch")
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "1")
    try:
        frame = spark.read.format("binaryFile").load(list(by_address)).select("path", "content")
        frame.repartition(len(tasks)).mapInArrow(work_on_bytes, "task long").collect()
    finally:
        spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", before)


def _do_file(item, output, key, options, bounds, program, content):
    """Extracts one file into its shard, and writes its marker when that is whole."""
    store, root = _store(output)
    attempt = base64.b32encode(os.urandom(10)).decode().lower()
    hidden = f"{root}/shards/.{item['name']}.{attempt}"
    with tempfile.TemporaryDirectory() as work:
        path, folder = item["path"], None
        if item["local"] and not os.path.isabs(path):
            # The path as it was given, from the folder that it was given in.
            folder = item["local"][:-len(path)].rstrip("/") + "/" if item["local"].endswith(path) else None
            path = path if folder else item["local"]
        elif content is not None:
            # Where it is read from has the name that its records are to tell.
            folder, path = work, item["address"]
            os.makedirs(os.path.join(work, os.path.dirname(path)), exist_ok=True)
            with open(os.path.join(work, path), "wb") as file:
                file.write(content)
        with tempfile.TemporaryFile() as lines:
            command = [program, "extract", "--jobs", "1", "--quiet", *(["--members"] if item["member"] else []), *options, "--", path]
            reason, said = _run(command, bounds, lines, folder=folder)
            lines.seek(0)
            with store.open_output_stream(hidden, compression=None) as raw:
                with gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=1, mtime=0) as shard:
                    documents = _copy(lines, shard)
                    if reason:
                        shard.write(_error_line(item["path"], reason))
    marker = {"path": item["path"], "size": item["size"], "modified": item["modified"], "key": key,
              "failed": reason, "said": said, "documents": documents}
    if reason:
        marker["key"] = None  # the next job tries again
    store.move(hidden, f"{root}/shards/{item['name']}.jsonl.gz")
    hidden = f"{root}/markers/.{item['name']}.{attempt}"
    with store.open_output_stream(hidden) as file:
        file.write(json.dumps(marker).encode())
    store.move(hidden, f"{root}/markers/{item['name']}.json")


def _copy(lines, shard):
    """Copies lines; the ids of the documents among them, and the hashes of their words."""
    documents, waiting, size = [], [], 0
    for line in lines:
        # A process that was killed may have left a part of a line.
        if not line.endswith(b"\n"):
            continue
        found = _DOCUMENT.match(line)
        if found:
            words = _WORDS.search(line)
            documents.append({"id": found.group(1).decode(), "words": words and words.group(1).decode()})
        waiting.append(line)
        size += len(line)
        if size > 1 << 20:
            shard.write(b"".join(waiting))
            waiting, size = [], 0
    shard.write(b"".join(waiting))
    return documents


def _lines_of_files(spark, output, inputs):
    """All lines of all shards: file, type, document, line; with the ids and copies as one run has them."""
    from pyspark.sql import functions as F
    _, root = _store(output)
    where = output if "://" in output or output.startswith("file:") else "file:" + root
    numbers = spark.createDataFrame([(item["name"], item["number"]) for item in inputs], "name string, file long")
    shape = "documents array<struct<id: string, words: string>>"
    markers = spark.read.text(where + "/markers/*.json", wholetext=True).select(
        F.regexp_extract(F.input_file_name(), r"([^/]+)\.json$", 1).alias("name"), F.from_json("value", shape).alias("marker"))
    documents = markers.join(F.broadcast(numbers), "name").select(
        "file", F.posexplode("marker.documents").alias("place", "document")).select(
        "file", "place", F.col("document.id").alias("id"), F.col("document.words").alias("words"))
    lines = spark.read.text(where + "/shards/*.jsonl.gz").select(
        F.regexp_extract(F.input_file_name(), r"([^/]+)\.jsonl\.gz$", 1).alias("name"), F.col("value").alias("line")).join(
        F.broadcast(numbers), "name").drop("name")
    return _told_anew(lines, documents)


def _told_anew(lines, documents):
    """Lines (file, line) with the ids and copies of `documents` (file, place, id, words) as one run over all has them."""
    from pyspark.sql import functions as F
    from pyspark.sql.window import Window
    order = [F.col("file"), F.col("place")]
    base = F.regexp_extract("id", r"^(d[0-9a-f]{16})", 1)
    named = documents.withColumn("base", base).withColumn(
        "times", F.row_number().over(Window.partitionBy("base").orderBy(*order))).withColumn(
        "now", F.when(F.col("times") == 1, F.col("base")).otherwise(F.concat_ws("-", "base", "times")))
    first = F.first("now").over(Window.partitionBy("words").orderBy(*order))
    named = named.withColumn("first", F.when(F.col("words").isNotNull(), first)).withColumn(
        "copy", F.when(F.col("first") != F.col("now"), F.col("first"))).select("file", "id", "now", "copy")
    lines = _with_document(lines)
    joined = lines.join(named, (lines["file"] == named["file"]) & (lines["document"] == named["id"]), "left").select(
        lines["file"], "type", "line", "document", "now", "copy")
    # Within a text every quotation mark has a backslash before it: an id stands behind one that has none.
    renamed = F.when(F.col("now").isNull() | (F.col("now") == F.col("document")), F.col("line")).otherwise(
        F.regexp_replace("line", F.concat(F.lit(r'(?<=[:\[,])"'), F.col("document"), F.lit(r'(?=["/])')),
                         F.concat(F.lit('"'), F.col("now"))))
    told = F.regexp_replace(renamed, F.lit(r'(?<=,)"duplicate_of":(?:null|"[^"]*")'), F.concat(
        F.lit('"duplicate_of":'), F.coalesce(F.concat(F.lit('"'), F.col("copy"), F.lit('"')), F.lit("null"))))
    return joined.select("file", "type", F.coalesce("now", "document").alias("document"), F.when(
        F.col("type") == "document", told).otherwise(renamed).alias("line"))


def _with_document(lines):
    from pyspark.sql import functions as F
    kind = F.regexp_extract("line", r'^\{"type":"([a-z]+)"', 1)
    document = F.when(kind == "error", F.regexp_extract("line", rf'(?<=,)"document":"({_ID})"', 1)).otherwise(
        F.regexp_extract("line", rf'^\{{"type":"[a-z]+","id":"({_ID})', 1))
    return lines.withColumn("type", kind).withColumn("document", document)


# Rows

def extract_frame(frame, text=None, html=None, id=None, url=None, title=None, published=None, types=None, options=(),
                  seconds=600, memory=4 << 30, program=None, output=None):
    """Reads the rows of a frame as documents: a column of `text` or of `html`, and what else is known of them.

    The `key` of a document is what its row has in the column `id`, and its `origin` too; without one, `row:` and two numbers. A
    batch of rows is done by one process; where it dies, its rows are done by halves, until the row that it dies of is an
    error record. The rows' order is that of the frame: copies are those of earlier rows. `output` is a folder for the
    lines of records; without one they are kept on the machines' disks while the session lasts.
    """
    from pyspark import StorageLevel
    from pyspark.sql import functions as F
    if not text and not html:
        raise HearsayError("name the column of the text or the page: text= or html=")
    names = {"text": text, "html": html, "id": id, "url": url, "title": title, "published": published}
    columns = [F.col(column).cast("string").alias(name) for name, column in names.items() if column]
    bounds, options = _Bounds(seconds, memory), list(options)

    def work(batches):
        import pyarrow as pa
        from pyspark import TaskContext
        part, place = TaskContext.get().partitionId(), 0
        path = _program(program)
        for rows in _batches(batches):
            for lines in _do_rows(rows, place, part, path, options, bounds):
                yield pa.RecordBatch.from_pydict({
                    "file": pa.array([part] * len(lines), pa.int64()), "line": pa.array(lines, pa.string())})
            place += len(rows)

    spark = frame.sparkSession
    lines = frame.select(*columns).mapInArrow(work, "file long, line string")
    if output:
        lines.write.mode("overwrite").parquet(output)
        lines = spark.read.parquet(output)
    else:
        lines = lines.persist(StorageLevel.DISK_ONLY)
    found = lines.where(F.col("line").startswith('{"type":"document"')).select(
        "file", F.monotonically_increasing_id().alias("place"), F.get_json_object("line", "$.id").alias("id"),
        F.get_json_object("line", "$.text_hash").alias("words"))
    return _frames(spark, _told_anew(lines, found), types, program)


def _batches(batches):
    """The rows of batches of Arrow, parted by number and bytes."""
    rows, size = [], 0
    for batch in batches:
        for row in batch.to_pylist():
            row = {name: value for name, value in row.items() if value is not None}
            line = json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
            if rows and (len(rows) >= BATCH_ROWS or size + len(line) > BATCH_BYTES):
                yield rows
                rows, size = [], 0
            rows.append((row.get("id"), line))
            size += len(line)
    if rows:
        yield rows


def _do_rows(rows, place, part, program, options, bounds):
    """The lines of the records of some rows, by pieces."""
    with tempfile.TemporaryFile() as lines:
        command = [program, "extract", "--format", "jsonl", "--jobs", "1", "--quiet", *options, "-"]
        reason, _ = _run(command, bounds, lines, given=(line for _, line in rows))
        if reason and len(rows) > 1:
            half = len(rows) // 2
            yield from _do_rows(rows[:half], place, part, program, options, bounds)
            yield from _do_rows(rows[half:], place + half, part, program, options, bounds)
            return
        if reason:
            yield [_error_line(_origin(rows, 0, place, part), reason).decode()[:-1]]
            return
        lines.seek(0)
        found, size = [], 0
        for line in lines:
            text = line.decode("utf-8").rstrip("\n")
            if text.startswith(('{"type":"document"', '{"type":"error"')):
                text = _with_origin(text, rows, place, part)
            found.append(text)
            size += len(line)
            if size > BATCH_BYTES:
                yield found
                found, size = [], 0
        if found:
            yield found


def _origin(rows, index, place, part):
    return rows[index][0] if rows[index][0] is not None else f"row:{part}:{place + index + 1}"


def _with_origin(line, rows, place, part):
    """A record of a document or an error with the row that it comes from, in place of the line of what was sent."""
    start = line.find('"origin":"')
    end = start + len('"origin":"')
    stop = line.find('"', end)
    number = line[end:stop].rpartition(":")[2]
    if start < 0 or not number.isdigit() or not 0 < int(number) <= len(rows):
        return line
    return line[:end - 1] + json.dumps(_origin(rows, int(number) - 1, place, part), ensure_ascii=False) + line[stop + 1:]


# Frames

class Frames(dict):
    """Frames by the names of their tables (`documents`, `quotes` …), and all their `lines` (type, document, line)."""

    def __init__(self, frames, lines):
        super().__init__(frames)
        self.lines = lines


def _frames(spark, lines, types, program):
    from pyspark.sql import functions as F
    from pyspark.sql.types import StructType
    from .reading import tables_of
    wanted = tables_of(types)
    found = json.loads(Program(program).schema("spark"))
    frames = {}
    for kind, name in TABLES.items():
        if name in wanted:
            schema = StructType.fromJson(found[kind])
            frames[name] = lines.where(F.col("type") == kind).select(F.from_json("line", schema).alias("r")).select("r.*")
    return Frames(frames, lines)


# Stories

def stories(found, spark, output, seconds=3600, memory=0, program=None):
    """Which documents tell one story, and who copied whom: lines of the records over documents, by type.

    One process reads all records for the keys by which documents are parted (some 11 KB of memory a document, and no text);
    then the groups are put together by Spark, and compared on all machines. Identities are told within a group.
    """
    from pyspark.sql import functions as F
    store, root = _store(output)
    store.create_dir(f"{root}/stories", recursive=True)
    lines = found.lines.where(F.col("type") != "error")
    bounds = _Bounds(seconds, memory)

    def read_keys(batches):
        import pyarrow as pa
        with tempfile.NamedTemporaryFile(suffix=".jsonl") as given, tempfile.TemporaryFile() as keys:
            for batch in batches:
                for line in batch.column(0).to_pylist():
                    given.write(line.encode() + b"\n")
            given.flush()
            reason, said = _run([_program(program), "stories", "--keys", "--quiet", given.name], bounds, keys)
            if reason:
                raise HearsayError(f"the keys of the documents: {reason}: {said}")
            keys.seek(0)
            rows = [line.decode().rstrip("\n").split("\t") for line in keys]
        yield pa.RecordBatch.from_pydict({"owner": pa.array([row[0] for row in rows], pa.string()),
                                          "key": pa.array([row[1] for row in rows], pa.string())})

    def compare(batches):
        import pyarrow as pa
        with tempfile.NamedTemporaryFile(suffix=".jsonl") as given, tempfile.TemporaryFile() as told:
            for batch in batches:
                for line in batch.column(0).to_pylist():
                    given.write(line.encode() + b"\n")
            given.flush()
            if not given.tell():
                return
            reason, said = _run([_program(program), "stories", "--jobs", "1", "--quiet", given.name], bounds, told)
            if reason:
                raise HearsayError(f"the stories: {reason}: {said}")
            told.seek(0)
            yield pa.RecordBatch.from_pydict({"line": pa.array([line.decode().rstrip("\n") for line in told], pa.string())})

    sorted_lines = lines.select("document", F.when(F.col("type") == "document", 0).otherwise(1).alias("rank"), "line")
    keys = sorted_lines.repartition(1).sortWithinPartitions("document", "rank").select("line").mapInArrow(
        read_keys, "owner string, key string").persist()
    parts = max(1, spark.sparkContext.defaultParallelism * 4)
    told = sorted_lines.join(keys, sorted_lines["document"] == keys["owner"]).repartition(parts, "key").sortWithinPartitions(
        "key", "document", "rank").select("line").mapInArrow(compare, "line string")
    told.write.mode("overwrite").text(f"{output}/stories")
    told = spark.read.text(f"{output}/stories").select(
        F.regexp_extract("value", r'^\{"type":"([a-z]+)"', 1).alias("type"), F.col("value").alias("line"))
    return {name: told.where(F.col("type") == kind) for kind, name in
            (("story", "stories"), ("reuse", "reuses"), ("change", "changes"), ("saying", "sayings"), ("figure", "figures"),
             ("identity", "identities"))}


__all__ = ["extract_files", "extract_frame", "stories", "ship", "Frames"]

"""Records as tables of PyArrow, a table a type."""
import io
import os

from .errors import DocumentError, HearsayError
from .program import TABLES, Program

#: So many bytes of lines are made a batch of a table at once.
BLOCK = 8 << 20


class Records:
    """The records of a run by type: `documents`, `entities`, `sources`, `quotes`, `numbers`, `dates` (tables of PyArrow),
    and `errors` (a list of DocumentError)."""

    def __init__(self, tables):
        self._tables = tables

    def __getattr__(self, name):
        if name.startswith("_") or name not in self._tables:
            raise AttributeError(name)
        return self._tables[name]

    def __getitem__(self, name):
        return self._tables[name]

    def __iter__(self):
        return iter(self._tables)

    @property
    def errors(self):
        """What could not be read."""
        return [DocumentError(row["origin"], row["reason"], row["stage"], row["document"])
                for row in self._tables["errors"].to_pylist()]

    def pandas(self, name):
        """A type as a frame of pandas; numbers keep the types that the table has."""
        return self._tables[name].to_pandas()

    def __repr__(self):
        return "Records(" + ", ".join(f"{table.num_rows} {name}" for name, table in self._tables.items()) + ")"


def records(path, types=None, program=None):
    """The records of a file (.jsonl, .gz, .zst), or of the files of a folder that --into or --split wrote.

    `types` names the tables that are wanted (["quotes", "sources"]). A line that is no record is a HearsayError that
    tells its place.
    """
    program = program if isinstance(program, Program) else Program(program)
    wanted = tables_of(types)
    reader = _Reader(program, wanted)
    for name in files(path):
        reader.read(name)
    return Records(reader.tables())


def tables_of(types):
    """The names of the tables that are wanted: all, where none are named."""
    if types is None:
        return list(TABLES.values())
    unknown = [name for name in types if name not in TABLES.values()]
    if unknown:
        raise HearsayError(f"there is no type {unknown[0]!r}: the types are {', '.join(TABLES.values())}")
    return [name for name in TABLES.values() if name in types or name == "errors"]


def files(path):
    """The files of records below a path, in the order of their names; hidden ones are none."""
    path = os.fspath(path)
    if not os.path.isdir(path):
        if not os.path.exists(path):
            raise HearsayError(f"{path}: there are no records")
        return [path]
    found = []
    for root, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [os.path.join(root, name) for name in names
                  if name.endswith((".jsonl", ".jsonl.gz", ".jsonl.zst")) and not name.startswith(".")]
    return sorted(found)


class _Reader:
    """Parts lines by their type and makes batches of them."""

    def __init__(self, program, wanted):
        self.schemas = {TABLES[kind]: schema for kind, schema in program.arrow_schemas().items() if TABLES[kind] in wanted}
        self.heads = {f'{{"type":"{kind}"'.encode(): name for kind, name in TABLES.items() if name in wanted}
        self.all_heads = tuple(f'{{"type":"{kind}"'.encode() for kind in TABLES)
        self.lines = {name: io.BytesIO() for name in wanted}
        self.batches = {name: [] for name in wanted}

    def read(self, path):
        import pyarrow as pa
        compression = {".gz": "gzip", ".zst": "zstd"}.get(os.path.splitext(path)[1])
        with pa.input_stream(path, compression=compression, buffer_size=1 << 20) as stream:
            try:
                for number, line in enumerate(io.BufferedReader(_Raw(stream), 1 << 20), 1):
                    self.add(path, number, line)
            except OSError as error:
                raise HearsayError(f"{path}: {error}") from None
        for name in self.lines:
            self.flush(name, path)

    def add(self, path, number, line):
        name = self.heads.get(line[:line.find(b",")])
        if name is None:
            # Records of stories may lie beside those of documents.
            if line.strip() and not line.startswith(b'{"type":"'):
                raise HearsayError(f"{path}:{number}: no record")
            return
        waiting = self.lines[name]
        waiting.write(line)
        if waiting.tell() >= BLOCK:
            self.flush(name, path)

    def flush(self, name, path):
        import pyarrow as pa
        import pyarrow.json as reader
        size = self.lines[name].tell()
        if not size:
            return
        self.lines[name].seek(0)
        options = reader.ParseOptions(explicit_schema=self.schemas[name], unexpected_field_behavior="ignore")
        try:
            self.batches[name].append(reader.read_json(
                self.lines[name], parse_options=options, read_options=reader.ReadOptions(block_size=size + 1)))
        except pa.ArrowInvalid as error:
            raise HearsayError(f"{path}: {error}") from None
        self.lines[name] = io.BytesIO()

    def tables(self):
        import pyarrow as pa
        return {name: pa.concat_tables(self.batches[name]) if self.batches[name] else self.schemas[name].empty_table()
                for name in self.lines}


class _Raw(io.RawIOBase):
    """A stream of PyArrow as one of Python, that can be read by lines."""

    def __init__(self, stream):
        self.stream = stream

    def readable(self):
        return True

    def readinto(self, buffer):
        found = self.stream.read(len(buffer))
        buffer[:len(found)] = found
        return len(found)

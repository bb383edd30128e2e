"""The program `hearsay`: where it is, what its records look like, and how it is run."""
import functools
import json
import os
import shutil
import subprocess

from .errors import HearsayError

#: The types of records, each with the name of its table.
TABLES = {"document": "documents", "entity": "entities", "source": "sources", "quote": "quotes", "number": "numbers",
          "date": "dates", "error": "errors"}


class Program:
    """The program: the one named, else that of HEARSAY, of this package, or of the path."""

    def __init__(self, path=None):
        own = os.path.join(os.path.dirname(os.path.abspath(__file__)), "program", "bin", "hearsay")
        self.path = path or os.environ.get("HEARSAY") or (own if os.path.exists(own) else shutil.which("hearsay"))
        if not self.path or not os.path.exists(self.path):
            raise HearsayError(f"there is no program {self.path or 'hearsay'}: set HEARSAY, or name it by program=")

    def run(self, *words, **options):
        """Runs it to its end; the finished process. HearsayError where it was used wrongly or did not end by itself."""
        done = subprocess.run([self.path, *map(os.fspath, words)], stdin=options.pop("stdin", subprocess.DEVNULL),
                              stdout=options.pop("stdout", subprocess.PIPE), stderr=subprocess.PIPE, **options)
        if done.returncode not in (0, 1):
            said = done.stderr.decode("utf-8", "replace").strip()
            how = f"ended by signal {-done.returncode}" if done.returncode < 0 else f"status {done.returncode}"
            raise HearsayError(said or f"{self.path}: {how}")
        return done

    @property
    def version(self):
        """The version with the commit and the hash of the lists and rules."""
        return self.run("--version").stdout.decode().strip()

    def schema(self, form):
        """What `hearsay schema --as FORM` prints."""
        return _schema(self.path, form)

    def arrow_schemas(self):
        """A schema of PyArrow a type of record."""
        import pyarrow as pa
        found = json.loads(self.schema("arrow"))
        return {kind: pa.schema([_field(field) for field in found[kind]["fields"]]) for kind in TABLES}


@functools.lru_cache(maxsize=None)
def _schema(path, form):
    return Program(path).run("schema", "--as", form).stdout.decode("utf-8")


def _field(field):
    import pyarrow as pa
    return pa.field(field["name"], _type(field))


def _type(field):
    import pyarrow as pa
    name, children = field["type"]["name"], field["children"]
    if name == "list":
        return pa.list_(_type(children[0]))
    if name == "struct":
        return pa.struct([_field(child) for child in children])
    return {"utf8": pa.string(), "bool": pa.bool_(), "int": pa.int64(), "floatingpoint": pa.float64()}[name]

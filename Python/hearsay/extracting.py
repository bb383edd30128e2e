"""Extraction on this machine."""
import os
import tempfile

from .errors import ExtractionError, HearsayError
from .program import Program
from .reading import records, tables_of


def extract(paths, types=None, jobs=0, errors="raise", options=(), program=None, folder=None):
    """Reads dumps (a path or several: files, folders) and gives their records as tables of PyArrow, by type.

    `types` names the tables that are wanted; `jobs` are threads, 0 for one a core; `options` are further words of
    `hearsay extract`, as ["--max-document", "64M"]. `folder` is where the records lie until they are read (the
    system's temporary folder). Where documents could not be read, an ExtractionError has them as `errors` and all others as
    `records`; with errors="keep" they are only `errors` of what is returned.
    """
    if errors not in ("raise", "keep"):
        raise HearsayError("errors must be 'raise' or 'keep'")
    program = program if isinstance(program, Program) else Program(program)
    paths = [paths] if isinstance(paths, (str, bytes, os.PathLike)) else list(paths)
    only = [] if types is None else ["--only", ",".join(tables_of(types))]
    with tempfile.TemporaryDirectory(dir=folder) as work:
        program.run("extract", "--quiet", "--split", work, "--jobs", str(jobs), *only, *options, "--", *paths)
        found = records(work, types=types, program=program)
    failed = found.errors
    if failed and errors == "raise":
        raise ExtractionError(failed, found)
    return found

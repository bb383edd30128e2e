"""Who said what, out of raw dumps of English news.

    import hearsay
    found = hearsay.extract("dumps/")        # a table of PyArrow a type of record
    found.quotes.num_rows
    found.pandas("quotes")                   # the same as a frame of pandas
    hearsay.records("records.jsonl.gz")      # what `hearsay extract` has written

Each table has the columns that `hearsay schema --as arrow` prints. `hearsay.spark` does the same over a cluster.
"""
from .errors import DocumentError, ExtractionError, HearsayError
from .program import Program
from .reading import Records, records
from .extracting import extract

__all__ = ["DocumentError", "ExtractionError", "HearsayError", "Program", "Records", "extract", "records"]

"""What can go wrong, as exceptions."""


class HearsayError(Exception):
    """The program is not there, was used wrongly, or ended before its time."""


class DocumentError(HearsayError):
    """A document, or a part of a dump, that could not be read or finished; all else of the dumps is done.

    `origin` says where it came from (`dump.warc.gz#8192`), `document` is its id where it has one, `stage` one of `input`,
    `ingestion`, `extraction` and `output`.
    """

    def __init__(self, origin, reason, stage=None, document=None):
        super().__init__(f"{origin}: {reason}")
        self.origin, self.reason, self.stage, self.document = origin, reason, stage, document

    def __reduce__(self):
        return DocumentError, (self.origin, self.reason, self.stage, self.document)


class ExtractionError(HearsayError):
    """Some documents failed. `errors` has a `DocumentError` each, `records` what came of all others."""

    def __init__(self, errors, records):
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        super().__init__(f"{errors[0]}{more}")
        self.errors, self.records = errors, records

    def __reduce__(self):
        return ExtractionError, (self.errors, self.records)

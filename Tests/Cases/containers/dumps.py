#!/usr/bin/env python3
"""Write a small dump of one kind to standard output: dumps.py KIND > FILE (used by the cases beside it)."""
import base64
import bz2
import gzip
import io
import json
import lzma
import struct
import sys
import tarfile
import zipfile

DAM = "<html><head><title>The dam held</title></head><body><p>The dam held through the night, the mayor said.</p></body></html>"
TIDE = "<html><head><title>A late tide</title></head><body><p>The tide came late, and the boats with it.</p></body></html>"
# DAM compressed with brotli.
BROTLI_DAM = base64.b64decode(
    "G3cA4IzDuLHbxObyqwgmciwJBvotvNvYuvKDxnP9wKBh0MgNDtgryzhPNB2IdhtbSxXB0QmioF+zEGK8bFAtpq29gRZccoCe"
    "xOjmOLkTX9Q5yDM5")
TEXT = "The dam held.\n\nThe tide came late, the harbour master said.\n"


def zstd(data):
    """A frame of raw blocks without a checksum."""
    out = b"\x28\xb5\x2f\xfd\xa0" + struct.pack("<I", len(data))
    pieces = [data[i:i + 65536] for i in range(0, len(data), 65536)] or [b""]
    for number, piece in enumerate(pieces):
        out += struct.pack("<I", len(piece) << 3 | (number == len(pieces) - 1))[:3] + piece
    return out


def chunked(data):
    half = len(data) // 2
    parts = [data[:half], data[half:], b""]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)


def record(kind, body, url="http://example.org/a", media="application/http; msgtype=response"):
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def response(page, fields="", body=None, status="200 OK"):
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{fields}\r\n"
    return head.encode() + (page.encode() if body is None else body)


def records():
    return [
        record("warcinfo", b"software: none\r\n", media="application/warc-fields"),
        record("response", response(DAM)),
        record("response", response("<p>Gone</p>", status="404 Not Found"), "http://example.org/gone"),
        record("response", response(TIDE, "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
                                    chunked(gzip.compress(TIDE.encode(), mtime=0))), "http://example.org/b"),
    ]


def warc_brotli():
    good = response(DAM, "Content-Encoding: br\r\n", BROTLI_DAM)
    undone = response(TIDE, "Content-Encoding: br\r\n")
    broken = response(DAM, "Content-Encoding: br\r\n", BROTLI_DAM[:40])
    return record("response", good) + record("response", undone, "http://example.org/b") \
        + record("response", broken, "http://example.org/c")


def tar(mode):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, text in (("a/dam.html", DAM), ("../../tide.html", TIDE), ("a/picture.png", "x")):
            member = tarfile.TarInfo(name)
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text.encode()))
    return out.getvalue()


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, compression)
    return out.getvalue()


def unseekable_zip():
    """As programs write it into a pipe: sizes behind the data."""
    class Pipe(io.RawIOBase):
        def __init__(self):
            self.data = b""

        def writable(self):
            return True

        def write(self, data):
            self.data += bytes(data)
            return len(data)
    out = Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("dam.html"), DAM, zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo("tide.txt"), TEXT, zipfile.ZIP_DEFLATED)
    return out.data


def lines():
    rows = [{"id": 7, "url": "http://example.org/a", "html": DAM}, {"text": TEXT, "title": "The dam held"}]
    return ("\n".join(json.dumps(row) for row in rows) + "\n").encode()


def mhtml():
    return ("From: <Saved by a browser>\r\nSnapshot-Content-Location: http://example.org/a\r\nMIME-Version: 1.0\r\n"
            'Content-Type: multipart/related; boundary="B"\r\n\r\n--B\r\nContent-Type: text/html\r\n'
            "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + DAM.replace("=", "=3D") +
            "\r\n--B\r\nContent-Type: text/css\r\n\r\np { color: red }\r\n--B--\r\n").encode()


def feed(atom):
    body = DAM.replace("&", "&amp;").replace("<", "&lt;")
    if atom:
        return (f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>The dam held</title>'
                f'<link href="http://example.org/a"/><published>2024-03-05T08:00:00Z</published>'
                f'<content type="html">{body}</content></entry></feed>').encode()
    return (f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><title>The dam held</title>'
            f'<link>http://example.org/a</link><pubDate>Tue, 05 Mar 2024 08:00:00 +0100</pubDate>'
            f'<content:encoded>{body}</content:encoded></item></channel></rss>').encode()


KINDS = {
    "gz": lambda: gzip.compress(DAM.encode(), mtime=0),
    "xz": lambda: lzma.compress(DAM.encode()),
    "bz2": lambda: bz2.compress(DAM.encode()),
    "zst": lambda: zstd(DAM.encode()),
    "cut.gz": lambda: gzip.compress(DAM.encode(), mtime=0)[:-20],
    "cut.xz": lambda: lzma.compress(DAM.encode())[:-20],
    "cut.bz2": lambda: bz2.compress(DAM.encode())[:-20],
    "cut.zst": lambda: zstd(DAM.encode())[:-20],
    "warc": lambda: b"".join(records()),
    "warc.gz": lambda: b"".join(gzip.compress(part, mtime=0) for part in records()),
    "one-member.warc.gz": lambda: gzip.compress(b"".join(records()), mtime=0),
    "warc.zst": lambda: b"".join(zstd(part) for part in records()),
    "brotli.warc": warc_brotli,
    "damaged.warc": lambda: records()[1] + b"nonsense\n" + records()[3][:-60] + records()[1],
    "wet": lambda: record("conversion", TEXT.encode(), media="text/plain"),
    "tar": lambda: tar("w"),
    "tar.gz": lambda: gzip.compress(tar("w"), mtime=0),
    "tar.xz": lambda: lzma.compress(tar("w")),
    "tar.zst": lambda: zstd(tar("w")),
    "zip": lambda: zipped([("dam.html", DAM), ("../tide.txt", TEXT), ("picture.png", "x")]),
    "stored.zip": lambda: zipped([("dam.html", DAM), ("tide.txt", TEXT)], zipfile.ZIP_STORED),
    "piped.zip": unseekable_zip,
    "wacz": lambda: zipped([("datapackage.json", "{}"), ("pages/pages.jsonl", '{"url":"http://example.org/a"}\n'),
                            ("archive/data.warc.gz", KINDS["warc.gz"]())], zipfile.ZIP_STORED),
    "jsonl": lines,
    "jsonl.zst": lambda: zstd(lines()),
    "mhtml": mhtml,
    "rss": lambda: feed(False),
    "atom": lambda: feed(True),
}

sys.stdout.buffer.write(KINDS[sys.argv[1]]())

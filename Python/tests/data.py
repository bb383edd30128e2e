"""Dumps for the tests, made anew each time: files of several kinds, with copies, a cut archive and a broken line."""
import gzip
import io
import json
import os
import tarfile

NAMES = ["Ann Lee", "Bob Orr", "Cid Fox", "Dora Haim", "Eli Novak"]
PLACES = ["Oslo", "Turin", "Lyon", "Cork", "Graz"]


def text(number):
    """A short article; every seventh has the words of another."""
    number -= number % 7 == 6
    name, place = NAMES[number % 5], PLACES[number // 5 % 5]
    return (f"Harbour of {place} opens\n\n{place}, Dec. {number % 28 + 1} - The harbour opened after {number + 3} days, officials said.\n\n"
            f"\"We lost {number + 2} boats,\" {name}, a harbour master, said on Monday. Some {40 + number} people left.\n\n"
            f"{name} denied that the mayor had paid {number + 1} million dollars, according to a report.\n")


def page(number):
    paragraphs = "".join(f"<p>{part}</p>" for part in text(number).split("\n\n")[1:])
    return f"<html><head><title>Harbour</title></head><body><article><h1>Harbour opens</h1>{paragraphs}</article></body></html>"


def warc(numbers):
    records = []
    for number in numbers:
        body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page(number)}".encode()
        head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/{number}\r\n"
                f"Content-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n")
        records.append(gzip.compress(head.encode() + body + b"\r\n\r\n", mtime=0))
    return b"".join(records)


def make(folder, scale=1, large=0):
    """Writes the dumps; `large` is the size of one document that is too large, in bytes."""
    def write(name, content):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)

    for number in range(12):
        write(f"texts/{number}.txt", text(number).encode())
    write("pages/one.html", page(3).encode())
    write("pages/picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64))
    write("pages/empty.html", b"")
    for part in range(4):
        write(f"crawl-{part}.warc.gz", warc(range(part * 40, part * 40 + 60 * scale)))
    rows = [json.dumps({"id": f"k{number}", "text": text(number), "url": f"http://b.example/{number}"}) for number in range(50 * scale)]
    rows[7] = rows[7][:40]
    write("lines.jsonl", "\n".join(rows).encode() + b"\n")
    members = io.BytesIO()
    with tarfile.open(fileobj=members, mode="w") as archive:
        for number in range(20):
            content = text(number).encode()
            info = tarfile.TarInfo(f"{number}.txt")
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    write("cut.tar.gz", gzip.compress(members.getvalue())[:-900])
    write("cut.warc.gz", warc(range(9))[:-200])
    if large:
        with open(os.path.join(folder, "large.txt"), "wb") as file:
            piece = text(1).encode() * 4000
            while file.tell() < large:
                file.write(piece)

#!/usr/bin/env python3
"""Looks at a report in a headless browser, at three widths, light and dark.

    report-screens.py REPORT.html [FOLDER]

Says for each view whether the page is wider than the window, whether a plot is blank, and whether a script or the policy
failed; ends with 1 where one did. With FOLDER the screenshots are kept there. Where there is no Chromium, it says so and ends
with 77. It speaks to the browser by a pipe, without any package.
"""
import base64
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zlib

WIDTHS = [400, 900, 1600]


class Browser:
    def __init__(self, program, folder):
        from_us, to_browser = os.pipe()
        from_browser, to_us = os.pipe()
        # The browser reads what it is told on descriptor 3 and answers on 4.
        command = (f'exec "$0" --headless --no-sandbox --disable-gpu --hide-scrollbars --remote-debugging-pipe '
                   f'--user-data-dir="{folder}" about:blank 3<&{from_us} 4>&{to_us} 2>/dev/null')
        self.process = subprocess.Popen(["sh", "-c", command, program], pass_fds=(from_us, to_us))
        os.close(from_us)
        os.close(to_us)
        self.out = to_browser
        self.file = os.fdopen(from_browser, "rb", buffering=0)
        self.rest = b""
        self.number = 0
        self.events = []

    def message(self):
        while b"\0" not in self.rest:
            piece = self.file.read(1 << 16)
            if not piece:
                sys.exit("the browser has gone")
            self.rest += piece
        line, self.rest = self.rest.split(b"\0", 1)
        return json.loads(line)

    def call(self, method, session=None, **parameters):
        self.number += 1
        number = self.number
        request = {"id": number, "method": method, "params": parameters}
        if session:
            request["sessionId"] = session
        os.write(self.out, json.dumps(request).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == number:
                if "error" in answer:
                    sys.exit(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def wait(self, event):
        for seen in self.events:
            if seen.get("method") == event:
                return
        while self.events.append(self.message()) or self.events[-1].get("method") != event:
            pass


def colours(png):
    """How many colours a screenshot has."""
    place, data, width, kind = 8, b"", 0, 2
    while place < len(png):
        length, name = struct.unpack(">I4s", png[place:place + 8])
        body = png[place + 8:place + 8 + length]
        if name == b"IHDR":
            width, _, _, kind = struct.unpack(">IIBB", body[:10])
        elif name == b"IDAT":
            data += body
        place += length + 12
    size = 4 if kind == 6 else 3
    raw = zlib.decompress(data)
    row = width * size + 1
    found = set()
    before = bytes(row - 1)
    for start in range(0, len(raw), row):
        line = bytearray(raw[start + 1:start + row])
        how = raw[start]
        for i in range(len(line)):
            a = line[i - size] if i >= size else 0
            b = before[i]
            c = before[i - size] if i >= size else 0
            if how == 1:
                line[i] = (line[i] + a) & 255
            elif how == 2:
                line[i] = (line[i] + b) & 255
            elif how == 3:
                line[i] = (line[i] + (a + b) // 2) & 255
            elif how == 4:
                p = a + b - c
                near = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
                line[i] = (line[i] + near) & 255
        before = bytes(line)
        found.update(before[i:i + 3] for i in range(0, len(before), size))
        if len(found) > 16:
            break
    return len(found)


FACTS = """(function(){
 var r={wide:document.documentElement.scrollWidth-innerWidth, nodes:document.querySelectorAll('*').length, plots:[], out:[]};
 document.querySelectorAll('figure>svg').forEach(function(s){
  var b=s.getBoundingClientRect(), filled=[].filter.call(s.querySelectorAll('rect'),function(x){
   var c=x.getBoundingClientRect();return c.width>0.2&&c.height>0.2&&c.left>=b.left-1&&c.right<=b.right+1}).length;
  r.plots.push({id:s.parentNode.id,filled:filled,x:b.left+scrollX,y:b.top+scrollY,w:b.width,h:b.height});
  function box(t){var c=t.getBoundingClientRect(),p=t.ownerSVGElement.getBoundingClientRect();
   return t.ownerSVGElement===s?c:{left:Math.max(c.left,p.left),right:Math.min(c.right,p.right)}}
  s.querySelectorAll('text').forEach(function(t){var c=box(t);
   if(c.left<b.left-1||c.right>b.right+1)r.out.push(s.parentNode.id+': '+t.textContent)});
  var rows={};s.querySelectorAll('text').forEach(function(t){
   var c=box(t),y=Math.round(t.getBoundingClientRect().top/4);(rows[y]=rows[y]||[]).push(c)});
  Object.keys(rows).forEach(function(y){rows[y].sort(function(a,b){return a.left-b.left});
   for(var i=1;i<rows[y].length;i++)if(rows[y][i].left<rows[y][i-1].right)r.out.push(s.parentNode.id+': letters over letters')})});
 return r})()"""


def main():
    report = os.path.abspath(sys.argv[1])
    keep = sys.argv[2] if len(sys.argv) > 2 else None
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        print("chromium is not there")
        sys.exit(77)
    failures = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(program, folder)
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            browser.call(domain + ".enable", session)
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                browser.events.clear()
                browser.call("Emulation.setDeviceMetricsOverride", session, width=width, height=900, deviceScaleFactor=1, mobile=False)
                browser.call("Emulation.setEmulatedMedia", session, features=[{"name": "prefers-color-scheme", "value": scheme}])
                begun = time.monotonic()
                browser.call("Page.navigate", session, url="file://" + report)
                browser.wait("Page.loadEventFired")
                seconds = time.monotonic() - begun
                facts = browser.call("Runtime.evaluate", session, expression=FACTS, returnByValue=True)["result"]["value"]
                problems = list(facts["out"])
                if facts["wide"] > 0:
                    problems.append(f"{facts['wide']} pixels wider than the window")
                if not facts["plots"]:
                    problems.append("no plot")
                for plot in facts["plots"]:
                    clip = {"x": plot["x"], "y": plot["y"], "width": plot["w"], "height": plot["h"], "scale": 1}
                    shot = browser.call("Page.captureScreenshot", session, clip=clip, captureBeyondViewport=True)["data"]
                    if not plot["filled"] or colours(base64.b64decode(shot)) < 2:
                        problems.append(f"the plot {plot['id']} is blank")
                for event in browser.events:
                    entry = event.get("params", {}).get("entry", {})
                    if event.get("method") == "Runtime.exceptionThrown":
                        problems.append("script: " + event["params"]["exceptionDetails"].get("text", ""))
                    elif event.get("method") == "Log.entryAdded" and entry.get("level") == "error":
                        problems.append("browser: " + entry.get("text", ""))
                search = browser.call("Runtime.evaluate", session, returnByValue=True, expression=(
                    "(function(){var w=document.getElementById('w');if(!w)return 'no search';w.value='zzzzqqq';"
                    "w.dispatchEvent(new Event('input'));return ''})()"))["result"]["value"]
                time.sleep(0.3)
                told = browser.call("Runtime.evaluate", session, returnByValue=True,
                                    expression="(document.getElementById('r')||{}).textContent")["result"]["value"]
                if search or told != "0 quotes of 0 sources":
                    problems.append(f"the search says '{search or told}'")
                if keep:
                    os.makedirs(keep, exist_ok=True)
                    browser.call("Page.reload", session)
                    time.sleep(0.5)
                    shot = browser.call("Page.captureScreenshot", session, captureBeyondViewport=True,
                                        clip={"x": 0, "y": 0, "width": width, "height": 4000, "scale": 1})["data"]
                    with open(os.path.join(keep, f"{width}-{scheme}.png"), "wb") as file:
                        file.write(base64.b64decode(shot))
                print(f"{width} {scheme}: {len(facts['plots'])} plots, " + ("; ".join(problems) or "well"))
                if os.environ.get("TIMES"):
                    print(f"  {facts['nodes']} elements, loaded in {seconds:.2f} s")
                failures += len(problems)
        browser.process.terminate()
        browser.process.wait()
    sys.exit(1 if failures else 0)


main()

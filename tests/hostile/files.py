"""Files of others: archives and documents that grow, lead elsewhere or name what they should not; and
what Belfry gives out as files."""
import csv
import io
import os
import re
import time
import zipfile
from urllib.parse import quote

from api import Api, changed
from report import Attack
from server import Client, Server


def zipped(members: dict[str, bytes], method=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def bomb(megabytes: int) -> bytes:
    return zipped({"places.csv": b"name,address\n" + b"a" * megabytes * 1024 * 1024})


def sheet(xml: str) -> bytes:
    """A workbook whose only sheet is `xml`."""
    return zipped({
        "[Content_Types].xml": b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                               b'<Default Extension="xml" ContentType="application/xml"/></Types>',
        "xl/workbook.xml": b'<?xml version="1.0"?><workbook><sheets><sheet name="a" sheetId="1" r:id="r1" '
                           b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": b'<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml" Type='
                                      b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>',
        "xl/worksheets/sheet1.xml": xml.encode()})


LAUGHS = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{("&" + before + ";") * 10}">' for before, name in zip("abcdefghi", "bcdefghij")) + "]>"
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
FEED = "<VipObject><Locality id='l1'><Name>{}</Name></Locality><PollingLocation id='p'><AddressLine>{}</AddressLine></PollingLocation></VipObject>"

HOSTILE_FILES = {
    "a zip of 200 MB in 200 KB": ("a.zip", lambda: bomb(200)),
    "a zip in a zip in a zip": ("a.zip", lambda: zipped({"b.zip": zipped({"c.zip": bomb(20)})})),
    "a zip of 5,000 files": ("a.zip", lambda: zipped({f"{n}.csv": b"name\n" for n in range(5000)})),
    "a zip that leads upwards": ("a.zip", lambda: zipped({"../../../../tmp/belfry-was-here.csv": b"name,address\nA,B\n"})),
    "a zip with a whole path": ("a.zip", lambda: zipped({"/tmp/belfry-was-here.csv": b"name,address\nA,B\n"})),
    "a zip with two names of one": ("a.zip", lambda: zipped({"a.csv": b"name\nx\n"}) + zipped({"a.csv": b"name\ny\n"})),
    "a zip that says a wrong size": ("a.zip", lambda: bomb(1).replace((1024 * 1024 + 13).to_bytes(4, "little"), b"\x05\0\0\0")),
    "a zip cut off": ("a.zip", lambda: bomb(1)[:-30]),
    "a zip of nothing": ("a.zip", lambda: zipped({})),
    "only the end of a zip": ("a.zip", lambda: b"PK\5\6" + b"\xff" * 18),
    "a workbook with a laugh": ("a.xlsx", lambda: sheet(LAUGHS + "<worksheet><sheetData><row><c t='str'><v>&j;</v></c></row></sheetData></worksheet>")),
    "a workbook that reads a file": ("a.xlsx", lambda: sheet(OUTSIDE + "<worksheet><sheetData><row><c t='str'><v>&x;</v></c></row></sheetData></worksheet>")),
    "a workbook of far cells": ("a.xlsx", lambda: sheet("<worksheet><sheetData><row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData></worksheet>")),
    "a workbook of impossible cells": ("a.xlsx", lambda: sheet("<worksheet><sheetData><row r='-1'><c r='ZZZZZZZ99999999999' t='s'><v>-5</v></c></row></sheetData></worksheet>")),
    "a workbook of deep elements": ("a.xlsx", lambda: sheet("<a>" * 60_000)),
    "a feed with a laugh": ("a.xml", lambda: (LAUGHS + FEED.format("&j;", "x")).encode()),
    "a feed that reads a file": ("a.xml", lambda: (OUTSIDE + FEED.format("&x;", "&x;")).encode()),
    "a feed of deep elements": ("a.xml", lambda: b"<VipObject>" + b"<a>" * 200_000),
    "a feed of one long attribute": ("a.xml", lambda: b"<VipObject a='" + b"x" * 3_000_000),
    "a feed in UTF-7": ("a.xml", lambda: b'<?xml version="1.0" encoding="UTF-7"?>+ADw-VipObject/+AD4-'),
    "deep GeoJSON": ("a.geojson", lambda: b'{"type":"FeatureCollection","features":' + b"[" * 100_000),
    "GeoJSON with endless numbers": ("a.geojson", lambda: b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":'
                                     b'{"type":"Polygon","coordinates":[[[1e308,1e308],[-1e308,-1e308],[1e-320,0],[1e308,1e308]]]}}]}'),
    "a table of one line": ("a.csv", lambda: b"name,address," + b"x," * 1_000_000),
    "a table of one open quote": ("a.csv", lambda: b'name,address\n"' + b"x\n" * 1_000_000),
    "a table of NUL": ("a.csv", lambda: b"name,address\n" + b"\0" * 100_000),
    "a table of bytes": ("a.csv", lambda: bytes(range(256)) * 400),
    "a table with half of UTF-16": ("a.csv", lambda: b"\xff\xfen\0a\0m\0e\0\n\0\xd8"),
    "nothing": ("a.csv", lambda: b""),
    "a script": ("a.html", lambda: b"<script>alert(1)</script>"),
}


def uploads(report, server: Server, api: Api) -> None:
    person = server.people["administrator"]
    routes = [route for route in api.routes if route.input_type == "application/octet-stream"]
    before = server.memory()
    with Attack(report, "hostile files at every upload: no failure, no long wait, no growth (zip and XML bombs)") as attack:
        for name, (file, make) in HOSTILE_FILES.items():
            content = make()
            for route in routes:
                if route.names and file != "a.zip":
                    continue  # what adds to something reads all of it again: archives only
                query = "&".join(f"{each}={'step/1' if each == 'object' else file if each == 'name' else '1'}"
                                 for each in route.queries if each in ("object", "name"))
                begun = time.monotonic()
                answer = api.send(route, content, api.target(route, query=query))
                took = time.monotonic() - begun
                attack.hold(answer.status < 500, f"{name} at {route}: {answer.status}")
                attack.hold(took < 20, f"{name} at {route}: took {took:.1f} s")
                attack.hold(b"root:x:" not in answer.content, f"{name} at {route}: gave a file of the server")
        # A sanitizer keeps what was freed for a while, and room around everything.
        most = 1200 if "BELFRY_SANITIZED" in os.environ else 300
        attack.hold(server.memory() - before < most, f"memory grew from {before} to {server.memory()} MB")
    names = ["../../x.csv", "a\r\nX-Injected: y.csv", '"; filename="evil.html', "a\u202ecsv.exe", "con.csv", "..", "/", "\\\\host\\share", "a" * 300,
             "a%00.csv", "<img src=x>.csv", "é" * 120, "\u0301.csv"]
    with Attack(report, "a file's name is a name: given back in one field, as a download, in a sandbox") as attack:
        for name in names:
            answer = person.ask("POST", f"/api/v1/attachments?object=step/1&name={quote(name)}", b"<script>alert(1)</script>",
                                {"Content-Type": "application/octet-stream"})
            attack.hold(answer.status < 500, f"{name!r}: {answer.status}")
        for each in person.ask("GET", "/api/v1/attachments?object=step/1").json()["items"]:
            answer = person.ask("GET", f"/api/v1/attachments/{each['id']}/content")
            attack.hold(answer.header("Content-Disposition").startswith("attachment"), f"{each}: {answer.header('Content-Disposition')}")
            attack.hold("sandbox" in answer.header("Content-Security-Policy"), f"{each}: no sandbox")
            attack.hold("html" not in answer.header("Content-Type"), f"{each}: {answer.header('Content-Type')}")
            attack.hold("/" not in each["name"] and "\\" not in each["name"], f"{each}: a path is kept")


csv.field_size_limit(1 << 30)
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://evil.example","x")', "\uff1d1+1", " =1+1",
            "\u00a0=1+1", "\u3000=1+1", "\u200b=1+1", "\ufeff=1+1"]
DANGEROUS = re.compile("^[\\s\u200b\u2060\ufeff]*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
NUMBER = re.compile(r"^[-+]?[0-9][0-9.,:]*$")


def formulas(report, server: Server, api: Api) -> None:
    person = server.people["administrator"]
    for n, text in enumerate(FORMULAS):
        for path, body in (("steps/1/tasks", {"title": text, "details": text}), ("steps/1/notes", {"text": text}),
                           ("steps/1/decisions", {"title": text, "why": text}), ("sites", {"name": text, "address": text, "notes": text}),
                           ("plans", {"name": text, "note": text}), ("scenarios", {"name": text, "note": text}),
                           ("invitations", {"name": text, "email": f"f{n}@hostile.example", "title": text, "agency": text, "roles": ["staff"]})):
            person.ask("POST", f"/api/v1/{path}", body)
    with Attack(report, "no exported cell is a formula (CSV and workbooks)") as attack:
        for route in api.routes:
            if route.method != "GET" or ("format" not in route.queries and not route.path.endswith((".csv", ".xlsx"))):
                continue
            for form in ("csv", "xlsx"):
                if "format" not in route.queries and not route.path.endswith(form):
                    continue
                extra = f"format={form}" if "format" in route.queries else ""
                answer = person.ask("GET", api.target(route, query="&".join(filter(None, [api.needed_query(route), extra]))))
                if answer.status != 200:
                    continue
                if form == "csv":
                    for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))):
                        for cell in row:
                            attack.hold(not DANGEROUS.match(cell) or NUMBER.match(cell), f"{route}: cell {cell[:40]!r}")
                else:
                    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
                        for name in book.namelist():
                            text = book.read(name).decode(errors="replace")
                            attack.hold("<f>" not in text and "<f " not in text and "<hyperlink" not in text.replace("<hyperlinks/>", ""),
                                        f"{route}: {name} has a formula or link")


MARKUP = ["<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "'><svg/onload=alert(1)>", "</textarea></title><script>alert(1)</script>",
          "[x](javascript:alert(1))", "<!--<script>", "]]><script>alert(1)</script>", "{{constructor.constructor('alert(1)')()}}"]
RAW = re.compile(rb"<img src=x|<script>alert|<svg/onload|href=.?javascript:|</textarea></title><script", re.I)


def markup(report, server: Server, api: Api) -> None:
    """Markup in every text that the API takes; then every page and document that is made of them."""
    person = server.people["administrator"]
    taken = 0
    for route in api.routes:
        if route.input_type != "application/json" or any(word in route.path for word in (
                "session", "password", "setup", "totp", "recovery", "token", "acceptance", "check")):
            continue
        body = api.body_for(route)
        for n, (path, schema) in enumerate(api.leaves(route)):
            kind = schema.get("type", "string")
            if "string" in (kind if isinstance(kind, list) else [kind]) and "enum" not in schema and "format" not in schema:
                answer = api.send(route, changed(body, path, MARKUP[n % len(MARKUP)]))
                if answer.status < 300:
                    taken += 1
                    if route.method != "POST":
                        body = changed(body, path, MARKUP[n % len(MARKUP)])
    person.ask("PATCH", "/api/v1/public-pages", {"published": True}, {"If-Match": '"0"'})
    time.sleep(1.2)  # public pages are made again
    with Attack(report, "markup in any text comes out as text, on every page and in every document (XSS)") as attack:
        attack.hold(taken > 40, f"only {taken} texts were taken")
        for route in api.routes:
            if route.method != "GET" or "text/event-stream" in route.output_types:
                continue
            answer = person.ask("GET", api.target(route, query=api.needed_query(route)))
            kind = answer.header("Content-Type")
            attack.hold(bool(kind) or not answer.content, f"{route}: no type")
            if "json" in kind or "csv" in kind or "text/plain" in kind or answer.header("Content-Disposition").startswith("attachment"):
                continue
            attack.hold(not RAW.search(answer.content), f"{route} ({kind}) has {RAW.search(answer.content)}")
            attack.hold("html" not in kind or "unsafe-inline" not in answer.header("Content-Security-Policy"), f"{route}: weak policy")
        public = Client(server, public=True)
        for path in ("/", "/es/", "/report", "/steps/1", "/es/steps/2", "/%3Cscript%3Ealert(1)%3C/script%3E", "/?q=<script>alert(1)</script>"):
            answer = public.ask("GET", path, plain=True)
            attack.hold(answer.status in (200, 404, 400), f"public {path}: {answer.status}")
            attack.hold(not RAW.search(answer.content), f"public {path} has {RAW.search(answer.content)}")


def contacts(report, server: Server, api: Api) -> None:
    """security.txt of the public pages, as RFC 9116 wants it."""
    with Attack(report, "security.txt says whom to tell") as attack:
        public = Client(server, public=True)
        city = next(route for route in api.routes if route.path == "/api/v1/city" and route.method == "PUT")
        attack.hold(api.send(city, {"name": "Lakemont", "state": "OH"}).status == 200, "no city of one's own")
        pages = next(route for route in api.routes if route.path == "/api/v1/public-pages" and route.method == "PATCH")
        told = api.send(pages, {"report_email": "safe@hostile.example", "report_url": "", "report_phone": ""})
        attack.hold(told.status == 200, f"the contact is refused: {told.content[:200]}")
        for _ in range(300):
            answer = public.ask("GET", "/.well-known/security.txt", plain=True)
            if b"mailto:safe@" in answer.content and b"tel:" not in answer.content:
                break
            time.sleep(0.1)
        attack.hold(answer.header("Content-Type").startswith("text/plain"), answer.header("Content-Type"))
        lines = dict(line.split(": ", 1) for line in answer.content.decode().splitlines() if ": " in line)
        attack.hold(lines.get("Contact") == "mailto:safe@hostile.example", f"{lines}")
        ends = time.strptime(lines.get("Expires", "1970-01-01T00:00:00Z"), "%Y-%m-%dT%H:%M:%SZ")
        attack.hold(time.time() < time.mktime(ends) < time.time() + 366 * 86400, f"{lines}")

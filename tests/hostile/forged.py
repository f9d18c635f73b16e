"""Requests that another site makes a browser send, and links and addresses that lead elsewhere."""
from urllib.parse import quote

from api import Api
from report import Attack
from server import Client, PASSWORD, Server

# What a browser would send with a request that Belfry's own page did not make.
FOREIGN = [
    {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"}, {"Origin": "http://{host}.evil.example"}, {"Origin": "https://{host}"}, {"Origin": "http://{host}:1"},
    {"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": "x"},
    {"X-CSRF-Token": "{other}"}, {"X-CSRF-Token": None, "Origin": None},
]


def matrix(report, server: Server, api: Api) -> None:
    person = server.people["administrator"]
    other = server.person("mayor")
    with Attack(report, "requests that Belfry's pages did not make are refused at every route that writes (CSRF)") as attack:
        for route in api.routes:
            if route.method == "GET" or "setup" in route.path or "acceptance" in route.path or "check" in route.path:
                continue
            for headers in FOREIGN:
                sent = {name: value and value.replace("{host}", server.staff).replace("{other}", other.csrf)
                        for name, value in headers.items()}
                body = b"{}" if route.input_type else None
                answer = api.send(route, body, api.fill(route.path), sent, person)
                signing_in = route.path == "/api/v1/session" and route.method == "POST" and "X-CSRF-Token" in headers
                attack.hold(answer.code() == "csrf" or signing_in, f"{route}: {answer.status} {answer.code()} with {headers}")
    with Attack(report, "a sign-in from another site is refused") as attack:
        for headers in FOREIGN[:4]:
            answer = Client(server).ask("POST", "/api/v1/session",
                                        {"email": "administrator@hostile.example", "password": PASSWORD}, headers)
            attack.hold(answer.status == 403, f"{answer.status} with {headers}")
    with Attack(report, "reading changes nothing: no route writes on GET") as attack:
        before = person.ask("GET", "/api/v1/activity").json()["items"]
        for route in api.routes:
            if route.method == "GET" and "events" not in route.path:
                person.ask("GET", api.target(route, query=api.needed_query(route)))
                attack.hold(True, "")
        # Belfry itself goes on with its jobs meanwhile.
        written = [entry for entry in person.ask("GET", "/api/v1/activity").json()["items"]
                   if entry not in before and entry["actor"]["id"] is not None]
        attack.hold(not written, f"something was written: {written}")


# No server's name: a whole address, a file, a port or a line too many.
NO_HOSTS = ["http://169.254.169.254/", "file:///etc/passwd", "gopher://127.0.0.1:70/_x", "127.0.0.1:22", "a\r\nb", "a b", "-oProxy=x",
            "a/b", "a@b", "a?b", "a#b", "dict://x", "[::1", "..", "a..b", "%31", "\u2024", "smtp://x", "a\u0000b"]

# No address of a page that somebody else should be sent to.
NO_LINKS = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>", "//evil.example", "vbscript:x", "file:///etc/passwd",
            " javascript:x", "https://a\r\nX: y", "https://a\"onclick=x", "ftp://x", "https://", "http:evil", "\tjavascript:x"]


def addresses(report, server: Server, api: Api) -> None:
    person = server.people["administrator"]
    settings = {"host": "127.0.0.1", "port": 1, "security": "none", "username": "", "sender": "belfry@hostile.example",
                "public_url": "https://belfry.hostile.example"}
    route = next(each for each in api.routes if each.path == "/api/v1/mail-settings" and each.method == "PUT")
    with Attack(report, "nothing but a mail server can be connected to (SSRF)") as attack:
        for host in NO_HOSTS:
            answer = api.send(route, settings | {"host": host})
            attack.hold(answer.status == 422, f"host {host!r}: {answer.status}")
        for port in (0, -1, 65536, 2 ** 40):
            attack.hold(api.send(route, settings | {"port": port}).status == 422, f"port {port}")
        for link in NO_LINKS:
            attack.hold(api.send(route, settings | {"public_url": link}).status == 422, f"public_url {link!r}")
        for role in ("planner", "mayor", "observer", "staff"):
            answer = api.send(route, settings, person=server.person(role))
            attack.hold(answer.status == 403, f"{role} may say where mail goes: {answer.status}")
    with Attack(report, "what a foreign server answers is never shown") as attack:
        port = int(server.public.rsplit(":", 1)[1])  # speaks HTTP, not SMTP
        attack.hold(api.send(route, settings | {"port": port}).status == 200, "the settings are refused")
        answer = person.ask("POST", "/api/v1/mail-settings/test", {"to": "someone@hostile.example"})
        attack.hold(answer.status < 500 and b"HTTP/1.1" not in answer.content and b"html" not in answer.content,
                    f"{answer.status} {answer.content[:200]}")
        api.send(route, settings | {"host": ""})
    with Attack(report, "a link on a public page is a web address") as attack:
        pages = next(each for each in api.routes if each.path == "/api/v1/public-pages" and each.method == "PATCH")
        for link in NO_LINKS:
            attack.hold(api.send(pages, {"report_url": link}).status == 422, f"report_url {link!r}")
    with Attack(report, "links in answers do not follow the Host a request names") as attack:
        people = person.ask("GET", "/api/v1/people").json()["items"]
        for each in people[:2]:
            answer = person.ask("POST", f"/api/v1/people/{each['id']}/reset-link",
                                headers={"Host": "evil.example", "Origin": "http://evil.example"})
            attack.hold(b"evil.example" not in answer.content, f"{answer.status} {answer.content[:200]}")
        answer = person.ask("POST", "/api/v1/calendar/feed", headers={"X-Forwarded-Host": "evil.example"})
        attack.hold(b"evil.example" not in answer.content, f"{answer.content[:200]}")


# Other spellings of an address that is taken.
SPELLINGS = ["ADMINISTRATOR@HOSTILE.EXAMPLE", "administrator@hostile.example ", "administrator@hostile.example\u0000",
             "ad\u2170inistrator@hostile.example", "administrator@hos\u2064tile.example", "administrator\uff20hostile.example",
             "adm\u0131nistrator@hostile.example", "administrator@hostile\u3002example", "\u202eadministrator@hostile.example",
             "administrator@hostile.example\r\nBcc: x@y.example", "administrator@hostile.example,x@y.example"]


def spellings(report, server: Server) -> None:
    person = server.people["administrator"]
    with Attack(report, "another spelling of an address is not another account") as attack:
        for email in SPELLINGS:
            answer = person.ask("POST", "/api/v1/invitations",
                                {"name": "Twin", "email": email, "title": "", "agency": "", "roles": ["administrator"]})
            attack.hold(400 <= answer.status < 500, f"{email!r} is invited: {answer.status}")
        for email in SPELLINGS[2:]:
            answer = Client(server).ask("POST", "/api/v1/session", {"email": email, "password": PASSWORD})
            attack.hold(answer.status in (401, 422, 429, 403, 400), f"{email!r} signs in: {answer.status}")
    with Attack(report, "names in addresses of files and searches are data") as attack:
        for word in ("' OR 1=1 --", '"', "%", "_", "\\", "NEAR(", "a* OR b", "\u0130", "\u202e", "\U0001f469"):
            answer = person.ask("GET", "/api/v1/search?q=" + quote(word))
            attack.hold(answer.status in (200, 422, 400), f"search {word!r}: {answer.status}")

"""A second city with a Belfry of its own: its objects have numbers that no object of the first city has."""
import base64
import hashlib
import json
import re
import sqlite3
import time

from api import Api, Route
from server import Client, PASSWORD, Server

# Numbers are given out in one row for all kinds of a city; those of this city begin here.
FIRST_NUMBER = 1_000_000

# What every city has, made by the program itself: the ten steps, the incident presets, the names of
# kinds and of charts, the packages 1, 2, … of a request. An answer that tells of the caller's own city is right.
EVERYWHERE = {"step", "preset", "kind", "chart", "package"}

# P-256's base point is the public key of the private key 1.
BASE_X = 0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296
BASE_Y = 0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def url64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


class Phone:
    """An authenticator whose private key is 1; the random number of its signatures is 1 too."""

    def __init__(self, port: str):
        self.origin = f"http://localhost:{port}"
        self.host = {"Host": f"localhost:{port}", "Origin": self.origin}
        self.credential = f"phone of another city {port}".encode()

    def client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def made(self, challenge: str) -> dict:
        point = b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20" + BASE_X.to_bytes(32) + b"\x22\x58\x20" + BASE_Y.to_bytes(32)
        data = hashlib.sha256(b"localhost").digest() + b"\x45" + bytes(20) + len(self.credential).to_bytes(2) + self.credential + point
        held = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58" + bytes([len(data)]) + data
        return {"client_data": url64(self.client_data("webauthn.create", challenge)), "attestation_object": url64(held)}

    def used(self, challenge: str, user_handle: str) -> dict:
        data = hashlib.sha256(b"localhost").digest() + b"\x05" + bytes(4)
        said = self.client_data("webauthn.get", challenge)
        digest = int.from_bytes(hashlib.sha256(data + hashlib.sha256(said).digest()).digest())
        r, s = BASE_X % ORDER, (digest + BASE_X) % ORDER
        numbers = b"".join(b"\x02" + bytes([len(each)]) + each for each in (n.to_bytes(n.bit_length() // 8 + 1) for n in (r, s)))
        return {"id": url64(self.credential), "client_data": url64(said), "authenticator_data": url64(data),
                "signature": url64(b"\x30" + bytes([len(numbers)]) + numbers), "user_handle": user_handle}


class City:
    """Finds or makes something for every parameter of every path: by the lists that paths go through
    (Api.value_of), else by a function of the parameter's name here."""

    def __init__(self, server: Server):
        self.server = server
        self.person = server.people["administrator"]
        self.api = Api(self.person.ask("GET", "/api/v1/openapi.json").json(), self.person)
        self.made: dict[str, str | None] = {}
        self.bodies: dict[str, object] = {}  # of routes of which the API document does not say enough
        hold = {"matter": "A lawsuit", "authority": "A court", "scope": "objects", "objects": ["task/1"], "starts_on": "2026-10-01"}
        self.bodies |= {"POST /api/v1/records/holds": hold, "PUT /api/v1/records/holds/{hold}": hold}

    def value(self, route: Route, name: str) -> str | None:
        maker = getattr(self, "make_" + name, None)
        if maker and name not in self.made:
            self.made[name] = None
            self.made[name] = maker()
        return self.made[name] if maker else self.api.value_of(route, name)

    def body(self, route: Route):
        """One with which this city does what the route is for."""
        return self.bodies.get(str(route)) or self.api.body_for(route)

    def post(self, path: str, body=None, headers: dict | None = None) -> dict:
        answer = self.person.ask("POST", "/api/v1/" + path, body, headers)
        assert answer.status in (200, 201, 202), (path, answer.status, answer.content)
        return answer.json()

    def changed(self, path: str, act: str, body=None) -> None:
        """An act on the thing at `path` as it is now."""
        revision = self.person.ask("GET", "/api/v1/" + path).header("ETag")
        self.post(path + act, body, {"If-Match": revision})

    def items(self, path: str) -> list:
        """All of a list, page by page."""
        out, after = [], ""
        while after is not None:
            page = self.person.ask("GET", f"/api/v1/{path}{after}").json()
            out += page["items"]
            after = f"?after={page['next']}" if page.get("next") else None
        return out

    def number(self, path: str, body, headers: dict | None = None) -> str:
        return str(self.post(path, body, headers)["id"])

    def reset_link(self, person: int) -> str:
        revision = self.person.ask("GET", f"/api/v1/people/{person}").header("ETag")
        answer = self.person.ask("POST", f"/api/v1/people/{person}/reset-link", {}, {"If-Match": revision})
        return answer.json()["link"].rsplit("#", 1)[-1]

    def of(self, path: str) -> int:
        """The number of something that the list at `path` tells of."""
        return int(self.api.value_of(Route(f"/api/v1/{path}/{{it}}", "get", {}), "it"))

    def make_person(self) -> str:
        me = self.person.ask("GET", "/api/v1/me").json()
        return str(me["id"])

    def make_run(self) -> str:
        """One that has ended: a queued one has no results."""
        number = self.of("runs")
        until = time.monotonic() + 60
        while self.person.ask("GET", f"/api/v1/runs/{number}/results.json").status != 200 and time.monotonic() < until:
            time.sleep(0.2)
        return str(number)

    def make_session(self) -> str:
        return str(self.items("me/sessions")[0]["id"])

    def make_attachment(self) -> str:
        return self.number(f"attachments?object=task/{self.of('tasks')}&name=a.txt", b"text", {"Content-Type": "application/octet-stream"})

    def make_event(self) -> str:
        return self.number("calendar", {"title": "An event", "starts_at": "2027-05-01T10:00:00Z", "ends_at": "2027-05-01T11:00:00Z"})

    def make_item(self) -> str:
        answer = self.server.person("mayor").ask("POST", "/api/v1/steps/1/decisions", {
            "title": "asked", "why": "it matters", "asked_of_id": int(self.make_person())})
        assert answer.status in (200, 201), answer.content
        return str(self.items("inbox")[0]["id"])

    def make_passkey(self) -> str:
        self.phone = Phone(self.server.staff.rsplit(":", 1)[1])
        offer = self.post("me/passkeys/offer", None, self.phone.host)
        self.user_handle = offer["user_handle"]
        made = self.post("me/passkeys", {"name": "phone", "credential": self.phone.made(offer["challenge"])}, self.phone.host)
        return str(made["passkey"]["id"])

    def make_token(self) -> str:
        self.token = self.post("me/tokens", {"name": "of another city", "read_only": False})
        return str(self.token["id"])

    def make_screen(self) -> str:
        soon = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 9 * 86400))
        self.screen = self.post("screens", {"name": "hall", "pages": "both", "language": "en", "expires_on": soon})
        return str(self.screen["id"])

    def make_name(self) -> str:
        self.post("backups")
        until = time.monotonic() + 30
        while not self.items("backups") and time.monotonic() < until:
            time.sleep(0.1)
        return self.items("backups")[0]["name"]

    def make_link(self) -> str:
        name = self.items("backups")[0]["name"]
        return self.post(f"backups/{name}/download")["address"].rsplit("/", 1)[-1]

    def make_peer(self) -> str:
        keys = self.neighbour.person.ask("GET", "/api/v1/log").json()
        wish = self.bodies["PUT /api/v1/witnesses/{peer}"] = {"name": "Neighbour", "level": "city", "url": "https://neighbour.example",
                          "log_key": keys["log_key"], "witness_key": keys["witness_key"]}
        return self.number("witnesses", wish)

    def make_alarm(self) -> str:
        """Put there by `another`: nothing raises one but a log that forks."""
        return str(FIRST_NUMBER - 1)

    def on_a_task(self, what: str) -> dict:
        many = {"exemption": "exemptions"}.get(what, what)
        return {what: self.of("records/" + many), "object_kind": "task", "object_id": self.of("tasks")}

    def make_mark(self) -> str:
        wish = self.bodies["POST /api/v1/records/marks"] = self.on_a_task("exemption")
        return self.number("records/marks", wish)

    def make_assignment(self) -> str:
        wish = self.bodies["POST /api/v1/records/assignments"] = self.on_a_task("series")
        return self.number("records/assignments", wish)

    def make_request(self) -> str:
        """With one package."""
        wish = {"title": "Everything on comments", "received": "2026-10-01", "days": 10, "kinds": ["comment"]}
        self.bodies["PUT /api/v1/records/requests/{request}"] = wish
        self.post("comments", {"object": "step/1", "text": "a word"})
        answer = self.post("records/requests", wish)
        number = str(answer.get("id") or answer["request"]["id"])
        path = f"records/requests/{number}"
        self.changed(path, "/search")
        fields = [{"entry": each["entry"], "position": each["position"]} for each in self.items(path + "/review") if each["position"] is not None]
        self.changed(path, "/decisions", {"fields": fields, "state": "release"})
        self.changed(path, "/packages", {"repeats_are_right": True})
        return number

    def make_package(self) -> str:
        return str(self.items(f"records/requests/{self.made['request']}/packages")[0]["number"])


def another(program: str, neighbour: City) -> City:
    """A city of its own, with objects whose numbers begin where the neighbour's do not come."""
    server = Server(program)
    unused = re.split(r"[#=/]", json.loads(server.process.stdout.readline())["setup"])[-1]
    server.close()
    with sqlite3.connect(server.data / "belfry.db") as db:
        db.execute("UPDATE record_head SET next_object = ?", (FIRST_NUMBER,))
        for table, columns, values in (
                ("witness_alarm", "id, kind, origin, peer, held, submitted, at, revision", "?, 'fork', 'o', 'p', '', '', 0, 1"),
                ("inbox_item", "id, account, kind, actor, object_kind, object_id, text, at, is_read", "?, 0, 'mention', 0, 'task', 1, '', 0, 1")):
            db.execute(f"INSERT INTO {table} ({columns}) VALUES ({values})", (FIRST_NUMBER - 1,))
    db.close()
    server.log.close()
    server = Server(program, folder=server.folder)
    server.set_up()
    city = City(server)
    city.neighbour = neighbour
    city.setup = unused
    return city

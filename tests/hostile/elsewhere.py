"""What another city has does not exist in this one: its objects, sessions, tokens and links.

Every request that names an object and that the other city carries out is sent to this one, in every
role. The answer has to be the one for an object that is nowhere, to the letter.
"""
import json
import re
import subprocess
import urllib.parse

from access import Rule, learn_accounts
from api import Api, Route, changed
from other_city import EVERYWHERE, FIRST_NUMBER, City, another
from report import Attack
from server import Client, PASSWORD, Server

# Header fields that differ from one answer to the next, whatever was asked.
PASSING = {"date", "x-request-id", "content-length", "set-cookie"}


def of_nowhere(value: str) -> str:
    """A value of the same form that no city gave to anything."""
    if value.isdigit():
        return str(int(value) + 500_000_000)
    return re.sub(r"\d", lambda found: str((int(found.group()) + 3) % 10), value[::-1] if value.isalnum() else value) + "9"


def said(answer, value: str) -> tuple:
    """All that an answer tells, but for the value that was asked for."""
    headers = sorted((name.lower(), text.replace(value, "~")) for name, text in answer.headers.items() if name.lower() not in PASSING)
    return answer.status, answer.content.decode(errors="replace").replace(urllib.parse.quote(value), "~").replace(value, "~"), headers


def is_empty(status: int, content: str) -> bool:
    """A list without anything in it says that there is no such thing as well: steps that nobody has changed
    have no history either."""
    return status == 200 and json.loads(content) == {"items": [], "next": None}


class Walk:
    def __init__(self, attack: Attack, here: City, there: City):
        self.attack = attack
        self.here = here
        self.there = there
        self.sent: dict[str, tuple] = {}

    def objects(self, route: Route) -> list[tuple[str, dict[str, str]]]:
        """What to put into the path: the other city's value, and all values of the path. Of a path with
        two, the second alone as well, below something of this city."""
        names = [name for name in route.names if name not in EVERYWHERE]
        if route.names == ["kind", "id"]:
            things = [each["object"].split("/") for each in self.there.items("activity")]
            of_kinds = {kind: number for kind, number in things if int(number) >= FIRST_NUMBER}
            return [(number, {"kind": kind, "id": number}) for kind, number in of_kinds.items()]
        out = []
        for first in range(len(names)):
            values = {name: self.there.value(route, name) for name in names[first:]}
            value = values[names[first]]
            known = value and (not value.isdigit() or int(value) >= FIRST_NUMBER - 1) and value != "1"
            self.attack.hold(bool(known), f"{route}: nothing of the other city is known for {{{names[first]}}} (other_city.py makes things)")
            if known:
                out.append((value, {name: self.here.value(route, name) for name in names[:first]} | values))
        return out

    def request(self, route: Route) -> tuple:
        """The body and the header fields with which the other city does it."""
        if str(route) not in self.sent:
            body = b"x" if route.input_type else None
            if route.input_type == "application/json":
                body = self.there.body(route)
            headers = {"Content-Type": route.input_type or None}
            if route.needs_revision:
                headers["If-Match"] = self.there.api.revision_of(route, self.there.api.target(route, self.instead(route)))
            self.sent[str(route)] = body, headers
        return self.sent[str(route)]

    def instead(self, route: Route) -> dict[str, str]:
        return {name: self.there.value(route, name) for name in route.names if name not in EVERYWHERE}

    def go(self, routes: list[Route], roles: list[str]) -> None:
        for route in routes:
            for value, values in self.objects(route):
                self.ask(route, value, values, roles)

    def ask(self, route: Route, value: str, values: dict[str, str], roles: list[str]) -> None:
        body, headers = self.request(route)
        nowhere = of_nowhere(value)
        statuses = set()
        for role in roles:
            answers = []
            for each in (value, nowhere):
                path = self.here.api.target(route, {name: each if mine == value else mine for name, mine in values.items()})
                answers.append(said(self.here.server.people[role].ask(route.method, path, body, headers), each))
            status, content, _ = answers[0]
            statuses.add(404 if is_empty(status, content) else status)
            where = f"{role}: {route} {value}"
            self.attack.hold(status in (403, 404) or is_empty(status, content), f"{where}: {status} {content[:150]}")
            self.attack.hold(answers[0] == answers[1], f"{where} is told apart from {nowhere}: {answers[0]} {answers[1]}"[:600])
        narrowed = Rule(route).narrowed and statuses == {403}  # to whom it belongs: nobody, here
        self.attack.hold(404 in statuses or narrowed, f"{route} {value}: nobody was told that there is no such thing: {statuses}")


def references(report, here: City, there: City) -> None:
    """Fields and queries that name an object by its number, in requests that this city carries out with objects
    of its own: every field called as a parameter of some path is, and `object`, `task_id`, `owner_id`."""
    no_number = EVERYWHERE | {"link", "name", "id"}
    values = {name: there.value(route, name) for route in here.api.routes for name in route.names if name not in no_number}
    names = {spelling: value for name, value in values.items() for spelling in (name, name + "s", name + "_id")}
    names |= {name: values["person"] for name in ("owner_id", "asked_of_id")}
    names |= {name: values["task"] for name in ("object_id", "object", "objects")}

    def judge(attack: Attack, route: Route, ask, number: str) -> None:
        answers = [said(ask(each), each) for each in (number, of_nowhere(number))]
        attack.hold(answers[0][0] < 500 and (answers[0][0] >= 400 or is_empty(*answers[0][:2])), f"{route}: {answers[0]}"[:300])
        attack.hold(answers[0] == answers[1], f"{route} tells apart {answers}"[:500])

    with Attack(report, "no request that names an object of another city is carried out: every field of a body and every query") as attack:
        for route in here.api.routes:
            body = here.body(route) if route.input_type == "application/json" else None
            target = here.api.target(route, {name: here.value(route, name) for name in route.names if name not in EVERYWHERE})
            revision = {"If-Match": here.api.revision_of(route, target)} if route.needs_revision else {}
            for path, schema in here.api.leaves(route) if body is not None else []:
                name = next(each for each in reversed(path) if each != 0)
                is_text = "string" in schema.get("type", "")
                if name in names and (not is_text or name in ("object", "objects")):
                    form = "task/{}" if is_text else "{}"

                    def ask(number: str):
                        value = form.format(number)
                        sent = changed(body, path, value if form != "{}" else int(value))
                        return here.person.ask(route.method, target, sent, revision)
                    judge(attack, f"{route} {path}", ask, names[name])
            for name in route.queries:
                if name in names:
                    form = f"{target}?{'name=a.txt&' if 'name' in route.queries else ''}{name}={'task/' if name == 'object' else ''}"
                    content = b"text" if route.input_type else None
                    judge(attack, f"{route}?{name}", lambda number: here.person.ask(
                        route.method, form + number, content, {"Content-Type": route.input_type or None}), names[name])


# Routes for anyone whose bodies open nothing.
NO_KEY = {"POST /api/v1/session/passkey/challenge", "POST /api/v1/session/provider"}


def keys(here: City, there: City) -> dict[str, list[dict]]:
    """What opens something in the other city: bodies of the routes that are for anyone."""
    mayor = there.server.person("mayor").ask("GET", "/api/v1/me").json()["id"]
    invited = there.post("invitations", {"name": "Invited", "email": "invited@hostile.example", "title": "", "agency": "",
                                         "roles": ["staff"]})
    invitation, pairing = (each["link"].rsplit("#", 1)[-1] for each in (invited, there.screen))
    challenges = [city.post("session/passkey/challenge", None, there.phone.host)["challenge"] for city in (here, there)]
    password = "another long enough passphrase"
    return {
        "POST /api/v1/invitations/check": [{"token": invitation}],
        "POST /api/v1/invitations/acceptance": [{"token": invitation, "name": "I", "password": password, "language": "en"}],
        "POST /api/v1/password-resets/acceptance": [{"token": there.reset_link(mayor), "password": password}],
        "POST /api/v1/screens/pairing": [{"token": pairing}],
        "POST /api/v1/session": [{"email": "invited@hostile.example", "password": PASSWORD}],
        "POST /api/v1/session/passkey": [there.phone.used(each, there.user_handle) for each in challenges],
        "POST /api/v1/session/provider/answer": [{"code": "c", "state": pairing}],
        "POST /api/v1/setup": [{"token": there.setup, "name": "I", "email": "i@hostile.example", "password": password}],
    }


def links(report, here: City, there: City) -> None:
    """Sent from a page of this city, as whoever was sent a link would."""
    with Attack(report, "links, passwords and passkeys of another city open nothing here: every route for anyone") as attack:
        opening = keys(here, there)
        for route in here.api.routes:
            if Rule(route).anyone and route.method != "GET" and str(route) not in NO_KEY:
                attack.hold(str(route) in opening, f"{route}: nothing is known that opens it in another city")
        phone = {"Host": there.phone.host["Host"], "Origin": there.phone.origin}
        for route, bodies in opening.items():
            for body in bodies:
                headers = phone if "signature" in body else {}
                answer = Client(here.server).ask("POST", route.split()[1], body, headers)
                attack.hold(answer.status in (401, 404, 409, 422), f"{route}: {answer.status} {answer.content[:200]}")
                attack.hold(not re.search("belfry=[^;]", answer.header("Set-Cookie")), f"{route} signs somebody in")
        feed = there.post("calendar/feed")["url"].split("=")[-1]
        for token in (feed, of_nowhere(feed)):
            answer = Client(here.server).ask("GET", f"/calendar.ics?token={token}")
            attack.hold(answer.status == 404, f"calendar: {answer.status}")
        for city in (here, there):
            challenge = here.post("session/passkey/challenge", None, phone)["challenge"]
            answer = city.person.ask("POST", "/api/v1/session/proof", {"passkey": there.phone.used(challenge, there.user_handle)}, phone)
            attack.hold(answer.status in (401, 403, 409, 422), f"a proof by a passkey of another city: {answer.status} {answer.content[:200]}")
        # Each of these does open the other city: what was tried were keys.
        challenge = there.post("session/passkey/challenge", None, phone)["challenge"]
        opening["POST /api/v1/session/passkey"] = [there.phone.used(challenge, there.user_handle)]
        for route in ("POST /api/v1/invitations/check", "POST /api/v1/screens/pairing", "POST /api/v1/session/passkey",
                      "POST /api/v1/password-resets/acceptance", "POST /api/v1/invitations/acceptance"):
            body = opening[route][0]
            answer = Client(there.server).ask("POST", route.split()[1], body, phone if "signature" in body else {})
            attack.hold(answer.status in (200, 201, 204), f"{route} in its own city: {answer.status} {answer.content[:200]}")
            if route.endswith("pairing"):
                there.device = next(each.split(";")[0] for each in answer.headers.get_all("Set-Cookie") if each.startswith("belfry-screen="))


def credentials(report, here: City, there: City) -> None:
    """Every route that is not for anyone, asked with what lets somebody in elsewhere."""
    there.api.value_of(Route("/api/v1/me/tokens/{token}", "get", {}), "token")
    held = {"session": there.person.cookie, "screen": there.device, "token": there.token["secret"]}
    with Attack(report, "sessions, tokens and screens of another city let nobody in: every route that is not for anyone") as attack:
        for kind, secret in held.items():
            name = {"session": "Cookie", "screen": "Cookie", "token": "Authorization"}[kind]
            whole = "Bearer " + secret if kind == "token" else secret
            begin = whole.index("=") + 1 if kind != "token" else len("Bearer ")
            nowhere = whole[:begin] + of_nowhere(whole[begin:])[:-1]
            answer = Client(there.server).ask("GET", "/api/v1/this-week", None, {name: whole})
            attack.hold(answer.status == 200 or kind == "screen", f"the {kind} opens nothing in its own city: {answer.status}")
            for route in here.api.routes:
                if Rule(route).anyone:
                    continue
                answers = []
                for each in (whole, nowhere):
                    client = Client(here.server)
                    client.csrf = there.person.csrf
                    body = {} if route.input_type == "application/json" else b"x" if route.input_type else None
                    headers = {name: each, "Content-Type": route.input_type or None}
                    answers.append(said(client.ask(route.method, here.api.target(route), body, headers), each))
                attack.hold(answers[0][0] == 401, f"{kind}: {route}: {answers[0]}"[:300])
                attack.hold(answers[0] == answers[1], f"{kind}: {route} is told apart: {answers}"[:300])
            shown = Client(here.server).ask("GET", "/api/v1/session", None, {name: whole})
            attack.hold(shown.status == 401 or (not shown.json()["signed_in"] and not shown.json()["screen"]), f"{kind}: {shown.content[:200]}")
        own = here.person.csrf
        here.person.csrf = there.person.csrf
        answer = here.person.ask("POST", "/api/v1/steps/1/tasks", {"title": "by the page of another city"})
        here.person.csrf = own
        attack.hold(answer.code() == "csrf", f"a page of another city: {answer.status} {answer.content[:200]}")


def log(report, here: City, there: City) -> None:
    """Both logs have the same name: only their keys tell them apart."""
    names = {here: "this city", there: "the other"}

    def belfry(*words: str):
        return subprocess.run([here.server.program, *words], capture_output=True, text=True, check=False)

    with Attack(report, "the log of another city, by the same name, is not taken for this one's") as attack:
        logs = [city.person.ask("GET", "/api/v1/log").json() for city in (here, there)]
        attack.hold(logs[0]["origin"] == logs[1]["origin"] and logs[0]["log_key"] != logs[1]["log_key"], f"{logs}")
        for city in (here, there):
            door = Client(city.server, public=True)
            files = [city.server.folder / name for name in ("page.html", "page.tlog-proof")]
            for file, address in zip(files, ("/steps/1", "/steps/1.tlog-proof")):
                # Not `ask`: everybody's page may read a proof (`Access-Control-Allow-Origin: *`).
                answer, content = door.exchange("GET", address, None, {"Accept-Encoding": "identity"})
                attack.hold(answer.status == 200, f"{address}: {answer.status}")
                file.write_bytes(content)
            for key in logs:
                ended = belfry("log", "verify", "--document", str(files[0]), "--proof", str(files[1]), "--key", key["log_key"])
                right = 0 if key is (logs[0] if city is here else logs[1]) else 5
                attack.hold(ended.returncode == right, f"page of {names[city]} by {key['log_key']}: {ended.returncode} {ended.stdout}")
        request = there.made["request"]
        package = there.server.folder / "package.zip"
        package.write_bytes(there.person.ask("GET", f"/api/v1/records/requests/{request}/packages/1").content)
        for key in logs:
            ended = belfry("records", "verify", str(package), "--key", key["log_key"])
            attack.hold(ended.returncode == (0 if key is logs[1] else 5), f"package by {key['log_key']}: {ended.returncode} {ended.stdout}")
        # The other city has pinned this one as a log that it is a witness of; here nobody is pinned.
        for of, at, expected in ((here, there, 200), (there, there, 403), (there, here, 404), (here, here, 404)):
            checkpoint = of.person.ask("GET", "/api/v1/log").json()["checkpoint"]
            submission = ("old 0\n\n" + checkpoint).encode()
            answer = Client(at.server, public=True).ask("POST", "/witness/add-checkpoint", submission, {"Content-Type": "text/plain"})
            attack.hold(answer.status == expected, f"a checkpoint of {names[of]} at {names[at]}: {answer.status} {answer.content[:200]}")


def walk(report, server: Server, api: Api) -> None:
    roles = list(learn_accounts(server))
    here = City(server)
    there = here.neighbour = another(server.program, here)
    try:
        before = {each["object"] for each in here.items("activity")}
        routes = [route for route in api.routes if set(route.names) - EVERYWHERE]
        with Attack(report, "nothing of another city is found here: every route with an object × every role") as attack:
            Walk(attack, here, there).go(routes, roles)
        links(report, here, there)
        credentials(report, here, there)
        log(report, here, there)
        references(report, here, there)
        with Attack(report, "what was tried with another city's objects has written nothing of them") as attack:
            for each in here.items("activity"):
                attack.hold(each["object"] in before or int(each["object"].split("/")[1]) < FIRST_NUMBER - 1, f"{each}")
    finally:
        there.server.close()
        there.server.remove()

"""Every route × role × own, foreign and no object, over HTTP, against what the API document and the table
of roles say; and what lists, searches, histories and event streams tell those who may not see a thing.

Writes the matrix as a table, `authorisation.md`, into the folder BELFRY_EVIDENCE names.
"""
import http.client
import json
import os
import pathlib
import re
import time

from api import Api, Route
from report import Attack
from server import Client, PASSWORD, Server

UNKNOWN = "987654321"

# What changes the ground under the walk: asked only by those who may not.
NOT_CARRIED_OUT = {"POST /api/v1/demo", "DELETE /api/v1/demo", "DELETE /api/v1/session", "POST /api/v1/backups", "POST /api/v1/backup-drills"}


class Rule:
    """`permission program_edit, or the task's owner` of the API document."""

    def __init__(self, route: Route):
        self.words = route.operation.get("description", "").split("For: ")[-1].split("\n")[0].rstrip(".")
        found = re.match(r"permission (\w+)", self.words)
        self.permission = found.group(1) if found else ""
        self.anyone = self.words.startswith("anyone")
        self.widened = ", or " in self.words and ", and " not in self.words
        self.narrowed = ", and " in self.words

    def allows(self, permissions: set[str], own: bool) -> bool | None:
        """None where the document does not say."""
        if self.anyone:
            return None if self.narrowed else True
        by_role = not self.permission or self.permission in permissions
        if self.narrowed:
            return None if by_role else False
        return by_role or (None if self.widened and own else False)


class Things:
    """Objects of the kinds that belong to somebody: made for one person each time, as the one who
    owns, wrote, asked or was asked."""

    def __init__(self, server: Server):
        self.server = server
        self.administrator = server.people["administrator"]

    def made(self, person: Client, path: str, body, headers: dict | None = None) -> str | None:
        answer = person.ask("POST", "/api/v1/" + path, body, headers)
        return str(answer.json()["id"]) if answer.status in (200, 201) and "id" in answer.json() else None

    def task(self, owner: Client) -> str | None:
        return self.made(self.administrator, "steps/1/tasks", {"title": "of somebody", "owner_id": owner.account})

    def decision(self, asked: Client, asks: Client) -> str | None:
        return self.made(asks, "steps/1/decisions", {"title": "asked", "why": "it matters", "asked_of_id": asked.account})

    def comment(self, author: Client) -> str | None:
        return self.made(author, "comments", {"object": "step/1", "text": "a word"})

    def attachment(self, who: Client) -> str | None:
        return self.made(who, f"attachments?object=task/{self.task(who)}&name=a.txt", b"text", {"Content-Type": "application/octet-stream"})

    def own(self, route: Route, name: str, person: Client) -> str | None:
        """Something of `person`'s for `{name}`; None where they cannot have one."""
        if name == "person":
            return str(person.account)
        if name == "task":
            return self.task(person)
        if name == "decision" and "asked for the decision" in Rule(route).words:
            asks = "whoever asked" in Rule(route).words
            other = self.server.people["mayor"] if person is self.administrator else self.administrator
            return self.decision(self.server.people["mayor"], person) if asks else self.decision(person, other)
        if name == "comment":
            return self.comment(person)
        if name == "attachment":
            return self.attachment(person)
        return None


def learn_accounts(server: Server) -> dict[str, set[str]]:
    """Signs everybody in, learns their account's number; gives the permissions of each role."""
    person = server.people["administrator"]
    table = person.ask("GET", "/api/v1/roles").json()["items"]
    roles = [each.get("role", each.get("name")) for each in table]
    permissions = {}
    for role in roles:
        client = server.person(role)
        me = client.ask("GET", "/api/v1/me").json()
        client.account = me.get("id", me.get("account", {}).get("id") if isinstance(me.get("account"), dict) else me.get("account"))
        session = client.ask("GET", "/api/v1/session").json()
        permissions[role] = set(session.get("permissions", me.get("permissions", [])))
    return permissions


def ask(api: Api, route: Route, person: Client, instead: dict[str, str]):
    query = api.needed_query(route).replace("object=step/1", "object=task/" + instead.get("task", "1"))
    body = {} if route.input_type == "application/json" else b"x" if route.input_type else None
    return api.send(route, body, api.target(route, instead, query), person=person)


def is_turned_away(answer) -> bool:
    return answer.status == 401 or answer.code() == "not_allowed"


def walk(report, server: Server, api: Api) -> None:
    permissions = learn_accounts(server)
    things = Things(server)
    nobody = Client(server)
    routes = [each for each in api.routes if "text/event-stream" not in each.output_types]
    with Attack(report, "nobody who is not signed in gets in (every route that is not for anyone)") as attack:
        for route in routes:
            if not Rule(route).anyone:
                answer = ask(api, route, nobody, {})
                attack.hold(answer.status in (401, 404) or answer.code() == "csrf", f"{route}: {answer.status} {answer.code()}")
    with Attack(report, "no role does what it may not: every route × role × own, foreign and unknown object") as attack:
        for role, held in permissions.items():
            person = server.people[role]
            other = server.people["mayor" if role != "mayor" else "planner"]
            for route in routes:
                rule = Rule(route)
                if rule.anyone or (str(route) in NOT_CARRIED_OUT and rule.allows(held, True) is not False):
                    continue
                for own in (False, True) if rule.widened or rule.narrowed else (False,):
                    owner = person if own else other
                    instead, theirs = {}, False
                    for name in route.names:
                        value = things.own(route, name, owner) if rule.widened or rule.narrowed else None
                        if value:
                            instead[name], theirs = value, True
                        elif rule.allows(held, own) is not False:
                            instead[name] = UNKNOWN  # those who may shall not change the ground
                    expected = rule.allows(held, own)
                    if own and not theirs:
                        continue  # this role cannot have one
                    answer = ask(api, route, person, instead)
                    whose = "own" if own else "foreign"
                    attack.hold(answer.status < 500, f"{role}: {route} {whose}: {answer.status}")
                    if expected is False:
                        attack.hold(answer.code() == "not_allowed" or answer.status == 404,
                                    f"{role} may not ({rule.words}): {route} {whose}: {answer.status} {answer.code()}")
                    elif expected is True:
                        attack.hold(not is_turned_away(answer), f"{role} may ({rule.words}): {route}: {answer.status} {answer.code()}")
                    elif theirs and not own:
                        attack.hold(is_turned_away(answer), f"{role} may with their own alone ({rule.words}): {route}: {answer.status}")
                    elif own:
                        attack.hold(not is_turned_away(answer),
                                    f"{role} may with their own ({rule.words}): {route}: {answer.status} {answer.code()}")
    own_things(report, server, api)
    leaks(report, server, permissions)
    table(server, api, permissions)


def own_things(report, server: Server, api: Api) -> None:
    """Sessions, tokens and inbox items have no role that sees those of others."""
    victim, thief = server.people["mayor"], server.people["administrator"]
    with Attack(report, "sessions, tokens and messages of others are not there for anybody (IDOR)") as attack:
        for what in ("sessions", "tokens"):
            if what == "tokens":
                victim.ask("POST", "/api/v1/me/tokens", {"name": "mine", "read_only": True})
            mine = victim.ask("GET", f"/api/v1/me/{what}").json()["items"]
            attack.hold(bool(mine), f"the mayor has no {what}")
            for each in mine:
                answer = thief.ask("DELETE", f"/api/v1/me/{what}/{each['id']}")
                attack.hold(answer.status in (403, 404), f"{what}: {answer.status}")
            attack.hold(len(victim.ask("GET", f"/api/v1/me/{what}").json()["items"]) == len(mine), f"{what} of the mayor are gone")
            answer = thief.ask("GET", f"/api/v1/me/{what}")
            attack.hold(not {json.dumps(each["id"]) for each in mine} & {json.dumps(each["id"]) for each in answer.json()["items"]},
                        f"{what} of the mayor are shown to another")
        for each in victim.ask("GET", "/api/v1/inbox").json()["items"]:
            answer = thief.ask("POST", f"/api/v1/inbox/{each['id']}/reading")
            attack.hold(answer.status in (403, 404), f"inbox: {answer.status}")


def leaks(report, server: Server, permissions: dict[str, set[str]]) -> None:
    """What an observer is told of places, people and invitations, by any way."""
    administrator, observer = server.people["administrator"], server.people["observer"]
    assert not permissions["observer"] & {"places_see", "people_see", "activity_see"}
    with Attack(report, "lists, files, searches, histories and streams tell nobody what they may not see") as attack:
        stream = http.client.HTTPConnection(server.staff, timeout=3)
        stream.request("GET", "/api/v1/events", headers={"Cookie": observer.cookie, "Accept": "text/event-stream"})
        events = stream.getresponse()
        attack.hold(events.status == 200, f"no stream: {events.status}")
        made = administrator.ask("POST", "/api/v1/sites", {"name": "Quokka Hall", "address": "1 Quokka St"})
        attack.hold(made.status == 201, f"no place was made: {made.status}")
        administrator.ask("POST", "/api/v1/invitations", {"name": "Quokka Person", "email": "quokka@hostile.example", "title": "", "agency": "",
                                                          "roles": ["staff"]})
        administrator.ask("POST", "/api/v1/steps/1/tasks", {"title": "Wallaby"})
        heard, until = b"", time.monotonic() + 4
        while b'"task"' not in heard and time.monotonic() < until:
            try:
                heard += events.read1(4096)
            except TimeoutError:
                break
        stream.close()
        attack.hold(b'"task"' in heard, "the stream does not tell of tasks")
        for kind in (b'"site"', b'"place"', b'"invitation"', b'"person"', b'"account"', b"Quokka", b"Wallaby"):
            attack.hold(kind not in heard, f"the stream tells an observer of {kind.decode()}")
        for word in ("Quokka", "quokka@hostile.example", "Quokk"):
            answer = observer.ask("GET", f"/api/v1/search?q={word}")
            attack.hold(b"Quokka" not in answer.content, f"search {word}: {answer.content[:200]}")
        found = administrator.ask("GET", "/api/v1/search?q=Wallaby")
        attack.hold(b"Wallaby" in found.content, "the search finds nothing at all")
        for path in ("sites", "people", "invitations", "activity", "precincts", "imports", "plans", "runs", "backups", "jobs"):
            for form in ("json", "csv", "xlsx"):
                answer = observer.ask("GET", f"/api/v1/{path}?format={form}")
                attack.hold(answer.status in (403, 404) or (path == "jobs" and b"Quokka" not in answer.content), f"{path} as {form}: {answer.status}")
        for kind, number in (("site", made.json().get("id", 1)), ("account", 1), ("person", 1), ("invitation", 1), ("session", 1), ("mail_settings", 1)):
            answer = observer.ask("GET", f"/api/v1/history/{kind}/{number}")
            attack.hold(answer.status in (403, 404), f"history of {kind}: {answer.status} {answer.content[:100]}")


def table(server: Server, api: Api, permissions: dict[str, set[str]]) -> None:
    folder = os.environ.get("BELFRY_EVIDENCE")
    if not folder:
        return
    lines = ["# Who may do what, route by route", "",
             "Made by `tests/hostile/access.py` from the route table of the program it asked; each cell was tried. ✓ may; · may not; "
             "o with what is their own, or as the rule says.", "",
             "| route | rule | " + " | ".join(permissions) + " |", "|---|---|" + "---|" * len(permissions)]
    for route in sorted(api.routes, key=lambda each: (each.path, each.method)):
        rule = Rule(route)
        cells = []
        for held in permissions.values():
            allowed = rule.allows(held, True)
            cells.append("✓" if allowed else "·" if allowed is False else "o")
        lines.append(f"| `{route}` | {rule.words} | " + " | ".join(cells) + " |")
    path = pathlib.Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    (path / "authorisation.md").write_text("\n".join(lines) + "\n")

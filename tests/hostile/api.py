"""The API document as a source of requests: routes, objects that exist, bodies that are accepted.

Nothing here knows a route by name: what a new module offers is attacked from the day it is there.
"""
import json
import re
from urllib.parse import quote

# What stands in for a string of this name; else it is plain words.
BY_NAME = {
    "email": "someone{n}@hostile.example", "report_email": "report{n}@hostile.example",
    "sender": "belfry@hostile.example", "recipient": "someone@hostile.example", "to": "someone@hostile.example",
    "object": "step/1", "url": "https://hostile.example/{n}", "public_url": "https://hostile.example", "report_url": "https://hostile.example/r",
    "state": "MI", "time_zone": "America/Detroit", "zip": "48888", "report_phone": "+1 555 0100", "language": "en",
    "password": "a long enough passphrase for the test", "host": "mail.hostile.example", "phone": "+1 555 0100",
}
BY_FORMAT = {"date": "2027-05-01", "date-time": "2027-05-01T10:00:00Z", "time": "07:00", "email": "a{n}@hostile.example"}


class Route:
    def __init__(self, path: str, method: str, operation: dict):
        self.path = path
        self.method = method.upper()
        self.operation = operation
        parameters = operation.get("parameters", [])
        self.queries = [p["name"] for p in parameters if p["in"] == "query"]
        self.needed_queries = [p["name"] for p in parameters if p["in"] == "query" and p.get("required")]
        self.needs_revision = any(p["in"] == "header" and p["name"] == "If-Match" for p in parameters)
        content = operation.get("requestBody", {}).get("content", {})
        self.input_type = next(iter(content), "")
        self.schema = content[self.input_type].get("schema", {}) if content else {}
        self.output_types = list(operation.get("responses", {}).get("200", {}).get("content", {}))

    @property
    def names(self) -> list[str]:
        return re.findall(r"{(\w+)}", self.path)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


class Api:
    def __init__(self, document: dict, person):
        self.person = person
        self.schemas = document["components"]["schemas"]
        self.routes = [Route(path, method, operation) for path, operations in document["paths"].items()
                       for method, operation in operations.items()]
        self.known: dict[str, str] = {}
        self.bodies: dict[str, object] = {}
        self.revisions: dict[str, str] = {}
        self.count = 0

    def resolve(self, schema: dict) -> dict:
        while "$ref" in schema:
            schema = self.schemas[schema["$ref"].rsplit("/", 1)[-1]]
        for many in ("oneOf", "anyOf"):
            if many in schema:
                return self.resolve(next((each for each in schema[many] if each.get("type") != "null"), {}))
        return schema

    def example(self, schema: dict, name: str = "", whole: bool = True, depth: int = 0):
        """A value of a schema; `whole`: with the members that may be left out."""
        schema = self.resolve(schema)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return schema["enum"][0]
        kind = schema.get("type", "object" if "properties" in schema else "string")
        kind = next(each for each in kind if each != "null") if isinstance(kind, list) else kind
        if kind == "object":
            wanted = schema.get("properties", {})
            needed = schema.get("required", [])
            return {key: self.example(each, key, whole, depth + 1) for key, each in wanted.items()
                    if key in needed or (whole and depth < 4)}
        if kind == "array":
            return [self.example(schema.get("items", {}), name, whole, depth + 1)] if depth < 5 else []
        if kind == "string":
            self.count += 1
            text = BY_FORMAT.get(schema.get("format", "")) or BY_NAME.get(name) or "words {n}"
            return text.format(n=self.count)
        if kind == "boolean":
            return False
        return max(1, schema.get("minimum", 1))

    def value_of(self, route: Route, name: str) -> str:
        """Something that exists, for `{name}` of a path: found in the list that the path goes through,
        else made by the route that adds to such a list."""
        before = route.path.split("{" + name + "}")[0].rstrip("/")
        key = f"{before}/{name}"
        if key not in self.known:
            self.known[key] = "1"  # while looking: lists lead to each other
            self.known[key] = quote(self.found_in(self.fill(before)) or self.made_by(before) or (
                "task" if name == "kind" else "1"))
        return self.known[key]

    def found_in(self, target: str) -> str | None:
        answer = self.person.ask("GET", target)
        if answer.status != 200 or "json" not in answer.header("Content-Type"):
            return None
        items = answer.json()
        items = items.get("items", items) if isinstance(items, dict) else items
        if not isinstance(items, list) or not items or not isinstance(items[-1], dict):
            return None
        return next((str(items[-1][key]) for key in ("id", "number", "name", "key") if key in items[-1]), None)

    def made_by(self, before: str) -> str | None:
        last = "/" + before.rsplit("/", 1)[-1]
        for route in self.routes:
            if route.method == "POST" and route.path.endswith(last) and route.input_type:
                body = self.body_for(route) if route.input_type == "application/json" else b"name,address\nHall,1 Main St\n"
                answer = self.send(route, body)
                if answer.status in (200, 201):
                    made = answer.json()
                    return str(made.get("id", made.get("name", 1)))
        return None

    def revision_of(self, route: Route, target: str) -> str:
        """What a change of the thing at `target` is based on: the ETag of the nearest GET."""
        path = target.split("?")[0]
        for _ in range(2):
            answer = self.person.ask("GET", path)
            if answer.status == 200 and answer.header("ETag"):
                return answer.header("ETag").removeprefix("W/")
            path = path.rsplit("/", 1)[0]
        return '"1"'

    def fill(self, path: str) -> str:
        return re.sub(r"{(\w+)}", lambda found: self.value_of(Route(path, "get", {}), found.group(1)), path)

    def target(self, route: Route, instead: dict | None = None, query: str = "") -> str:
        """The path with objects that exist, or what `instead` says of one of them."""
        path = re.sub(r"{(\w+)}", lambda found: (instead or {}).get(found.group(1)) or
                      self.value_of(route, found.group(1)), route.path)
        return path + ("?" + query if query else "")

    def needed_query(self, route: Route) -> str:
        return "&".join(f"{name}={'step/1' if name == 'object' else 'file.csv' if name == 'name' else '1'}"
                        for name in route.needed_queries)

    def send(self, route: Route, body, target: str | None = None, headers: dict | None = None, person=None):
        person = person or self.person
        target = target or self.target(route, query=self.needed_query(route))
        sent = {"If-Match": self.revisions.get(target, '"1"')} if route.needs_revision else {}
        sent["Content-Type"] = route.input_type or None
        sent.update(headers or {})
        answer = person.ask(route.method, target, body, sent)
        if answer.status == 409 and answer.code() in ("changed_meanwhile", "revision_unknown"):
            sent["If-Match"] = self.revisions[target] = self.revision_of(route, target)
            answer = person.ask(route.method, target, body, sent)
        return answer

    def body_for(self, route: Route):
        """A body that the route takes, or comes as near to it as its own refusals lead: what it says is
        wrong is left out."""
        if str(route) in self.bodies:
            return self.bodies[str(route)]
        body = self.example(route.schema)
        for _ in range(12):
            answer = self.send(route, body)
            if answer.status != 422:
                break
            problems = answer.json().get("problems", [])
            fields = [each.get("field", each.get("path", "")) for each in problems]
            if not any([remove(body, field) for field in fields]):
                break
        self.bodies[str(route)] = body
        return body

    def leaves(self, route: Route) -> list[tuple[list, dict]]:
        """The path of every text, number and switch of a route's body with its schema, as deep as four."""
        out: list[tuple[list, dict]] = []
        self.walk(route.schema, [], out)
        return out

    def walk(self, schema: dict, path: list, out: list) -> None:
        schema = self.resolve(schema)
        kind = schema.get("type", "")
        if isinstance(kind, list):
            kind = next(each for each in kind if each != "null")
        if kind == "object" and len(path) < 5:
            for name, each in schema.get("properties", {}).items():
                self.walk(each, path + [name], out)
        elif kind == "array" and len(path) < 5:
            self.walk(schema.get("items", {}), path + [0], out)
        elif path:
            out.append((path, schema))


def steps_of(field: str) -> list:
    return [int(part) if part.isdigit() else part for part in re.split(r"[.\[\]]+", field) if part]


def remove(body, field: str) -> bool:
    """Leaves out what `field` (`measures[0].name`) names, or what it stands in; false when nothing is there."""
    steps = steps_of(field)
    while steps:
        place = body
        try:
            for step in steps[:-1]:
                place = place[step]
            del place[steps[-1]]
            return True
        except (KeyError, IndexError, TypeError):
            steps.pop()
    return False


def changed(body, path: list, value):
    """A copy of `body` with `value` at `path`; makes what is missing on the way."""
    copy = json.loads(json.dumps(body)) if body is not None else {}
    if not isinstance(copy, (dict, list)):
        return value
    place = copy
    for step, following in zip(path, path[1:] + [None]):
        last = following is None
        empty = [] if isinstance(following, int) else {}
        if isinstance(place, list):
            if not place:
                place.append(value if last else empty)
            elif last:
                place[0] = value
            place = place[0]
        elif isinstance(place, dict):
            if last:
                place[step] = value
            elif not isinstance(place.get(step), (dict, list)):
                place[step] = empty
            place = place.get(step)
        else:
            break
    return copy

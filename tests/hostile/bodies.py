"""Malformed and hostile bodies, ids and queries at every route of the API document."""
import time
from urllib.parse import quote

from api import Api, Route, changed
from report import Attack

# Documents that no route takes.
BROKEN_JSON = [
    b"", b" ", b"{", b"}", b"[", b"nul", b"{]", b'{"a":1,}', b"{'a':1}", b'{"a" 1}', b"\xef\xbb\xbf{}", b'{"a":"\xff"}',
    b'{"a":"\xc0\xaf"}', b'{"a":"\xed\xa0\x80"}', b'{"a":"\\ud800"}', b'{"a":"\\udc00\\ud800"}', b'{"a":NaN}', b'{"a":Infinity}',
    b'{"a":01}', b'{"a":+1}', b'{"a":.5}', b'{"a":"\n"}', b'{"a":"\\x41"}', b'{"a":1}{"b":2}', b'{"a":1} x', b"\x00", b'{"a":"\x00"}',
    b"[" * 100_000, b'{"a":' * 50_000, b"{}".decode().encode("utf-16"), b"<a/>", b"a=1&b=2", b"/**/{}", b'{"a":1e99999}',
    b'"' + b"a" * 60_000 + b'"', b"null", b"true", b"[]", b"7", b'"words"', b'[{"a":1}]',
]

IDS = ["0", "-1", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "18446744073709551616", "1e3", "0x10",
       "01", "1.0", "%201", "1%20", "%D9%A3", "1;DROP", "1'--", "%00", "1%0d%0aX-Injected:%20y", "..%2f1", "%2e%2e", "1%2500",
       "null", "NaN", "a" * 2000, "%F0%9F%92%A9", "%ff", "%ed%a0%80", "%EF%BC%91", "*", "{id}", "$1", "1,2", "-0"]

QUERY_VALUES = IDS[:27] + ["", "'", '"', "\\", "%25", "' OR 1=1 --", "1) UNION SELECT 1,2,3 --", "name; DROP TABLE x", "name,(select 1)",
                           "%_", "()*+?[", '"a', "NEAR(a b)", "a*", "-a", "csv", "xlsx", "../../../../etc/passwd", "file:///etc/passwd",
                           "http://127.0.0.1:1/", "<script>", "%0d%0aSet-Cookie:%20a=b", "a" * 4000, "2027-02-30", "0000-00-00",
                           "99999-01-01", "-1-1-1", "task/9223372036854775808", "task/", "/1", "task/1/2", "x/1"]

# What a text is replaced with. The catalogs of the program hold none of these.
TEXTS = ["", " ", "\u0000", "a\u0000b", "\r\nX-Injected: y", "' OR '1'='1", "\"; DROP TABLE task; --", "%s%n%x", "${7*7}{{7*7}}",
         "../../../etc/passwd", "=cmd|' /C calc'!A0", "\u202eevil", "\u200b", "\ufeff", "\ufffe", "\U0010ffff", "\u0301" * 500,
         "\U0001f469\u200d\U0001f469\u200d\U0001f467", "a" * 3000, "ﬃ", "\u212b", "javascript:alert(1)", "data:text/html,x",
         "http://169.254.169.254/latest", "2027-02-30", "99999-12-31", "24:61", "1e999", "-1", "\x7f", "\x1b[31m"]

NUMBERS = [0, -1, 1, 2 ** 31, 2 ** 53 + 1, 2 ** 63 - 1, -2 ** 63, 2 ** 63, 2 ** 64, 10 ** 40, 0.5, 1e308, -1e308, 5e-324, -0.0]
OTHERS = [None, True, [], {}, [[]], {"a": {}}, "text", 3.5]


# Seconds for one parameter or member: what answers slowly gets fewer values, each time others.
patience = 0.12


def some_of(values: list, least: int = 4):
    """`values` from a place on that moves, until the patience is over; one alone where a slow machine
    has used up the time of the whole group."""
    some_of.turn += 7
    begun = time.monotonic()
    slow = patience < 1 and begun > some_of.until
    for n in range(len(values)):
        if n >= (1 if slow else least) and (slow or time.monotonic() - begun > patience):
            return
        yield values[(n + some_of.turn) % len(values)]


some_of.turn = 0
some_of.until = float("inf")


def is_failure(status: int) -> bool:
    return status >= 500 and status not in (501, 503)


def broken_json(report, api: Api) -> None:
    with Attack(report, "broken JSON is refused, at every route that takes JSON") as attack:
        for route in api.routes:
            if route.input_type != "application/json":
                continue
            for body in some_of(BROKEN_JSON):
                answer = api.send(route, body)
                attack.hold(400 <= answer.status < 500, f"{route} answers {answer.status} to {body[:30]!r}")


def twice_and_more(report, api: Api) -> None:
    """Members that stand twice, members that nobody asked for, the wrong type of content."""
    extra = {"id": 1, "revision": 99, "roles": ["administrator"], "is_admin": True, "account_id": 1, "password_hash": "x",
             "created_at": "2020-01-01T00:00:00Z", "__proto__": {"admin": True}, "constructor": 1}
    with Attack(report, "members nobody asked for are refused (mass assignment)") as attack:
        for route in api.routes:
            if route.input_type != "application/json":
                continue
            body = api.body_for(route)
            if not isinstance(body, dict):
                continue
            known = api.resolve(route.schema).get("properties", {})
            for name, value in extra.items():
                if name in known:
                    continue
                answer = api.send(route, body | {name: value})
                attack.hold(400 <= answer.status < 500, f"{route} answers {answer.status} with `{name}`")
    with Attack(report, "a member that stands twice is refused") as attack:
        for route in api.routes:
            known = api.resolve(route.schema).get("properties", {}) if route.input_type == "application/json" else {}
            if not known:
                continue
            name = next(iter(known))
            answer = api.send(route, f'{{"{name}":"a","{name}":"b"}}'.encode())
            attack.hold(400 <= answer.status < 500, f"{route} answers {answer.status} to `{name}` twice")
    with Attack(report, "other types of content are refused where JSON is wanted") as attack:
        for route in api.routes:
            if route.input_type != "application/json":
                continue
            for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/html", "x",
                         "application/json; charset=utf-16", None):
                answer = api.send(route, b"{}", headers={"Content-Type": kind})
                attack.hold(400 <= answer.status < 500 or "charset" in (kind or ""),
                            f"{route} answers {answer.status} to {kind}")


def ids(report, api: Api) -> None:
    with Attack(report, "ids at and beyond every limit: refused, never a failure") as attack:
        for route in api.routes:
            for name in route.names:
                for value in some_of(IDS):
                    body = {} if route.input_type == "application/json" else b"x" if route.input_type else None
                    answer = api.send(route, body, api.target(route, {name: value}, api.needed_query(route)))
                    attack.hold(not is_failure(answer.status), f"{route} answers {answer.status} with {name}={value[:40]}")


def queries(report, api: Api) -> None:
    with Attack(report, "query values of every kind: no failure, at every parameter (sort, filter, search, pages)") as attack:
        for route in api.routes:
            if route.method != "GET" or "text/event-stream" in route.output_types:
                continue
            for name in route.queries:
                for value in some_of(QUERY_VALUES):
                    encoded = value if "%" in value else quote(value)
                    answer = api.person.ask("GET", api.target(route, query=f"{name}={encoded}"))
                    attack.hold(not is_failure(answer.status), f"{route} answers {answer.status} with {name}={value[:40]}")
            for query in some_of(["&&&", "=", "a=b&a=c", "%", "?", "&".join(f"x{n}=1" for n in range(300)), "format=csv&format=json"]):
                answer = api.person.ask("GET", api.target(route, query=query))
                attack.hold(not is_failure(answer.status), f"{route} answers {answer.status} with ?{query[:40]}")


def values(report, api: Api) -> None:
    """Each member of each body replaced by what it should not be; the rest is as the route wants it."""
    with Attack(report, "hostile values in every member of every body: no failure") as attack:
        for route in api.routes:
            if route.input_type != "application/json" or harmful(route):
                continue
            body = api.body_for(route)
            for path, schema in api.leaves(route):
                for value in some_of(values_for(schema)):
                    answer = api.send(route, changed(body, path, value))
                    attack.hold(not is_failure(answer.status),
                                f"{route} answers {answer.status} with {value!r:.40} in {'.'.join(map(str, path))}")
    with Attack(report, "lists of any length in a body: no failure") as attack:
        for route in api.routes:
            if route.input_type != "application/json" or harmful(route):
                continue
            for name, schema in api.resolve(route.schema).get("properties", {}).items():
                if api.resolve(schema).get("type") != "array":
                    continue
                item = api.example(api.resolve(schema).get("items", {}))
                for count in (0, 2, 3000):
                    answer = api.send(route, changed(api.body_for(route), [name], [item] * count))
                    attack.hold(not is_failure(answer.status), f"{route} answers {answer.status} with {count} in {name}")


def values_for(schema: dict) -> list:
    kind = schema.get("type", "string")
    kinds = kind if isinstance(kind, list) else [kind]
    own = TEXTS if "string" in kinds else NUMBERS if "integer" in kinds or "number" in kinds else []
    return own + OTHERS


def harmful(route: Route) -> bool:
    """Ends the session the attack is made with, or costs a password's hash each time."""
    return "password" in route.path or "session" in route.path or "setup" in route.path or "totp" in route.path or \
        "recovery" in route.path or "tokens" in route.path or "invitations/" in route.path

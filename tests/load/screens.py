"""Many staff screens in one process: each listens to the stream and fetches a list anew when it hears of a
change, as the web app does (web/src/lib/pace.ts)."""
import random
import re
import select
import socket
import time

SOON, SPREAD, APART = 0.12, 0.2, 0.5


class Screen:
    def __init__(self, wall: "Wall", here: str, cookie: str, path: str):
        host, port = wall.server
        self.wall, self.here = wall, here
        self.head = f"Host: {host}:{port}\r\nCookie: {cookie}\r\n"
        self.path = path
        self.stream = wall.connect(here, self.hear)
        self.list: socket.socket | None = None  # the server ends it when nothing is asked for long
        self.stream.sendall(f"GET /api/v1/events HTTP/1.1\r\n{self.head}Accept: text/event-stream\r\n\r\n".encode())
        self.unread = b""
        self.answer = b""
        self.asked: float | None = None    # the request that is on its way
        self.last = 0.0
        self.due: float | None = None
        self.heard: list[float] = []       # when, of each change
        self.shown: list[tuple[float, float, int]] = []  # asked, answered, status

    def hear(self, now: float) -> None:
        data = self.stream.recv(65536)
        if not data:
            raise ConnectionError("a stream ended")
        self.unread += data
        *whole, self.unread = self.unread.split(b"\n\n")
        news = sum(self.wall.kind in event for event in whole)
        self.heard += [now] * news
        if news and self.due is None:
            self.due = max(now + SOON, self.last + APART) + random.random() * SPREAD

    def ask(self, now: float) -> None:
        self.due, self.asked, self.answer = None, now, b""
        self.list = self.list or self.wall.connect(self.here, self.read)
        self.list.sendall(f"GET {self.path} HTTP/1.1\r\n{self.head}Accept-Encoding: gzip\r\n\r\n".encode())

    def read(self, now: float) -> None:
        data = self.list.recv(262144)
        if not data:
            if self.asked is not None:
                raise ConnectionError(f"an answer ended early after {len(self.answer)} bytes")
            self.list.close()
            self.list = None
            return
        self.answer += data
        end = self.answer.find(b"\r\n\r\n")
        length = re.search(rb"\r\nContent-Length: (\d+)", self.answer[:max(end, 0)], re.I)
        if length and len(self.answer) >= end + 4 + int(length.group(1)):
            self.shown.append((self.asked, now, int(self.answer[9:12])))
            self.asked, self.last = None, now


class Wall:
    """All screens, until `until` says that it is over."""

    def __init__(self, address: str, cookies: list[str], path: str, kind: str):
        host, port = address.rsplit(":", 1)
        self.server = host, int(port)
        self.kind = f"event: {kind}\n".encode()
        self.poll = select.epoll()
        self.by_socket: dict = {}
        self.screens = [Screen(self, f"127.0.2.{number // 100 + 1}", cookie, path) for number, cookie in enumerate(cookies)]

    def connect(self, here: str, when_readable) -> socket.socket:
        made = socket.create_connection(self.server, 20, (here, 0))
        self.by_socket[made.fileno()] = when_readable
        self.poll.register(made, select.EPOLLIN)
        return made

    def run(self, is_over) -> None:
        while not is_over():
            for number, _ in self.poll.poll(0.01):
                self.by_socket[number](time.monotonic())
            now = time.monotonic()
            for screen in self.screens:
                if screen.due is not None and screen.asked is None and now >= max(screen.due, screen.last + APART):
                    screen.ask(now)

    def heard(self, number: int) -> list[float]:
        return [screen.heard[number] for screen in self.screens if number < len(screen.heard)]

    def shown_after(self, when: float) -> list[float]:
        """When each screen showed what was acknowledged at `when`."""
        first = ([answered for asked, answered, status in screen.shown if asked >= when and status == 200]
                 for screen in self.screens)
        return [min(each) for each in first if each]

    def statuses(self) -> dict[int, int]:
        count: dict[int, int] = {}
        for screen in self.screens:
            for _, _, status in screen.shown:
                count[status] = count.get(status, 0) + 1
        return count

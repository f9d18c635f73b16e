"""Draws, byte for byte."""
import hashlib
import heapq
import itertools

from batches import batch_bound
from made import contest_json, rng


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def uniform(text):
    return "0." + str(int(sha(text), 16)).zfill(64)[::-1]


def next_ticket(ticket):
    longer = ticket + "0"
    k = next(at for at in range(2, len(longer)) if longer[at] < "9")
    for i in itertools.count(1):
        candidate = longer[:k] + uniform(f"{ticket}:{i}")[2:]
        if candidate > longer:
            return candidate


def trim(ticket, digits):
    k = next(at for at in range(2, len(ticket + "0")) if (ticket + "0")[at] < "9")
    return ticket[:k + digits]


def draw_consistent(seed, ids, take, again):
    heap = [(uniform(sha(seed) + (one if isinstance(one, str) else repr(one))), at, 1)
            for at, one in enumerate(ids)]
    order = {at: (one if isinstance(one, str) else repr(one)) for at, one in enumerate(ids)}
    heap = [(ticket, order[at], at, generation) for ticket, at, generation in heap]
    heapq.heapify(heap)
    out = []
    while heap and len(out) < take:
        ticket, name, at, generation = heapq.heappop(heap)
        out.append((trim(ticket, 18), ids[at], generation))
        if again:
            heapq.heappush(heap, (next_ticket(ticket), name, at, generation + 1))
    return out


def random_seed():
    return rng.choice(["".join(rng.choices("0123456789", k=rng.randint(1, 40))), "0", "", "é",
                       "seed with , comma", "".join(rng.choices("abcXYZ-_. 😊ß", k=12))])


def random_name():
    return rng.choice(["Batch 1", "O'Neil", 'say "x"', "both ' and \"", "back\\slash", "tab\there", "line\nend",
                       "é", "\x00\x1f", "\x7f", "\u00a0", "\u200b", "\U0001f600", "\u3042", "", "\ue000",
                       "\ud7ff", "\u2028", "\xad", "\U000e0001"]) + str(rng.randint(0, 99))


def sampler_consistent(cases):
    out = []
    for at in range(cases):
        seed = random_seed()
        out.append({"f": "sha256_hex", "in": seed, "out": sha(seed)})
        out.append({"f": "sha256_uniform", "in": seed, "out": uniform(seed)})
        one = rng.choice([random_name(), (random_name(), rng.choice([None, random_name()]), random_name()),
                          ((random_name(), random_name()), rng.randint(0, 10 ** 9))])
        if isinstance(one, tuple) and len(one) == 3:
            one = (one, rng.randint(1, 5000))
        text = one if isinstance(one, str) else repr(one)
        generations = [uniform(sha(seed) + text)]
        for _ in range(3):
            generations.append(next_ticket(generations[-1]))
        out.append({"f": "tickets", "seed": seed, "id": one, "id_str": text, "generations": generations,
                    "trim18": [trim(each, 18) for each in generations]})
        ticket = rng.choice(["0.9", "0.99999", "0.0", "0.", "0.123", generations[0]])
        out.append({"f": "next_fraction", "in": ticket, "out": next_ticket(ticket)})
        digits = rng.choice([1, 4, 9, 18, 30])
        for each in (generations[0], "0.999" + generations[0][2:]):
            out.append({"f": "trim", "in": each, "digits": digits, "out": trim(each, digits)})
        if at % 8 == 0:
            ids = [f"ab-{n}" for n in range(rng.randint(1, 60))]
            again = rng.random() < 0.5
            take = rng.randint(1, 90) if again else rng.randint(1, len(ids))
            out.append({"f": "sampler", "in": {"id_list": ids, "with_replacement": again, "take": take, "seed": seed},
                        "out": draw_consistent(seed, ids, take, again)})
            out.append({"f": "arlo.draw_sample"} | arlo_draw(seed))
    return {"vectors": out}


def arlo_draw(seed):
    manifest = [((random_name(), rng.choice([None, "T1"]), f"Batch {at}"), list(range(1, rng.randint(2, 30))))
                for at in range(rng.randint(1, 8))]
    ids = [(batch, position) for batch, positions in manifest for position in positions]
    again = rng.random() < 0.6
    before = rng.randint(0, len(ids) // 3)
    size = rng.randint(1, max(1, len(ids) // 2))
    drawn = draw_consistent(seed, ids, before + size, again)[before:]
    return {"seed": seed, "manifest": manifest, "sample_size": size, "num_sampled": before,
            "with_replacement": again, "out": drawn}


class Numpy:
    """default_rng(n).random(): SeedSequence and PCG64."""

    def __init__(self, entropy):
        words = []
        while entropy:
            words.append(entropy & 0xffffffff)
            entropy >>= 32
        words = words or [0]
        self.h = 0x43b0d7e5

        def mixed(v):
            v = (v ^ self.h) & 0xffffffff
            self.h = self.h * 0x931e8875 & 0xffffffff
            v = v * self.h & 0xffffffff
            return v ^ v >> 16

        def mix(x, y):
            r = (0xca01f9dd * x - 0x4973f715 * y) & 0xffffffff
            return r ^ r >> 16

        pool = [mixed(words[at] if at < len(words) else 0) for at in range(4)]
        for s in range(4):
            for d in range(4):
                if s != d:
                    pool[d] = mix(pool[d], mixed(pool[s]))
        for word in words[4:]:
            for d in range(4):
                pool[d] = mix(pool[d], mixed(word))
        h, made = 0x8b51f9dd, []
        for at in range(8):
            v = (pool[at % 4] ^ h) & 0xffffffff
            h = h * 0x58f38ded & 0xffffffff
            v = v * h & 0xffffffff
            made.append(v ^ v >> 16)
        v = [made[2 * at] | made[2 * at + 1] << 32 for at in range(4)]
        self.inc = ((v[2] << 64 | v[3]) << 1 | 1) & (1 << 128) - 1
        self.state = 0
        self.step()
        self.state = self.state + (v[0] << 64 | v[1]) & (1 << 128) - 1
        self.step()

    def step(self):
        self.state = (self.state * 0x2360ED051FC65DA44385DF649FCCF645 + self.inc) & (1 << 128) - 1

    def random(self):
        self.step()
        x, turn = (self.state >> 64 ^ self.state) & (1 << 64) - 1, self.state >> 122
        x = (x >> turn | x << (64 - turn)) & (1 << 64) - 1
        return (x >> 11) * 2.0 ** -53


def arlo_sampler(cases):
    out = []
    for at in range(cases):
        seed = random_seed()
        drawn = arlo_draw(seed)
        out.append({"function": "sampler.draw_sample", "output": drawn.pop("out"), "input": drawn})
        sizes = [rng.randint(10, 300) for _ in range(rng.randint(3, 40))]
        results, votes = [], {"a": 0, "b": 0}
        for place, size in enumerate(sizes):
            a = rng.randint(size // 2, size)
            b = rng.randint(0, size - a)
            votes["a"] += a
            votes["b"] += b
            results.append([[f"J{place % 2}", f"b{place}"], {"Contest": {"a": a, "b": b, "ballots": size}}])
        if votes["a"] <= votes["b"]:
            continue
        results.sort(key=lambda each: each[0][0])
        bounds = [batch_bound(votes, 1, 0, each[1]["Contest"]) for each in results]
        total = sum(bounds)
        running, sums = 0.0, []
        for bound in bounds:
            running += float(bound / total)
            sums.append(running)
        sums = [each / sums[-1] for each in sums]
        before, size = 0, rng.randint(1, max(1, len(sizes) - 2))
        generator, picks = Numpy(int(sha(seed), 16)), []
        for _ in range(before + size):
            r = generator.random()
            picks.append(next(place for place, top in enumerate(sums) if top > r))
        tickets, last = [], {}
        for place in picks:
            key = tuple(results[place][0])
            last[key] = trim(next_ticket(last[key]) if key in last else uniform(sha(seed) + repr(key)), 18)
            tickets.append([last[key], list(key)])
        if before + size < len(sizes):
            out.append({"function": "sampler.draw_ppeb_sample",
                        "input": {"seed": seed, "contest": contest_json("Contest", sum(sizes), 1, 1, votes),
                                  "sample_size": size, "previously_sampled_batch_keys": [],
                                  "batch_results": {"map": results}},
                        "output": tickets})
    return {"vectors": out}


def counter(cases):
    out = []
    for _ in range(cases):
        seed, a = random_seed(), rng.choice([0, 1, 1, 17])
        b, again = a + int(10 ** rng.uniform(0, 9)), rng.random() < 0.5
        n = rng.randint(1, 40) if again else rng.randint(1, min(40, b - a + 1))
        if not again and b - a < 60 and n > (b - a + 1) * 0.9:
            n = max(1, n // 2)
        picks, i = [], 0
        while len(picks) < n:
            i += 1
            pick = a + int(sha(f"{seed},{i}"), 16) % (b - a + 1)
            if again or pick not in picks:
                picks.append(pick)
        out.append({"seed": seed, "a": a, "b": b, "n": n, "with_replacement": again, "out": picks,
                    "hashes_used": i})
    return {"vectors": out}


def hash_number(seed, k):
    return int.from_bytes(hashlib.sha256(f"{seed},".encode() + b"\0" * k).digest(), "big")


def shangrla_prng(cases):
    out = []
    for _ in range(cases):
        seed = rng.choice([rng.randint(0, 10 ** 12), random_seed() or "x"])
        numbers = [hash_number(seed, k) for k in range(8)]
        out.append({"seed": seed, "nextRandom_as_int": [str(each) for each in numbers],
                    "random": [each * 2.0 ** -256 for each in numbers]})
    return {"vectors": out}


def shared_samples(cases):
    out = []
    for _ in range(cases):
        seed, names = rng.randint(0, 10 ** 9), ["mayor", "council", "measure", "judge"][:rng.randint(1, 4)]
        cards = [[name for name in names if rng.random() < rng.choice([0.2, 0.6, 1.0])]
                 for _ in range(rng.randint(5, 300))]
        on = {name: sum(name in card for card in cards) for name in names}
        sizes = {name: rng.randint(0, on[name]) for name in names}
        order = sorted(range(len(cards)), key=lambda at: hash_number(seed, at))
        have, threshold, taken = dict.fromkeys(names, 0), dict.fromkeys(names, 0), []
        for at in order:
            wanting = [name for name in cards[at] if have[name] < sizes[name]]
            if wanting:
                taken.append(at)
                for name in wanting:
                    have[name] += 1
                    threshold[name] = hash_number(seed, at)
        out.append({"seed": seed, "cards": cards, "sample_size": sizes, "sampled_indices_in_order": taken,
                    "sample_threshold": {name: str(each) for name, each in threshold.items()}})
    return {"vectors": out}

"""Tests of a mean, draw by draw."""
import math
import sys

from made import rng


class Course:
    """A test martingale, draw by draw, of the formulas in docs/audit-methods.md."""

    def __init__(self, values, size, t, upper, bet):
        self.log, self.history = 0.0, []
        total = 0.0
        dead = full = False
        for at, x in enumerate(values):
            left = size - at
            mu = t if size == math.inf else (size * t - total) / left
            if mu < 0:
                full = True
            elif mu > upper:
                dead = True
            elif mu > 1e-9 and upper - mu > 1e-9 and not full:
                eta = bet(values[:at], total, mu, left)
                factor = (x * eta / mu + (upper - x) * (upper - eta) / (upper - mu)) / upper
                self.log = -math.inf if factor <= 0 else self.log + math.log(factor)
            total += x
            if size != math.inf and total > size * t * (1 + 1e-12):
                full = True
            p = 0.0 if full else 1.0 if dead else min(1.0, math.exp(min(50.0, -self.log)))
            self.history.append(p)


def martingales(cases):
    out, populations = [], {}
    for case in range(cases):
        upper = rng.choice([1.0, 1.0, 2 / (2 - 0.1), 2.0])
        n = rng.randint(5, 200)
        values = [rng.choice([0.0, 0.5, 1.0, 0.25]) if rng.random() < 0.5 else rng.choice([upper, upper / 2])
                  for _ in range(n)]
        size = rng.choice([math.inf, 1000000, n * rng.randint(2, 9)])
        populations[f"p{case}"] = values
        kind = rng.choice(["fixed_bet", "optimal_comparison", "fixed_alternative_mean", "shrink_trunc"])
        if kind == "fixed_bet":
            stake = rng.uniform(0.05, 0.9)
            settings = {"lam": stake}

            def bet(_, total, mu, left, stake=stake, upper=upper):
                return mu * (1 + stake * (upper - mu))
        elif kind == "optimal_comparison":
            rate = rng.choice([1e-5, 1e-4, 0.001, 0.01])
            settings = {"error_rate_2": rate}

            def bet(_, total, mu, left, rate=rate, upper=upper):
                none = upper / 2  # 1 / (2 − v/u) is half the bound 2 / (2 − v/u).
                return (1 - upper * (1 - rate)) / (2 - 2 * upper) + upper * (1 - rate) - 0.5 if none > 0.5 else mu
            if upper == 1.0:
                continue
        elif kind == "fixed_alternative_mean":
            eta = rng.uniform(0.505, 0.95) * upper if upper == 1.0 else rng.uniform(0.505, 0.9)
            settings = {"eta": eta}

            def bet(_, total, mu, left, eta=eta, size=size, upper=upper):
                return eta if size == math.inf else (size * eta - total) / left
        else:
            eta, d, f = rng.uniform(0.51, 0.9), rng.choice([10, 100]), rng.choice([0, 0.01])
            c = (eta - 0.5) / 2
            settings = {"eta": eta, "d": d, "c": c, "f": f}

            def bet(before, total, mu, left, eta=eta, d=d, f=f, c=c, upper=upper):
                j = len(before) + 1
                deviation = 1.0
                if j > 2:
                    mean = sum(before) / len(before)
                    deviation = max(1e-6, math.sqrt(sum((x - mean) ** 2 for x in before) / len(before)))
                room = c / math.sqrt(d + j - 1)
                epsilon = sys.float_info.epsilon
                weighed = ((d * eta + total) / (d + j - 1) + upper * f / deviation) / (1 + f / deviation)
                return min(upper * (1 - epsilon) - room, max(weighed, mu * (1 + epsilon) + room))
        course = Course(values, size, 0.5, upper, bet).history
        held = kind == "fixed_alternative_mean" and size != math.inf
        out.append({"estim": None if kind == "fixed_bet" else kind, "bet": kind if kind == "fixed_bet" else None,
                    "x_name": f"p{case}", "x": f"populations.p{case}", "u": upper,
                    "N": "inf" if size == math.inf else size, "t": 0.5, "kwargs": settings,
                    "p": None if held else min(course),
                    "history_at": [list(each) for each in enumerate(course)]})
    for case in range(cases):
        name = f"p{case}"
        values = populations.get(name)
        if not values:
            continue
        g, size = rng.choice([0.01, 0.1, 0.3]), rng.choice([math.inf, len(values) * 3])
        log, best, total = 0.0, math.inf, 0.0
        for at, x in enumerate(values):
            if size == math.inf:
                factor = (1 - g) * x / 0.5 + g
            else:
                mean = (size * (0.5 + g) - total - g * at) / (size - at)
                factor = (x + g) / mean if mean > 0 else math.inf
            log = math.inf if factor == math.inf else log + math.log(factor)
            total += x
            best = min(best, math.exp(min(50.0, -log)))
        out.append({"estim": None, "bet": None, "x_name": name, "x": f"populations.{name}", "u": max(values),
                    "N": "inf" if size == math.inf else size, "t": 0.5, "kwargs": {"g": g},
                    "p": min(1.0, best), "history_at": []})
    return {"populations": populations, "vectors": out}


def sample_sizes(cases):
    out = []
    for _ in range(cases):
        margin, cards = rng.choice([0.02, 0.05, 0.1, 0.3]), rng.choice([500, 3000, 20000])
        alpha, rate_1, rate_2 = rng.choice([0.01, 0.05, 0.2]), rng.choice([0, 0, 0.001, 0.01]), 0.0001
        none = 1 / (2 - margin)
        values = [none] * cards
        if rate_1:
            for at in range(0, cards, int(1 / rate_1)):
                values[at] = none / 2
        upper = 2 * none
        eta = (1 - upper * (1 - rate_2)) / (2 - 2 * upper) + upper * (1 - rate_2) - 0.5
        course = Course(values[:4000], cards, 0.5, upper, lambda *_: eta).history
        size = next((at + 1 for at, p in enumerate(course) if p <= alpha), None)
        if size:
            out.append({"estim": "optimal_comparison", "bet": None, "kwargs": {"error_rate_2": rate_2},
                        "margin_v": margin, "u": upper, "N": cards, "alpha": alpha, "rate_1": rate_1,
                        "sample_size": size})
    return {"vectors": out}

"""Batch comparison: MACRO, and Kaplan and Markov as first written."""
import math
from fractions import Fraction

from made import contest_json, decimal, risk_limit, rng, winners_of


def batch_pairs(votes, winners):
    won, lost = winners_of(votes, winners)
    return [(w, l) for w in won for l in lost]


def batch_bound(votes, winners, off, batch):
    most = Fraction(-10 ** 9)
    for w, l in batch_pairs(votes, winners):
        below = votes[w] - votes[l] - off
        if below <= 0:
            return math.inf
        most = max(most, Fraction(batch[w] - batch[l] + batch["ballots"], below))
    return most


def batch_error(votes, winners, off, reported, counted):
    most = Fraction(-10 ** 9)
    for w, l in batch_pairs(votes, winners):
        below = votes[w] - votes[l] - off
        most = max(most, Fraction((reported[w] - reported[l]) - (counted[w] - counted[l]), below))
    return most


def arlo_macro(cases):
    out = []
    for _ in range(cases):
        winners, allowed = rng.choice([(1, 1), (1, 1), (2, 2), (2, 1)])
        names = [f"c{at}" for at in range(winners + rng.choice([1, 2]))]
        batches = {}
        for at in range(rng.randint(5, 40)):
            size = rng.randint(20, 400)
            left, votes = size, {}
            for place, name in enumerate(names):
                votes[name] = rng.randint(0, left) if place else rng.randint(left // 3, left)
                left -= votes[name]
            batches[f"Batch {at}"] = {"C": votes | {"ballots": size}}
        totals = {name: sum(batch["C"][name] for batch in batches.values()) for name in names}
        extra = rng.choice([0, 0, rng.randint(0, 30)])
        totals[names[0]] += extra
        ranked = sorted(totals.values(), reverse=True)
        if ranked[winners - 1] == ranked[winners]:
            continue
        cards = sum(batch["C"]["ballots"] for batch in batches.values()) + extra
        contest = contest_json("C", cards, winners, allowed, totals)
        unaudited = -(-extra // allowed)
        one = rng.choice(list(batches))
        bound = {name: batch_bound(totals, winners, unaudited, batch["C"]) for name, batch in batches.items()}
        if math.inf in bound.values():
            continue
        total = sum(bound.values())
        given = {"contest": contest, "unauditable_ballots": unaudited}
        out.append({"function": "macro.compute_max_error", "input": given | {"batch_results": batches[one]},
                    "output": decimal(float(bound[one]))})
        out.append({"function": "macro.compute_unauditable_ballots",
                    "input": {"batch_results": batches, "contest": contest}, "output": unaudited})
        out.append({"function": "macro.compute_U",
                    "input": {"reported_results": batches, "contest": contest}, "output": decimal(float(total))})
        limit = rng.choice([0.05, 0.1, 0.25])
        counted, tickets, p = {}, {}, Fraction(1)
        for at in range(rng.randint(1, max(1, len(batches) // 2))):
            name = rng.choice(list(batches))
            if name not in counted:
                seen = dict(batches[name]["C"])
                if rng.random() < 0.3:
                    seen[names[0]] = max(0, seen[names[0]] - rng.randint(0, 5))
                counted[name] = {"C": seen}
            tickets[f"0.{at:03}"] = name
            error = max(Fraction(0), batch_error(totals, winners, unaudited, batches[name]["C"], counted[name]["C"]))
            taint = error / bound[name] if bound[name] > 0 else Fraction(0)
            p = p * (1 - 1 / total) / (1 - taint) if taint < 1 else Fraction(10 ** 6)
        value = min(1.0, float(p))
        if len(counted) < len(batches):
            out.append({"function": "macro.compute_risk",
                        "input": {"risk_limit": 100 * limit, "contest": contest, "reported_results": batches,
                                  "sample_results": counted, "sample_ticket_numbers": tickets,
                                  "combined_batches": []},
                        "output": [value, value <= limit]})
            if value > limit:
                size = math.ceil((math.log(limit) - math.log(value)) / math.log1p(-1 / float(total))) + 1
                out.append({"function": "macro.get_sample_sizes",
                            "input": {"risk_limit": 100 * limit, "contest": contest,
                                      "reported_results": batches, "sample_results": counted,
                                      "ticket_numbers": tickets, "combined_batches": []},
                            "output": min(size, len(batches))})
    return {"vectors": out}


def kaplan_markov(cases):
    out = []
    for case in range(cases):
        sizes = [rng.randint(50, 500) for _ in range(rng.randint(8, 30))]
        batches = []
        for size in sizes:
            a = rng.randint(size // 3, size)
            batches.append({"a": a, "b": rng.randint(0, size - a), "ballots": size})
        tally = {name: sum(batch[name] for batch in batches) for name in ("a", "b", "ballots")}
        votes = {"a": tally["a"], "b": tally["b"]}
        if votes["a"] <= votes["b"]:
            continue
        bounds = [batch_bound(votes, 1, 0, batch) for batch in batches]
        total, p, rows = sum(bounds), Fraction(1), []
        for at in rng.sample(range(len(batches)), 6):
            seen = dict(batches[at])
            seen["a"] = max(0, seen["a"] + rng.choice([0, 0, -1, 2, -7]))
            error, times = batch_error(votes, 1, 0, batches[at], seen), rng.choice([1, 1, 2])
            p *= ((1 - 1 / total) / (1 - error / bounds[at])) ** times
            rows.append({"ballots": batches[at]["ballots"], "reported": {k: batches[at][k] for k in "ab"},
                         "audited": {k: seen[k] for k in "ab"}, "times_drawn": times,
                         "error_bound_u": float(bounds[at]), "relative_error_e": float(error),
                         "running_p": min(1.0, float(p))})
        out.append({"case": f"made {case}", "tally": tally, "winners": ["a"], "U": float(total), "rows": rows,
                    "p_value": min(1.0, float(p))})
        out.append({"case": f"bounds {case}", "tally": tally, "winners": ["a"], "U": float(total),
                    "batches": batches, "error_bounds": [float(each) for each in bounds],
                    "draws_at_0.05": math.log(0.05) / math.log1p(-1 / float(total)),
                    "draws_at_0.1": math.log(0.1) / math.log1p(-1 / float(total))})
    return {"vectors": out}

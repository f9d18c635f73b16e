"""Ballot comparison: Kaplan and Markov."""
import math
from fractions import Fraction

from made import GAMMA, contest_json, decimal, random_contest, risk_limit, rng
from polling import log_bravo


def log_errors(o1, o2, u1, u2, gamma):
    return -(o1 * math.log1p(-1 / (2 * gamma)) + o2 * math.log1p(-1 / gamma)
             + u1 * math.log1p(1 / (2 * gamma)) + u2 * math.log1p(1 / gamma))


def km_minimum(alpha, gamma, margin, o1, o2, u1, u2):
    size = -2 * gamma * (math.log(alpha) - log_errors(o1, o2, u1, u2, gamma)) / margin
    return max(o1 + o2 + u1 + u2, math.ceil(size))


def km_p(n, gamma, margin, o1, o2, u1, u2):
    return math.exp(n * math.log1p(-margin / (2 * gamma)) + log_errors(o1, o2, u1, u2, gamma))


def half_up(value):
    return math.floor(value + 0.5)


def iterated(alpha, gamma, margin, r1, r2, s1, s2):
    slope = (r1 * math.log1p(-1 / (2 * gamma)) + r2 * math.log1p(-1 / gamma)
             + s1 * math.log1p(1 / (2 * gamma)) + s2 * math.log1p(1 / gamma))
    n = -2 * gamma * math.log(alpha) / (margin + 2 * gamma * slope)
    for _ in range(10):
        n = km_minimum(alpha, gamma, margin, *(half_up(rate * n) for rate in (r1, r2, s1, s2)))
    return n


def rlacalc(cases):
    out = []
    for _ in range(cases):
        given = {"alpha": risk_limit(), "gamma": rng.choice([GAMMA, 1.01, 1.1, 1.5, 2.0]),
                 "margin": rng.choice([rng.uniform(1e-4, 0.5), 0.01, 0.05, 0.2, 1.0])}
        found = {name: rng.choice([0, 0, 1, rng.randint(0, 9)]) for name in ("o1", "o2", "u1", "u2")}
        if found["u2"] <= found["u1"]:  # The peer takes u1 twice in its least size.
            out.append({"f": "nmin", "in": given | found, "out": km_minimum(**given, **found)})
        n = rng.randint(1, 4000)
        terms = {key: given[key] for key in ("gamma", "margin")}
        out.append({"f": "KM_P_value", "in": {"n": n} | terms | found, "out": km_p(n, **terms, **found)})
        out.append({"f": "rho", "in": {"alpha": given["alpha"], "gamma": given["gamma"], "lambdatol": 0.3},
                    "out": -math.log(given["alpha"]) / (1 / (2 * given["gamma"])
                                                        + 0.3 * math.log1p(-1 / (2 * given["gamma"])))})
        v_w, v_l = rng.randint(501, 900), rng.randint(100, 500)
        x_w, x_l = rng.randint(0, 300), rng.randint(0, 300)
        out.append({"f": "ballot_polling_risk_level",
                    "in": {"winner_votes": v_w, "loser_votes": v_l, "winner_obs": x_w, "loser_obs": x_l},
                    "out": math.exp(-log_bravo(v_w, v_l, x_w, x_l))})
    return {"vectors": out}


def corla18(cases):
    out = []
    for _ in range(cases):
        cards = rng.randint(100, 10 ** 6)
        given = {"n": rng.randint(0, 2000), "gamma": rng.choice([GAMMA, 1.1, 1.5])}
        found = {name: rng.choice([0, 0, 1, 3]) for name in ("o1", "u1", "o2", "u2")}
        margin, share = rng.randint(1, cards), rng.uniform(-0.5, 1.5)
        step = 1 - share * margin / (2 * given["gamma"] * cards)
        p = 1.0 if step <= 0 else min(1.0, math.exp(min(1.0, given["n"] * math.log(step) + log_errors(
            found["o1"], found["o2"], found["u1"], found["u2"], given["gamma"]))))
        out.append({"f": "ballot_comparison_pvalue",
                    "in": given | found | {"reported_margin": margin, "N": cards, "null_lambda": share},
                    "out": p})
        one, two = rng.random() ** 4, rng.random() ** 4
        out.append({"f": "fisher_combined_pvalue", "in": {"pvalues": [one, two]},
                    "out": one * two * (1 - math.log(one * two))})
    return {"vectors": out}


def colorado(cases):
    out = []
    for _ in range(cases):
        cards = rng.randint(200, 10 ** 6)
        margin = rng.choice([0, 1, rng.randint(1, cards)])
        found = {name: rng.choice([0, 0, 0, 1, 2, 7]) for name in ("o1", "o2", "u1", "u2")}
        limit, audited = rng.choice([0.03, 0.05, 0.1, 0.005]), rng.randint(1, 500)
        best = km_minimum(limit, GAMMA, margin / cards, **found) if margin else 0
        rate = (found["o1"] + found["o2"]) / audited
        out.append({"file": "made", "contest": "made", "ballot_card_count": cards, "min_margin": margin,
                    "risk_limit": limit, "gamma": GAMMA, "audited_sample_count": audited,
                    "optimistic_samples_to_audit": best,
                    "estimated_samples_to_audit":
                        math.ceil(best * (1 + Fraction(found["o1"] + found["o2"], audited)))} | found)
        assert rate >= 0
    return {"vectors": out}


def discrepancy(pair, record, reading):
    """Two-vote overstatement where the record is missing or the card was not found."""
    if record is None or reading is None:
        return 2
    w, l = pair
    return (record.get(w, 0) - record.get(l, 0)) - (reading.get(w, 0) - reading.get(l, 0))


def arlo_supersimple(cases):
    out = []
    for _ in range(cases):
        cards, votes = random_contest(candidates=2, ballots=rng.choice([600, 9000, 120000]))
        (w, v_w), (l, v_l) = votes.items()
        margin = v_w - v_l
        contest = contest_json("C", cards, 1, 1, votes)
        limit = rng.choice([0.01, 0.05, 0.1, 0.3])
        mu = margin / cards

        def card():
            mark = rng.choices([w, l, None], weights=[5, 4, 1])[0]
            return {"C": {name: str(int(name == mark)) for name in votes}}

        def marks(votes_on_card):
            return None if votes_on_card is None else {
                name: int(each) for name, each in votes_on_card.get("C", {}).items()}

        records, sample, p_log, draws = {}, {}, 0.0, 0
        for at in range(rng.randint(1, 60)):
            record = card() if rng.random() < 0.97 else None
            if record and rng.random() < 0.04:
                record = {}
            reading = record if rng.random() < 0.93 else rng.choice([card(), None, {}])
            if record is None and reading is None:
                reading = {}
            if record is not None:
                records[f"b{at}"] = record
            times = rng.choice([1, 1, 1, 2])
            draws += times
            sample[f"b{at}"] = {"times_sampled": times, "cvr": reading}
            error = max(0, discrepancy((w, l), marks(record), marks(reading)))
            p_log += times * (math.log1p(-mu / (2 * GAMMA)) - math.log1p(-error / (2 * GAMMA)))
            if at % 7 == 0:
                signed = discrepancy((w, l), marks(record), marks(reading))
                out.append({"function": "supersimple.discrepancy",
                            "input": {"contest": contest, "winner": w, "loser": l, "reported": record,
                                      "audited": reading},
                            "output": None if signed == 0 else {
                                "counted_as": signed, "weighted_error": decimal(signed / margin)}})
        p = min(1.0, math.exp(min(1.0, p_log)))
        if draws < cards:
            out.append({"function": "supersimple.compute_risk",
                        "input": {"risk_limit": 100 * limit, "contest": contest, "cvrs": records,
                                  "sample_cvr": sample},
                        "output": [p, 0 < p < limit]})
        found = {name: rng.choice([0, 0, 1, 4]) for name in ("o1", "o2", "u1", "u2")}
        out.append({"function": "supersimple.nMin",
                    "input": {"alpha": decimal(limit), "contest": contest}
                    | {name: decimal(each) for name, each in found.items()},
                    "output": decimal(km_minimum(limit, GAMMA, mu, **found))})
        out.append({"function": "supersimple.get_sample_sizes",
                    "input": {"risk_limit": 100 * limit, "contest": contest, "sample_results": None},
                    "output": arlo_size(limit, mu, cards, 0.001, 0.0001, 0.001, 0.0001)})
        n = rng.randint(30, 400)
        seen = {"sample_size": n, "1-over": rng.choice([0, 1, 2]), "2-over": rng.choice([0, 0, 1]),
                "1-under": rng.choice([0, 1]), "2-under": 0}
        size = arlo_size(limit, mu, cards, seen["1-over"] / n, seen["2-over"] / n, 0, 0) - n
        if size > 0:
            out.append({"function": "supersimple.get_sample_sizes",
                        "input": {"risk_limit": 100 * limit, "contest": contest,
                                  "sample_results": seen},
                        "output": size})
    return {"vectors": out}


def arlo_size(alpha, mu, cards, r1, r2, s1, s2):
    growth = math.log1p(-mu / (2 * GAMMA)) + sum(
        rate * each for rate, each in zip((r1, r2, s1, s2), (
            -math.log1p(-1 / (2 * GAMMA)), -math.log1p(-1 / GAMMA),
            -math.log1p(1 / (2 * GAMMA)), -math.log1p(1 / GAMMA))))
    if growth >= 0:
        return cards
    n = math.ceil(math.log(alpha) / growth)
    found = (math.ceil(r1 * n), half_up(r2 * n), math.ceil(s1 * n), half_up(s2 * n))
    return min(km_minimum(alpha, GAMMA, mu, *found), cards)

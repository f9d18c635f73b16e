"""Assorters, overstatements, pools."""
from made import rng


PLURALITY = {"type": "PLURALITY", "candidates": ["A", "B", "C", "D"], "winner": ["A", "B"]}
RUNOFF = {"type": "IRV", "candidates": ["A", "B", "C", "D"], "assertions": [
    {"winner": "A", "loser": "B", "assertion_type": "WINNER_ONLY", "already_eliminated": ""},
    {"winner": "A", "loser": "C", "assertion_type": "IRV_ELIMINATION", "already_eliminated": ["B"]},
    {"winner": "C", "loser": "D", "assertion_type": "IRV_ELIMINATION", "already_eliminated": ["A", "B"]},
    {"winner": "C", "loser": "B", "assertion_type": "IRV_ELIMINATION", "already_eliminated": []}]}
RUNOFF_NAMES = ["A v B", "A v C elim B", "C v D elim A B", "C v B elim "]


def assorter(contest, name):
    """(A(votes), upper bound)"""
    if contest["type"] == "SUPERMAJORITY":
        share, winner = contest["share_to_win"], contest["winner"][0]

        def above(votes):
            marked = [each for each in contest["candidates"] if votes.get(each)]
            return (marked[0] == winner) / (2 * share) if len(marked) == 1 else 0.5
        return above, 1 / (2 * share)
    if contest["type"] == "PLURALITY":
        w, _, l = name.split()
        return (lambda votes: (bool(votes.get(w)) - bool(votes.get(l)) + 1) / 2), 1
    words = name.split()
    w, l, gone = words[0], words[2], words[4:]
    if "elim" not in words:
        def never(votes):
            won = votes.get(w) == 1
            lost = bool(votes.get(l)) and (not votes.get(w) or votes[w] > votes[l])
            return (won - lost + 1) / 2
        return never, 1

    def left(votes):
        standing = [each for each in contest["candidates"] if each not in gone and votes.get(each)]
        first = min(standing, key=votes.get) if standing else None
        return ((first == w) - (first == l) + 1) / 2
    return left, 1


def shangrla_assorters(cases):
    out = []
    for _ in range(cases):
        share = rng.choice([0.5, 0.55, 0.6, 2 / 3, 0.75, 0.9])
        contest, name = rng.choice([
            (PLURALITY, "A v C"), (PLURALITY, "B v D"),
            ({"type": "SUPERMAJORITY", "candidates": ["A", "B", "C"], "winner": ["A"], "share_to_win": share},
             "A v ALL_OTHERS")] + [(RUNOFF, each) for each in RUNOFF_NAMES])
        value, upper = assorter(contest, name)

        def votes():
            chosen = rng.sample(contest["candidates"], rng.randint(0, len(contest["candidates"])))
            ranked = contest["type"] == "IRV"
            return {each: at + 1 if ranked else 1 for at, each in enumerate(chosen)}

        one, two, style = votes(), votes(), rng.random() < 0.5
        out.append({"kind": "assort", "contest": contest, "assertion": name, "votes": one,
                    "assort": value(one), "upper_bound": upper})
        margin = rng.choice([0.001, 0.02, 0.1, 0.7, 1.0])

        def row(kind, recorded, read, **more):
            over = recorded - read
            return {"kind": kind, "contest": contest, "assertion": name, "use_style": style,
                    "margin": margin, "overstatement": over,
                    "overstatement_assorter": (1 - over / upper) / (2 - margin / upper)} | more

        out.append(row("overstatement", value(one), value(two), cvr=one, mvr=two))
        out.append(row("overstatement_special", 0.5, 0.0, cvr=one, special="phantom_cvr", mvr="phantom"))
        out.append(row("overstatement_special", 0.5, value(two), special="phantom_cvr", mvr=two))
        out.append(row("overstatement_special", value(one), 0.0, special="phantom_mvr", cvr=one))
        out.append(row("overstatement_special", value(one), 0.0 if style else 0.5,
                       special="mvr_without_contest", cvr=one))
    return {"vectors": out}


def overstatement_mean(cases):
    out = []
    for _ in range(cases):
        upper, margin = rng.choice([1, 0.75, 0.9, 1.2, 5 / 3]), rng.uniform(1e-5, 0.9)
        one, two = rng.choice([0, 0.001, 0.05]), rng.choice([0, 0.0001, 0.02])
        mean = (1 - one / 2 - two) / (2 - margin / upper)
        # The peer subtracts the errors once here, twice in twice the mean (docs/audit-methods.md).
        out.append({"margin": margin, "upper_bound": upper, "error_rate_1": one, "error_rate_2": two,
                    "overstatement_assorter_margin": (2 - one / 2 - two) / (2 - margin / upper) - 1, "overstatement_assorter_mean": mean,
                    "test_upper_bound_u": 2 / (2 - margin / upper)})
    return {"vectors": out}


def one_audit(cases):
    out = []
    for _ in range(cases):
        pools = [f"P{at}" for at in range(rng.randint(1, 4))]
        cards = []
        for at in range(rng.randint(20, 80)):
            votes = rng.choice([{"A": 1}, {"A": 1}, {"B": 1}, {}, {"A": 1, "B": 1}])
            pool = rng.choice(pools)
            pooled = pool != "P3"
            cards.append({"id": str(at), "pool": pool, "pooled": pooled, "votes": {"C": votes}})

        def value(votes):
            return (bool(votes.get("A")) - bool(votes.get("B")) + 1) / 2

        means = {}
        for pool in pools:
            inside = [value(card["votes"]["C"]) for card in cards if card["pool"] == pool]
            if inside and pool != "P3":
                means[pool] = sum(inside) / len(inside)
        recorded = [means[card["pool"]] if card["pooled"] else value(card["votes"]["C"]) for card in cards]
        margin = 2 * sum(recorded) / len(recorded) - 1
        rows = []
        for _ in range(9):
            at = rng.randrange(len(cards))
            mvr = rng.choice([{"A": 1}, {"B": 1}, {}])
            over = recorded[at] - value(mvr)
            rows.append({"card": str(at), "pool": cards[at]["pool"], "pooled": cards[at]["pooled"], "mvr": mvr,
                         "overstatement": over, "overstatement_assorter": (1 - over) / (2 - margin)})
        out.append({"cards": cards, "tally_pool_means": means, "margin": margin,
                    "assorter_mean": (margin + 1) / 2, "test_u": 2 / (2 - margin), "overstatements": rows})
    return {"vectors": out}

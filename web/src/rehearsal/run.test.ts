import { describe, expect, it } from 'vitest';
import type { Plan, RunCell, RunPair } from '../lib/api/types';
import { claim_of, limit_of } from './claim';
import { best_of, difference, is_certain, standings } from './run';

const figure = (value: number) => ({ value, low: value - 0.01, high: value + 0.01 });

function cell(scenario: number, plan: number, holds: number, cost: number, places = 100): RunCell {
    return { scenario, plan, days: 100, p_all_hold: figure(holds), sites_held: figure(places), cost_cents: figure(cost) } as RunCell;
}

function run(...cells: RunCell[]) {
    const input = (id: number) => ({ id, name: `plan ${id}`, revision: 1, sha256: '' });
    return { cells, inputs: { plans: [input(0), input(7), input(8)] } } as Parameters<typeof standings>[0];
}

describe('a plan', () => {
    it('is as good as in its worst scenario', () => {
        const found = standings(run(cell(1, 0, 0.2, 0), cell(2, 0, 0.9, 0), cell(1, 7, 0.96, 500), cell(2, 7, 0.99, 500)));
        expect(found.map(({ plan, cell: { scenario } }) => [plan, scenario])).toEqual([[0, 1], [7, 1]]);
    });
    it('is best when it is the cheapest that holds often enough', () => {
        const all = standings(run(cell(1, 0, 0.2, 0), cell(1, 7, 0.99, 900), cell(1, 8, 0.955, 500)));
        expect(best_of(all)!.plan).toBe(8);
    });
    it('is best when it holds most often and none does often enough', () => {
        expect(best_of(standings(run(cell(1, 0, 0.2, 0), cell(1, 7, 0.6, 900), cell(1, 8, 0.5, 1))))!.plan).toBe(7);
        expect(best_of([])).toBeNull();
    });
    it('is best of equals when most places hold with it: all of a large city seldom do', () => {
        expect(best_of(standings(run(cell(1, 0, 0, 0, 484), cell(1, 7, 0, 900, 732), cell(1, 8, 0, 1, 564))))!.plan).toBe(7);
    });
    it('is not judged before any of its days is done', () => {
        expect(standings(run({ ...cell(1, 0, 0, 0), days: 0 }))).toEqual([]);
    });
});

describe('the difference of two plans', () => {
    const pairs: RunPair[] = [{ scenario: 1, first_plan: 0, second_plan: 7, metric: 'voters_lost', difference: 20, low: 15, high: 26 }];
    it('is turned round when the pair is', () => {
        expect(difference(pairs, 1, 'voters_lost', 0, 7)).toEqual({ value: 20, low: 15, high: 26 });
        expect(difference(pairs, 1, 'voters_lost', 7, 0)).toEqual({ value: -20, low: -26, high: -15 });
        expect(difference(pairs, 2, 'voters_lost', 7, 0)).toBeNull();
        expect(difference(pairs, 1, 'cost_cents', 7, 0)).toBeNull();
    });
    it('is certain when its interval leaves out zero', () => {
        expect(is_certain({ value: 20, low: 15, high: 26 })).toBe(true);
        expect(is_certain({ value: -1, low: -3, high: 2 })).toBe(false);
    });
});

describe('the limit in the heading', () => {
    const plan = (id: number, minutes: number, share = 0) => ({ id, standard: { minutes, share } }) as Plan;
    const of = (...ids: number[]) => ({ ...run(), inputs: { plans: ids.map((id) => ({ id })) }, changed_since: [] }) as unknown as Parameters<typeof limit_of>[0];
    it('is that of all plans, 30 minutes where there is none', () => {
        expect(limit_of(of(0), [])).toBe(30);
        expect(limit_of(of(0, 7), [plan(7, 30)])).toBe(30);
        expect(limit_of(of(7), [plan(7, 45)])).toBe(45);
    });
    it('is not said where plans differ, have changed since, or let some wait longer', () => {
        expect(limit_of(of(0, 7), [plan(7, 45)])).toBeNull();
        expect(limit_of(of(7), [plan(7, 30, 0.05)])).toBeNull();
        expect(limit_of({ ...of(7), changed_since: [{ what: 'plan', id: 7, name: '', gone: false }] }, [plan(7, 30)])).toBeNull();
    });
});

describe('the heading of a search that was stopped', () => {
    const search = (best: object | null) =>
        ({ kind: 'optimization', state: 'cancelled', optimization: { best, reached: false } }) as unknown as Parameters<typeof claim_of>[0];
    it('says that it was stopped, not that nothing is good enough', () => {
        expect(claim_of(search({ p_all_hold: figure(0.7), cost_cents: 400_000 }))).toBe('search_plan.stopped');
        expect(claim_of(search(null))).toBe('search_plan.stopped_early');
    });
});

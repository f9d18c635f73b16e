import { describe, expect, it } from 'vitest';
import { lever_wish, levers_of } from './levers';

describe('what the search may turn', () => {
    const levers = levers_of([
        { id: 'spares', kind: 'spare_machines', count: 40, equipment: ['bmd'], unit_cost: 9000 },
        { id: 'slot', kind: 'drop_slot' },
    ]);
    it('is every number of the plan, and what the plan lacks', () => {
        expect(levers.map(({ measure, kind, on }) => [measure, kind, on])).toEqual([
            ['spares', 'spare_machines', true], [null, 'repair_crews', false], [null, 'paper_pollbooks', false],
            [null, 'emergency_ballots', false], [null, 'extra_workers', false],
        ]);
    });
    it('goes up to what the plan already has at least', () => {
        expect(levers[0]!.most).toBe(40);
    });
    it('names the plan’s measure, or says what a new one is', () => {
        expect(lever_wish(levers[0]!)).toEqual({ measure: 'spares', most: 40, unit_cost: 9000 });
        expect(lever_wish({ ...levers[4]!, each_site: true, unit_cost: 500 })).toEqual({
            kind: 'extra_workers', most: 3, each_site: true, unit_cost: 500, equipment: ['e_pollbook', 'staff'],
        });
        expect(lever_wish(levers_of([])[0]!)).toMatchObject({ kind: 'spare_machines', shared: true, equipment: ['scanner'] });
    });
});

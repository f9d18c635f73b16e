import { describe, expect, it } from 'vitest';
import { days_between, due_in, monday_of, overdue_for, plus_days, season_weeks } from './season';

const thing = (step: number, on: string, done = false) => ({ step, on, title: on, link: '/tasks/1', done });

describe('the season grid', () => {
    it('starts on the Monday of this week, also on a Sunday', () => {
        expect(monday_of('2026-11-24')).toBe('2026-11-23');
        expect(monday_of('2026-11-29')).toBe('2026-11-23');
        expect(monday_of('2026-11-23')).toBe('2026-11-23');
    });

    it('holds twelve weeks without a gap, over a new year and a change of the clock', () => {
        const weeks = season_weeks('2026-11-24');
        expect(weeks).toHaveLength(12);
        weeks.slice(1).forEach((week, before) => expect(week.from).toBe(plus_days(weeks[before]!.to, 1)));
        expect(weeks.at(-1)).toEqual({ from: '2027-02-08', to: '2027-02-14' });
        expect(season_weeks('2027-03-10', 2)[1]).toEqual({ from: '2027-03-15', to: '2027-03-21' });
    });

    it('puts a thing into the week of its day and sorts by day', () => {
        const week = { from: '2026-11-30', to: '2026-12-06' };
        const things = [thing(2, '2026-12-06'), thing(2, '2026-11-30'), thing(3, '2026-12-01'), thing(2, '2026-12-07')];
        expect(due_in(things, 2, week).map((each) => each.on)).toEqual(['2026-11-30', '2026-12-06']);
    });

    it('keeps open things from before the season, and drops done ones', () => {
        const things = [thing(4, '2026-11-15'), thing(4, '2026-11-10', true), thing(4, '2026-11-23')];
        expect(overdue_for(things, 4, '2026-11-24').map((each) => each.on)).toEqual(['2026-11-15']);
    });

    it('counts days over the change of the clock', () => {
        expect(days_between('2026-10-31', '2026-11-02')).toBe(2);
        expect(days_between('2026-12-04', '2026-11-24')).toBe(-10);
    });
});

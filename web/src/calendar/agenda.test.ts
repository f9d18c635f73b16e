import { describe, expect, it } from 'vitest';
import { by_month, day_of, instant_of, local_parts } from './agenda';

const zone = 'America/New_York';

describe('the agenda', () => {
    it('groups by month and sorts by day, then hour; whole days first', () => {
        const months = by_month(
            [
                { title: 'Forum', starts_at: '2026-12-09T22:30:00.000Z' },
                { title: 'Election', all_day_on: '2027-05-11' },
                { title: 'Deadline', all_day_on: '2026-12-09' },
                { title: 'Early', starts_at: '2026-12-09T14:00:00.000Z' },
            ],
            zone,
        );
        expect(months.map((month) => [month.month, month.entries.map((each) => each.entry.title)])).toEqual([
            ['2026-12', ['Deadline', 'Early', 'Forum']],
            ['2027-05', ['Election']],
        ]);
    });

    it('uses the city’s day, not the browser’s or UTC', () => {
        expect(day_of({ title: 'Late meeting', starts_at: '2026-12-01T03:30:00.000Z' }, zone)).toBe('2026-11-30');
        expect(local_parts('2026-12-01T05:00:00.000Z', zone)).toEqual({ day: '2026-12-01', time: '00:00' });
    });

    it('turns the clock on the wall into an instant, summer and winter', () => {
        expect(instant_of('2026-12-09', '17:30', zone)).toBe('2026-12-09T22:30:00.000Z');
        expect(instant_of('2026-07-09', '17:30', zone)).toBe('2026-07-09T21:30:00.000Z');
        expect(instant_of('2026-12-09', '17:30', 'Asia/Kolkata')).toBe('2026-12-09T12:00:00.000Z');
    });

    it('takes the first of a doubled hour and the hour after a missing one', () => {
        expect(instant_of('2026-11-01', '01:30', zone)).toBe('2026-11-01T05:30:00.000Z');
        expect(instant_of('2027-03-14', '02:30', zone)).toBe('2027-03-14T07:30:00.000Z');
    });

    it('comes back to the same clock on every hour of a year', () => {
        for (let hour = 0; hour < 365 * 24; hour += 7) {
            const instant = new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
            const shown = local_parts(instant, zone);
            const again = local_parts(instant_of(shown.day, shown.time, zone), zone);
            expect(again).toEqual(shown);
        }
    });
});

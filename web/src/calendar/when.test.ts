import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from '../lib/api/types';
import { clock_of, hours, moment_of } from './when';

const event = (changes: Partial<CalendarEvent>): CalendarEvent => ({
    id: 1, title: 'Forum', starts_at: null, ends_at: null, all_day_on: null, place: '', details: '', step: null, kind: 'meeting',
    tlp: 'green', revision: 1, source: 'own', ...changes,
});

describe('a date in a form', () => {
    it('stands on the city’s clock and goes back to the same moment', () => {
        const forum = event({ starts_at: '2026-12-09T22:30:00.000Z', ends_at: '2026-12-10T00:00:00.000Z' });
        const clock = clock_of(forum);
        expect(clock).toEqual({ all_day: false, day: '2026-12-09', from: '17:30', to: '19:00' });
        expect(moment_of(clock)).toEqual({ starts_at: forum.starts_at, ends_at: forum.ends_at, all_day_on: null });
    });

    it('is a day without hours when it lasts all day', () => {
        const clock = clock_of(event({ all_day_on: '2027-05-11' }));
        expect(clock).toEqual({ all_day: true, day: '2027-05-11', from: '', to: '' });
        expect(moment_of(clock)).toEqual({ starts_at: null, ends_at: null, all_day_on: '2027-05-11' });
    });

    it('ends on the next day when it ends before it starts: a count runs past midnight', () => {
        const night = moment_of({ all_day: false, day: '2027-05-11', from: '20:00', to: '01:30' });
        expect(night.ends_at).toBe('2027-05-12T05:30:00.000Z');
    });

    it('may have no end', () => {
        expect(moment_of({ all_day: false, day: '2027-05-11', from: '20:00', to: '' }).ends_at).toBeNull();
        expect(hours(event({ starts_at: '2026-12-09T22:30:00.000Z' }))).toBe('5:30 p.m.');
    });
});

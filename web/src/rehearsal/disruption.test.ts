import { describe, expect, it } from 'vitest';
import { compact, end_of, free_id, has, new_disruption, with_end, with_start } from './disruption';
import { always, clock_minutes, clock_text, mean_of, with_mean, with_spread } from './duration';
import { measure_has, new_measure, triggers_of } from './measure';
import { disruption_kinds, measure_kinds, type Disruption, type Duration } from './types';

const outage: Disruption = { id: 'outage', kind: 'pollbook_outage', at: '07:00', lasts: always(150) };

describe('a time of day', () => {
    it('is minutes after midnight, written with two figures each', () => {
        expect(clock_minutes('07:30')).toBe(450);
        expect(clock_minutes(465.5)).toBe(465.5);
        expect(clock_minutes('soon')).toBeNull();
        expect(clock_minutes(undefined)).toBeNull();
        expect(clock_text(450)).toBe('07:30');
        expect(clock_text(1500)).toBe('25:00');
    });
});

describe('a duration', () => {
    const varying: Duration = { shape: 'gamma', mean: 60, sd: 20 };
    it('keeps varying in proportion when its mean changes', () => {
        expect(with_mean(varying, 120)).toEqual({ shape: 'gamma', mean: 120, sd: 40 });
        expect(with_mean({ shape: 'empirical', quantiles: [10, 20, 60] }, 55)).toEqual({ shape: 'empirical', quantiles: [20, 40, 120] });
        expect(with_mean(undefined, 5)).toEqual(always(5));
        expect(with_mean(varying, 0)).toEqual(always(0));
    });
    it('of equally spaced quantiles has the mean of the straight lines between them', () => {
        expect(mean_of({ shape: 'empirical', quantiles: [10, 20, 60] })).toBe(27.5);
        expect(mean_of({ shape: 'exponential', mean: 7 })).toBe(7);
    });
    it('varies by what is given, and not at all without', () => {
        expect(with_spread(always(60), 20)).toEqual(varying);
        expect(with_spread({ shape: 'lognormal', mean: 60, sd: 5 }, 20)).toEqual({ shape: 'lognormal', mean: 60, sd: 20 });
        expect(with_spread(varying, undefined)).toEqual(always(60));
    });
});

describe('the end of what goes wrong', () => {
    it('is shown by the clock when start and length are fixed', () => {
        expect(end_of(outage)).toBe('09:30');
        expect(end_of({ ...outage, at: undefined })).toBeNull();
        expect(end_of({ ...outage, lasts: { shape: 'gamma', mean: 60, sd: 20 } })).toBeNull();
    });
    it('sets the length', () => {
        expect(with_end(outage, '10:00').lasts).toEqual(always(180));
        expect(with_end(outage, '06:00').lasts).toEqual(always(1380));
        expect(with_end(outage, '')).toBe(outage);
    });
    it('stays where it was when the start moves', () => {
        expect(with_start(outage, '08:00')).toMatchObject({ at: '08:00', lasts: always(90) });
        expect(with_start(outage, '12:00')).toMatchObject({ at: '12:00', lasts: always(150) });
    });
});

describe('a new one', () => {
    it('of every kind has what the server asks of the kind', () => {
        for (const kind of disruption_kinds) {
            const made = new_disruption(kind, []);
            expect(made.id).toBe(kind);
            expect(has(kind, 'equipment')).toBe(made.equipment !== undefined);
            expect(has(kind, 'failures')).toBe(made.mtbf_minutes !== undefined);
            expect(has(kind, 'rejects')).toBe(made.reject_share !== undefined);
            expect(has(kind, 'stock')).toBe(made.ballots_share !== undefined);
            expect(has(kind, 'missing')).toBe(made.server_share !== undefined);
        }
    });
    it('of every kind of measure has the fields that its form shows', () => {
        for (const kind of measure_kinds) {
            const made = new_measure(kind, []);
            expect(measure_has(kind, 'trigger')).toBe(made.trigger !== undefined);
            expect(triggers_of[kind] !== undefined).toBe(measure_has(kind, 'trigger'));
            expect(measure_has(kind, 'equipment')).toBe(made.equipment !== undefined);
        }
    });
    it('gets an id of its own, and shares nothing with the next', () => {
        expect(free_id('outage', ['outage', 'outage-2'])).toBe('outage-3');
        const [first, second] = [new_disruption('outage', []), new_disruption('outage', [{ id: 'outage' }])];
        first.equipment!.push('bmd');
        expect(second.equipment).toEqual(['scanner']);
        expect(second.id).toBe('outage-2');
    });
});

describe('what is sent', () => {
    it('leaves out what is not said', () => {
        expect(compact({ id: 'a', where: null, lasts: { mean: 3, sd: null }, list: [{ x: undefined, y: 0 }] })).toEqual({
            id: 'a', lasts: { mean: 3 }, list: [{ y: 0 }],
        });
    });
});

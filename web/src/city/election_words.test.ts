import { describe, expect, it } from 'vitest';
import { moments, read_number, slot_times, typed } from './election_words';
import type { FieldProblem } from '../lib/api/problem';

describe('service times', () => {
    it('have the mean and spread that their shape says', () => {
        expect(moments({ time: { shape: 'gamma', mean: 2, sd: 1.2 } })).toEqual({ mean: 2, sd: 1.2 });
        expect(moments({ time: { shape: 'exponential', mean: 3 } })).toEqual({ mean: 3, sd: 3 });
        expect(moments({ time: { shape: 'deterministic', mean: 1 } })).toEqual({ mean: 1, sd: 0 });
    });

    it('from quantiles are those of values spread evenly between them', () => {
        const even = moments({ time: { shape: 'empirical', quantiles: [0, 6] } });
        expect(even.mean).toBe(3);
        expect(even.sd).toBeCloseTo(6 / Math.sqrt(12), 12);
        // Against many draws of the same shape, taken in the middle of their cells.
        const quantiles = [0.5, 1, 2.5, 9];
        const draws = Array.from({ length: 30_000 }, (_, at) => {
            const where = ((at + 0.5) / 30_000) * (quantiles.length - 1);
            const low = Math.floor(where);
            return quantiles[low]! + (quantiles[low + 1]! - quantiles[low]!) * (where - low);
        });
        const mean = draws.reduce((sum, each) => sum + each, 0) / draws.length;
        const sd = Math.sqrt(draws.reduce((sum, each) => sum + (each - mean) ** 2, 0) / draws.length);
        const found = moments({ time: { shape: 'empirical', quantiles } });
        expect(found.mean).toBeCloseTo(mean, 6);
        expect(found.sd).toBeCloseTo(sd, 5);
    });
});

describe('the day', () => {
    it('is cut into equal slots from opening to closing', () => {
        expect(slot_times({ opens: '07:00', closes: '20:00' }, 13).slice(0, 2)).toEqual(['07:00', '08:00']);
        expect(slot_times({ opens: '06:30', closes: '20:00' }, 9)).toContain('09:30');
        expect(slot_times({ opens: 420, closes: '08:00' }, 2)).toEqual(['07:00', '07:30']);
    });
});

describe('typed figures', () => {
    it('are read, or said to be none at their field', () => {
        const problems: FieldProblem[] = [];
        expect(read_number('1.1', 'turnout_factor', problems)).toBe(1.1);
        read_number('', 'turnout_sd', problems);
        read_number('ten', 'figures.turnout', problems);
        expect(problems.map(({ field, code }) => [field, code])).toEqual([
            ['turnout_sd', 'required'],
            ['figures.turnout', 'not_a_number'],
        ]);
        expect(typed(62.400000000000006)).toBe('62.4');
    });
});

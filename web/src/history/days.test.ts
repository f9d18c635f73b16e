import { describe, expect, it } from 'vitest';
import { by_day } from './days';

describe('the activity', () => {
    it('stands under its day, in the order given', () => {
        const entries = ['2026-11-24T20:00', '2026-11-24T08:00', '2026-11-23T23:00'].map((at) => ({ at }));
        expect(by_day(entries, (at) => at.slice(0, 10))).toEqual([
            ['2026-11-24', [{ at: '2026-11-24T20:00' }, { at: '2026-11-24T08:00' }]],
            ['2026-11-23', [{ at: '2026-11-23T23:00' }]],
        ]);
    });
});

import { describe, expect, it } from 'vitest';
import { counts, longest, wait_class, wait_marks, wait_tones, worst_time } from './waits';

describe('a wait on the map', () => {
    it('is in the class whose bounds it lies in; the limit itself is still held', () => {
        expect([0, 14.9, 15, 30, 30.1, 60, 61].map((wait) => wait_class(wait, 30))).toEqual([0, 0, 1, 1, 2, 2, 3]);
        expect(wait_class(null, 30)).toBeNull();
    });
    it('has a shape for each class', () => {
        expect(new Set(wait_marks).size).toBe(wait_tones.length);
    });
    it('is counted by class, and not where nobody comes', () => {
        expect(counts([0, 0, 3, null], 4)).toEqual([2, 0, 0, 1]);
    });
    it('is among the longest, the longest first', () => {
        expect(longest([3, null, 90, 0, 31], 2)).toEqual([2, 4]);
    });
});

describe('the hour at which a day is first shown', () => {
    it('is that of the longest waits beyond half the limit', () => {
        expect(worst_time(3, [[0, 40, 16], [14, 0, 16], [14, 0, 16], [14, null, 16]], 30)).toBe(1);
    });
    it('is that of the longest waits where all stay below', () => {
        expect(worst_time(3, [[1, 2, 5], [1, 0, 4]], 30)).toBe(2);
        expect(worst_time(3, [[0, 0, 0]], 30)).toBe(0);
    });
});

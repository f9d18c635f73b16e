import { describe, expect, it } from 'vitest';
import { area_path, line_path, stretches } from './path';
import { hour_ticks, linear, minute_ticks, nice_step, ticks_from_zero } from './scale';

describe('a scale', () => {
    it('maps both ends and the middle', () => {
        const y = linear([0, 60], [300, 0]);
        expect([y(0), y(30), y(60)]).toEqual([300, 150, 0]);
    });
    it('puts everything in the middle when there is no extent', () => {
        expect(linear([5, 5], [0, 100])(5)).toBe(50);
    });
});

describe('the values at an axis', () => {
    it('are round and reach the greatest value', () => {
        for (const most of [0.013, 0.9, 1, 7, 31, 99, 100, 101, 12_345]) {
            const ticks = ticks_from_zero(most);
            expect(ticks[0]).toBe(0);
            expect(ticks.at(-1)!).toBeGreaterThanOrEqual(most);
            expect(ticks.at(-2)!).toBeLessThan(most);
            expect(ticks.length).toBeLessThanOrEqual(7);
        }
    });
    it('have one step at least when all values are 0', () => {
        expect(ticks_from_zero(0).length).toBeGreaterThan(1);
        expect(minute_ticks(0).length).toBeGreaterThan(1);
    });
    it('are quarters and halves of hours where they are minutes', () => {
        expect(minute_ticks(73)).toEqual([0, 15, 30, 45, 60, 75]);
        expect(minute_ticks(31)).toEqual([0, 10, 20, 30, 40]);
    });
    it('are full hours of the day', () => {
        expect(hour_ticks(390, 1170, 7)).toEqual([420, 540, 660, 780, 900, 1020, 1140]);
        expect(hour_ticks(420, 1200, 4)).toEqual([420, 660, 900, 1140]);
    });
    it('take steps from what is asked', () => {
        expect(nice_step(100, 5)).toBe(20);
        expect(nice_step(0, 5)).toBe(1);
    });
});

describe('an outline', () => {
    it('leaves gaps where there is no value', () => {
        expect(stretches([1, null, null, 2, 3])).toEqual([[1], [2, 3]]);
        expect(line_path([{ x: 0, y: 1 }, { x: 1, y: 2.25 }, null, { x: 3, y: 0 }])).toBe('M0,1L1,2.3M3,0');
    });
    it('of an area goes there above and back below', () => {
        expect(area_path([{ x: 0, low: 9, high: 1 }, { x: 5, low: 8, high: 2 }])).toBe('M0,1L5,2L5,8L0,9Z');
    });
    it('of nothing is empty', () => {
        expect(line_path([])).toBe('');
        expect(area_path([null])).toBe('');
    });
});

import { describe, expect, it } from 'vitest';
import { board } from './board';

describe('places that are on no map', () => {
    it.each([[1, 358], [24, 1000], [763, 358], [1425, 958]])('stand apart and within the drawing: %i in %i pixels', (count, width) => {
        const { points, step, height } = board(count, width);
        expect(points).toHaveLength(count);
        expect(new Set(points.map(({ x, y }) => `${x} ${y}`)).size).toBe(count);
        for (const { x, y } of points) {
            expect(Math.min(x, width - x, y, height - y)).toBeGreaterThanOrEqual(step / 2 - 1e-9);
        }
    });
    it('keep the order of the list, row by row', () => {
        const { points } = board(763, 358);
        expect(points.every((point, at) => at === 0 || point.y > points[at - 1]!.y || point.x > points[at - 1]!.x)).toBe(true);
    });
});

/** Marks of places: a shape and a size for each class, so that no class needs its color. */
import { short, type Point } from '../charts/path';

/** From calm to bad; a hidden class is drawn as nothing. */
export type Mark = 'dot' | 'ring' | 'diamond' | 'square' | 'cross' | 'up' | 'down';

const radius: Record<Mark, number> = { dot: 3.5, ring: 4.5, diamond: 7, square: 7, cross: 9.5, up: 7, down: 7 };

/** A shape around a point; `size` 1 is the usual one. */
export function mark_path(mark: Mark, { x, y }: Point, size = 1): string {
    const r = radius[mark] * size;
    const at = (dx: number, dy: number): string => `${short(x + dx)},${short(y + dy)}`;
    switch (mark) {
        case 'dot':
        case 'ring':
            return `M${at(-r, 0)}a${short(r)},${short(r)} 0 1,0 ${short(2 * r)},0a${short(r)},${short(r)} 0 1,0 ${short(-2 * r)},0Z`;
        case 'diamond':
            return `M${at(0, -r)}L${at(r, 0)}L${at(0, r)}L${at(-r, 0)}Z`;
        case 'square':
            return `M${at(-r * 0.82, -r * 0.82)}L${at(r * 0.82, -r * 0.82)}L${at(r * 0.82, r * 0.82)}L${at(-r * 0.82, r * 0.82)}Z`;
        case 'cross': {
            const [arm, half] = [r * 0.95, r * 0.36];
            return `M${at(-half, -arm)}L${at(half, -arm)}L${at(half, -half)}L${at(arm, -half)}L${at(arm, half)}L${at(half, half)}L${at(half, arm)}L${at(-half, arm)}L${at(-half, half)}L${at(-arm, half)}L${at(-arm, -half)}L${at(-half, -half)}Z`;
        }
        case 'up':
            return `M${at(0, -r)}L${at(r, r * 0.8)}L${at(-r, r * 0.8)}Z`;
        case 'down':
            return `M${at(0, r)}L${at(r, -r * 0.8)}L${at(-r, -r * 0.8)}Z`;
    }
}

/** One path for each class: four paths are drawn faster than fourteen hundred. */
export function paths_of(points: readonly Point[], class_of: readonly (number | null)[], marks: readonly Mark[], size = 1): string[] {
    const parts: string[][] = marks.map(() => []);
    points.forEach((point, at) => {
        const each = class_of[at];
        if (each !== null && each !== undefined) {
            parts[each]?.push(mark_path(marks[each]!, point, size));
        }
    });
    return parts.map((each) => each.join(''));
}

/** The place nearest to a point on the screen, no farther than `reach` pixels; null when there is none. */
export function nearest(points: readonly Point[], { x, y }: Point, reach: number): number | null {
    let [found, least]: [number | null, number] = [null, reach * reach];
    points.forEach((point, at) => {
        const distance = (point.x - x) ** 2 + (point.y - y) ** 2;
        if (distance <= least) {
            [found, least] = [at, distance];
        }
    });
    return found;
}

/** Where places stand that are not on a map: in rows, one after the other. */
import type { Point } from '../charts/path';

export interface Board {
    /** Pixels from one place to the next. */
    step: number;
    height: number;
    points: Point[];
}

/** Rows as wide as there is room; the more places, the closer they stand. */
export function board(count: number, width: number): Board {
    const step = count > 600 ? 16 : count > 150 ? 18 : 22;
    const in_a_row = Math.max(1, Math.floor(width / step));
    const left = (width - Math.min(count, in_a_row) * step) / 2;
    const points = Array.from({ length: count }, (_, at) => ({ x: left + ((at % in_a_row) + 0.5) * step, y: (Math.floor(at / in_a_row) + 1) * step }));
    return { step, height: (Math.ceil(count / in_a_row) + 1) * step, points };
}

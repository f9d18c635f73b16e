/** Outlines of lines and areas. A null is a gap: nothing is drawn over it. */

export interface Point {
    x: number;
    y: number;
}

function at(point: Point): string {
    return `${short(point.x)},${short(point.y)}`;
}

/** A tenth of a pixel is enough, and keeps the drawing small. */
export function short(value: number): string {
    return String(Math.round(value * 10) / 10);
}

/** The stretches without a gap. */
export function stretches<T>(values: readonly (T | null)[]): T[][] {
    const found: T[][] = [];
    let open: T[] | null = null;
    for (const value of values) {
        if (value === null) {
            open = null;
        } else if (open === null) {
            open = [value];
            found.push(open);
        } else {
            open.push(value);
        }
    }
    return found;
}

export function line_path(points: readonly (Point | null)[]): string {
    return stretches(points)
        .map((part) => `M${part.map(at).join('L')}`)
        .join('');
}

/** Between an upper and a lower line over the same places; each stretch is closed. */
export function area_path(points: readonly ({ x: number; low: number; high: number } | null)[]): string {
    return stretches(points)
        .map((part) => {
            const there = part.map(({ x, high }) => at({ x, y: high }));
            const back = part.toReversed().map(({ x, low }) => at({ x, y: low }));
            return `M${[...there, ...back].join('L')}Z`;
        })
        .join('');
}

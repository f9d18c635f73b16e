/** From values to places on a drawing, and the round values that stand at an axis. */

export type Range = readonly [number, number];

/** A straight scale; a domain without extent maps to the middle of the range. */
export function linear(domain: Range, range: Range): (value: number) => number {
    const [from, to] = domain;
    const [start, end] = range;
    if (from === to) {
        return () => (start + end) / 2;
    }
    return (value) => start + ((value - from) / (to - from)) * (end - start);
}

/** The step among 1, 2, 5 × 10ⁿ (or `steps` × 10ⁿ) that makes about `wanted` of an extent. */
export function nice_step(extent: number, wanted: number, steps: readonly number[] = [1, 2, 5, 10]): number {
    if (!(extent > 0) || wanted < 1) {
        return 1;
    }
    const rough = extent / wanted;
    const power = 10 ** Math.floor(Math.log10(rough));
    return power * (steps.find((each) => each * power >= rough * 0.999) ?? steps[steps.length - 1]!);
}

/** Round values from 0 to the first one at or above `most`, about `wanted` of them. */
export function ticks_from_zero(most: number, wanted = 5, steps?: readonly number[]): number[] {
    const step = nice_step(most > 0 ? most : 1, wanted, steps);
    const count = Math.max(1, Math.ceil((most > 0 ? most : 1) / step - 1e-9));
    return Array.from({ length: count + 1 }, (_, at) => rounded(at * step));
}

/** Minutes: 0, 15, 30 … rather than 0, 20, 40 …, because half hours are what people know. */
export function minute_ticks(most: number, wanted = 5): number[] {
    const step = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480].find((each) => most / each <= wanted) ?? 960;
    const count = Math.max(1, Math.ceil(most / step - 1e-9));
    return Array.from({ length: count + 1 }, (_, at) => at * step);
}

/** Full hours between two times of a day (minutes after midnight), at most `wanted`, evenly spaced. */
export function hour_ticks(from: number, to: number, wanted: number): number[] {
    const step = [60, 120, 180, 240, 360, 720].find((each) => (to - from) / each <= wanted) ?? 1440;
    const ticks: number[] = [];
    for (let at = Math.ceil(from / 60) * 60; at <= to; at += step) {
        ticks.push(at);
    }
    return ticks;
}

function rounded(value: number): number {
    return Number(value.toPrecision(12));
}

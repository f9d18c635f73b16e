import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Pace } from './pace';

describe('what is asked for again and again', () => {
    beforeEach(() => {
        vi.useFakeTimers();
    });
    afterEach(() => {
        vi.useRealTimers();
    });

    it('is done once for what comes together', () => {
        const act = vi.fn();
        const pace = new Pace(act);
        pace.ask();
        vi.advanceTimersByTime(100);
        pace.ask();
        pace.ask();
        expect(act).not.toHaveBeenCalled();
        vi.advanceTimersByTime(3_000);
        expect(act).toHaveBeenCalledTimes(1);
    });

    it('is done within a second while the asking goes on, and not all the time', () => {
        const times: number[] = [];
        const begun = performance.now();
        const pace = new Pace(() => times.push(performance.now() - begun));
        for (let at = 0; at < 10_000; at += 100) {
            pace.ask();
            vi.advanceTimersByTime(100);
        }
        const gaps = times.map((time, i) => time - (times[i - 1] ?? 0));
        expect(Math.max(...gaps)).toBeLessThanOrEqual(1_000);
        expect(times.length).toBeLessThanOrEqual(21);
    });

    it('is not done any more once it was stopped', () => {
        const act = vi.fn();
        const pace = new Pace(act);
        pace.ask();
        pace.stop();
        vi.advanceTimersByTime(3_000);
        expect(act).not.toHaveBeenCalled();
    });
});

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
        const act = vi.fn(() => Promise.resolve());
        const pace = new Pace(act);
        pace.ask();
        vi.advanceTimersByTime(100);
        pace.ask();
        pace.ask();
        expect(act).not.toHaveBeenCalled();
        vi.advanceTimersByTime(3_000);
        expect(act).toHaveBeenCalledTimes(1);
    });

    it('is done within half a second while the asking goes on, and not all the time', async () => {
        const times: number[] = [];
        const begun = performance.now();
        const pace = new Pace(async () => {
            times.push(performance.now() - begun);
        });
        for (let at = 0; at < 10_000; at += 100) {
            pace.ask();
            await vi.advanceTimersByTimeAsync(100);
        }
        const gaps = times.map((time, i) => time - (times[i - 1] ?? 0));
        expect(Math.max(...gaps)).toBeLessThanOrEqual(550);
        expect(times.length).toBeLessThanOrEqual(34);
    });

    it('is not begun again before it has ended, and then once more for who asked meanwhile', async () => {
        let begun = 0;
        let end = (): void => undefined;
        const pace = new Pace(() => {
            begun += 1;
            return new Promise((done) => (end = done));
        });
        pace.ask();
        await vi.advanceTimersByTimeAsync(1_000);
        pace.ask();
        pace.ask();
        await vi.advanceTimersByTimeAsync(5_000);
        expect(begun).toBe(1);
        end();
        await vi.advanceTimersByTimeAsync(1_000);
        expect(begun).toBe(2);
        end();
        await vi.advanceTimersByTimeAsync(5_000);
        expect(begun).toBe(2);
    });

    it('is not done any more once it was stopped', () => {
        const act = vi.fn(() => Promise.resolve());
        const pace = new Pace(act);
        pace.ask();
        pace.stop();
        vi.advanceTimersByTime(3_000);
        expect(act).not.toHaveBeenCalled();
    });

    it('goes on where an answer never comes', async () => {
        const act = vi.fn(() => new Promise<void>(() => undefined));
        const pace = new Pace(act);
        pace.ask();
        await vi.advanceTimersByTimeAsync(1_000);
        pace.ask();
        await vi.advanceTimersByTimeAsync(20_000);
        expect(act).toHaveBeenCalledTimes(2);
        pace.stop();
    });
});

import { expect, it } from 'vitest';
import { day_after } from './days';

it.each([
    ['2026-10-31', '2026-11-01'],
    ['2028-02-28', '2028-02-29'],
    ['2026-12-31', '2027-01-01'],
    ['', ''],
])('the day after %s is %s', (day, next) => {
    expect(day_after(day)).toBe(next);
});

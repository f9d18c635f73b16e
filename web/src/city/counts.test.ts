import { describe, expect, it } from 'vitest';
import { count_of, decimal_of } from './counts';

describe('a typed figure', () => {
    it.each([
        ['12', 12],
        [' 1,250 ', 1250],
        ['0', 0],
        ['', null],
        ['2.5', null],
        ['-1', null],
        ['many', null],
    ])('%s is the whole number %s', (typed, value) => {
        expect(count_of(typed)).toBe(value);
    });

    it.each([
        ['2.5', 2.5],
        ['1,250.5', 1250.5],
        ['64.9 %', 64.9],
        ['.5', 0.5],
        ['-122.3', -122.3],
        ['1.2.3', null],
        ['', null],
    ])('%s is the number %s', (typed, value) => {
        expect(decimal_of(typed)).toBe(value);
    });
});

import { describe, expect, it } from 'vitest';
import { choices_of, reason_of } from './choices';

const pick = 'The *Courier* holds a place.\n\n1. Count what **voters** can see\n2. Look twice at every close race\n';

describe('a request that ends in a numbered list', () => {
    it('asks to pick one of its items, in plain words', () => {
        expect(choices_of(pick)).toEqual(['Count what voters can see', 'Look twice at every close race']);
        expect(reason_of(pick)).toBe('The *Courier* holds a place.');
    });

    it.each([
        ['no list', 'The old ones tear.'],
        ['a list of reasons', 'We need it:\n\n- they tear\n- they fade'],
        ['one item', 'Why:\n\n1. They tear.'],
        ['words after the list', '1. a\n2. b\n\nBoth by May.'],
        ['nothing', ''],
    ])('is a question of yes or no with %s', (_what, why) => {
        expect(choices_of(why)).toEqual([]);
        expect(reason_of(why)).toBe(why);
    });
});

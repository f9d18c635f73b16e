import { describe, expect, it } from 'vitest';
import { match } from './route';

describe('an address', () => {
    it('gives what the parts stand for', () => {
        expect(match('/steps/:step', '/steps/4')).toEqual({ step: '4' });
        expect(match('/places/:place', '/places/Pine%20Avenue')).toEqual({ place: 'Pine Avenue' });
    });

    it('may end in a slash', () => {
        expect(match('/people', '/people/')).toEqual({});
        expect(match('/', '/')).toEqual({});
    });

    it.each(['/steps', '/steps/', '/steps/4/notes', '/step/4', '/steps/%E0%A4%A'])('is another one: %s', (path) => {
        expect(match('/steps/:step', path)).toBeNull();
    });
});

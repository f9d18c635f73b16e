import { describe, expect, it } from 'vitest';
import { address_of } from './object';

describe('the page of an object', () => {
    it.each([
        ['task/12', '/tasks/12'],
        ['account/3', '/people/3'],
        ['city/1', '/admin/city'],
    ])('of %s is %s', (object, page) => expect(address_of(object)).toBe(page));

    it.each(['session/9', 'task/', 'task/..', ''])('there is none of "%s"', (object) => {
        expect(address_of(object)).toBeNull();
    });
});

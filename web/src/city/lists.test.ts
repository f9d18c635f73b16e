import { describe, expect, it } from 'vitest';
import { is_estimated, matches } from './lists';

const hall = {
    key: 'S1',
    name: 'Peña Hall',
    address: '1 Main St',
    city: 'Lakemont',
    zip: '44101',
    kind: 'polling_place' as const,
    provenance: { scanners: { origin: 'estimated' as const, rule: 'scanners_by_registered' } },
};

describe('the list of places', () => {
    it('finds a place by part of its number, name or address, without accents', () => {
        expect(matches(hall, 'pena', '')).toBe(true);
        expect(matches(hall, 'main st', '')).toBe(true);
        expect(matches(hall, 's1', '')).toBe(true);
        expect(matches(hall, 'gym', '')).toBe(false);
    });

    it('shows those with estimates, or those that somebody changed, or one kind', () => {
        expect(matches(hall, '', 'estimated')).toBe(true);
        expect(matches(hall, '', 'changed')).toBe(false);
        expect(matches(hall, '', 'polling_place')).toBe(true);
        expect(matches(hall, '', 'vote_center')).toBe(false);
    });

    it('takes the sum of a place’s own precincts for no estimate', () => {
        expect(is_estimated({ provenance: { registered_voters: { origin: 'estimated', rule: 'sum_of_precincts' } } })).toBe(false);
        expect(is_estimated(hall)).toBe(true);
    });
});

import { expect, test } from 'vitest';
import type { CityChange } from '../lib/api/types';
import { gathered } from './differences';

function line(change: CityChange['change'], key: string, field = ''): CityChange {
    return { part: 'place', change, key, name: `Hall ${key}`, address: '', field, before: field && '1', after: field && '2' };
}

test('the fields of one place are one difference', () => {
    const lines = [line('changed', 'A', 'scanners'), line('changed', 'A', 'zip'), line('added', 'B'), line('removed', 'C')];
    const all = gathered(lines, '');
    expect(all.map(({ key, fields }) => [key, fields.length])).toEqual([['A', 2], ['B', 0], ['C', 0]]);
    expect(gathered(lines, 'removed').map(({ key }) => key)).toEqual(['C']);
    expect(gathered([line('added', 'A'), { ...line('added', 'A'), part: 'precinct' }], '')).toHaveLength(2);
});

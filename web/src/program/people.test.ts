import { expect, it } from 'vitest';
import { person_line } from './people';

it('names people with what they do, abbreviations left alone', () => {
    expect(person_line({ name: 'M. Okafor', title: 'Chief of staff' })).toBe('M. Okafor, chief of staff');
    expect(person_line({ name: 'T. Nguyen', title: 'CIO' })).toBe('T. Nguyen, CIO');
    expect(person_line({ name: 'É. Roy', title: 'Élections' })).toBe('É. Roy, élections');
    expect(person_line({ name: 'Guest', title: '' })).toBe('Guest');
});

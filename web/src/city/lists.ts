/** Which places a filter leaves. */
import type { Place, PlaceKind } from '../lib/api/types';
import { fold } from '../search/find';

type Listed = Pick<Place, 'key' | 'name' | 'address' | 'city' | 'zip' | 'kind' | 'provenance'>;

/** Whether a figure of the place is estimated that a person could give. */
export function is_estimated(place: Pick<Place, 'provenance'>): boolean {
    return Object.values(place.provenance).some(({ origin, rule }) => origin === 'estimated' && rule !== 'sum_of_precincts');
}

/** `words` are folded; `show` is a kind of place, `estimated` or `changed`. */
export function matches(place: Listed, words: string, show: string): boolean {
    const fits =
        show === 'estimated'
            ? is_estimated(place)
            : show === 'changed'
              ? Object.values(place.provenance).some(({ origin }) => origin === 'changed')
              : show === '' || place.kind === (show as PlaceKind);
    return fits && (words === '' || fold(`${place.key} ${place.name} ${place.address} ${place.city} ${place.zip}`).includes(words));
}

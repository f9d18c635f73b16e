/** What the city's fields and figures are called. */
import type { Meaning, Place } from '../lib/api/types';
import { clock_time } from '../lib/format';
import { is_text, t, t_or } from '../lib/i18n/index.svelte';

/** Of one field: where its value comes from. */
export type Provenance = Place['provenance'][string];

/** A field of a place or precinct, as people call it. */
export function field_label(field: string): string {
    return t_or(`place.field.${field}`, field.replaceAll('_', ' '));
}

/** All of them, for histories and notices of conflict. */
export function place_labels(): Record<string, string> {
    return Object.fromEntries([...place_fields, 'key', 'precincts'].map((field) => [field, field_label(field)]));
}

/** Figures by which the rehearsal knows a place, in the order in which voters meet them. */
export const voter_fields = ['expected_voters', 'registered_voters', 'ballots_election_day', 'ballots_total'] as const;
export const station_fields = [
    'check_in_stations', 'epollbooks', 'voting_booths', 'ballot_marking_devices', 'scanners', 'poll_workers',
] as const;
export type FigureField = (typeof voter_fields)[number] | (typeof station_fields)[number];

const place_fields = [
    'name', 'address', 'city', 'state', 'zip', 'building', 'kind', 'location_type', 'notes', 'lat', 'lon', 'opens', 'closes',
    ...voter_fields, ...station_fields,
] as const;

/** How the meaning of a column is offered: grouped as in the head of the person who chooses. */
export const meaning_groups: readonly { label: 'import.group.place' | 'import.group.precinct' | 'import.group.either'; meanings: readonly Meaning[] }[] = [
    {
        label: 'import.group.place',
        meanings: [
            'place_name', 'place_key', 'place_text', 'address', 'house_number', 'address_more', 'city', 'state', 'zip', 'building',
            'location_type', 'hours', 'opens', 'closes', 'precinct_list', 'expected_voters', 'check_in_stations', 'epollbooks',
            'voting_booths', 'ballot_marking_devices', 'scanners', 'poll_workers',
        ],
    },
    {
        label: 'import.group.precinct',
        meanings: ['precinct_key', 'precinct_name', 'ward', 'feed_key', 'county', 'tabulator_model'],
    },
    {
        label: 'import.group.either',
        meanings: [
            'registered_voters', 'ballots_total', 'ballots_election_day', 'ballots_early_in_person', 'ballots_mail', 'ballots_provisional',
            'election_day_registrations', 'lat', 'lon', 'position', 'coord_source', 'notes',
        ],
    },
];

/** Where a value comes from, in one sentence; empty when the city's file gave it as it stands. */
export function origin_sentence(provenance: Provenance | undefined): string {
    switch (provenance?.origin) {
        case 'estimated':
            return t_or(`estimate.${provenance.rule}`, t('place.estimated'));
        case 'repaired':
            return t_or(`place.repaired.${provenance.rule}`, t('place.repaired'));
        case 'changed':
            return t('place.changed');
        default:
            return '';
    }
}

/** A clock time of the server: HH:MM, or minutes after midnight where these are not whole. */
export function clock(value: string | number | null): string {
    return value === null ? '' : clock_time(String(value));
}

/** A sentence of the catalogs for a source's code. */
export function source_sentence(source: string): string {
    const key = `source.${source}`;
    return is_text(key) ? t(key) : source;
}

/** "S0001" and the like are the city's own: the number, then the name. */
export function place_line(place: Pick<Place, 'key' | 'name'>): string {
    return `${place.name} (${place.key})`;
}

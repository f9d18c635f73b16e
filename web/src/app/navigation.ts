/** What stands in the bar: only what works. Administration stands in the menu of the person. */
import type { TextKey } from '../lib/i18n/index.svelte';
import { may } from '../lib/session.svelte';
import type { IconName } from '../lib/ui/icons';

export interface Entry {
    href: string;
    label: TextKey;
    icon?: IconName;
    /** Shown to those who hold this permission, or one of these. */
    needs?: string | readonly string[];
    /** Other addresses that belong to it. */
    also?: readonly string[];
    /** What of it is counted beside it. */
    counts?: 'inbox';
}

export const navigation: readonly Entry[] = [
    { href: '/', label: 'nav.this_week', icon: 'home' },
    { href: '/program', label: 'nav.program', icon: 'program', also: ['/steps', '/tasks', '/decisions'] },
    { href: '/calendar', label: 'nav.calendar', icon: 'calendar' },
    { href: '/inbox', label: 'nav.inbox', icon: 'inbox', counts: 'inbox' },
    { href: '/places', label: 'nav.places', icon: 'place', needs: 'places_see', also: ['/precincts', '/election'] },
    { href: '/rehearsals', label: 'nav.rehearsal', icon: 'rehearsal', needs: 'rehearsals_see', also: ['/scenarios', '/plans', '/runs'] },
    { href: '/people', label: 'nav.people', icon: 'people', needs: 'people_see' },
    { href: '/records', label: 'nav.records', icon: 'records', needs: 'records_read' },
];

/** The pages of the administration, each with a line about it. */
export interface Office extends Entry {
    about: TextKey;
}

export const administration: readonly Office[] = [
    { href: '/admin/status', label: 'nav.status', about: 'admin.status', needs: 'settings_edit' },
    { href: '/admin/city', label: 'nav.city', about: 'admin.city', needs: 'city_edit' },
    { href: '/admin/public-pages', label: 'nav.public_pages', about: 'admin.public_pages', needs: 'public_pages_edit' },
    { href: '/admin/mail', label: 'nav.mail', about: 'admin.mail', needs: 'mail_settings_edit' },
    { href: '/admin/sign-in', label: 'nav.sign_in_rules', about: 'admin.sign_in_rules', needs: 'settings_edit' },
    { href: '/admin/screens', label: 'nav.screens', about: 'admin.screens', needs: 'settings_edit' },
    { href: '/admin/backups', label: 'nav.backups', about: 'admin.backups', needs: 'backups_manage' },
    { href: '/admin/witnesses', label: 'nav.witnesses', about: 'admin.witnesses', needs: 'settings_edit' },
    { href: '/admin/jobs', label: 'nav.jobs', about: 'admin.jobs', needs: 'jobs_see' },
    { href: '/admin/activity', label: 'nav.activity', about: 'admin.activity', needs: 'activity_see' },
];

/** For everybody who may open one of its pages. */
export const administration_overview: Entry = {
    href: '/admin',
    label: 'nav.administration',
    needs: administration.flatMap((each) => each.needs ?? []),
};

/** How many entries a phone's bar holds; where there are more, the last of them leads to the others. */
const most_in_a_row = 5;

/** Which entries stand in the phone's bar, and which behind "More". */
export function in_a_row(entries: readonly Entry[]): { row: readonly Entry[]; more: readonly Entry[] } {
    const room = entries.length > most_in_a_row ? most_in_a_row - 1 : most_in_a_row;
    return { row: entries.slice(0, room), more: entries.slice(room) };
}

/** Whether this person may go there. */
export function is_open(entry: { needs?: string | readonly string[] }): boolean {
    return entry.needs === undefined || [entry.needs].flat().some(may);
}

/** Whether the entry is the part of the app in which `path` lies. */
export function is_here(entry: Entry, path: string): boolean {
    return [entry.href, ...(entry.also ?? [])].some(
        (each) => path === each || (each !== '/' && path.startsWith(`${each}/`)),
    );
}

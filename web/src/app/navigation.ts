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
    { href: '/people', label: 'nav.people', icon: 'people', needs: 'people_see' },
];

export const administration: readonly Entry[] = [
    { href: '/start', label: 'nav.start', needs: 'city_edit' },
    { href: '/admin/city', label: 'nav.city', needs: 'city_edit' },
    { href: '/admin/public-pages', label: 'nav.public_pages', needs: ['public_pages_edit'] },
    { href: '/admin/mail', label: 'nav.mail', needs: 'mail_settings_edit' },
    { href: '/admin/backups', label: 'nav.backups', needs: 'backups_manage' },
    { href: '/admin/jobs', label: 'nav.jobs', needs: 'jobs_see' },
    { href: '/admin/status', label: 'nav.status', needs: 'settings_edit' },
    { href: '/admin/activity', label: 'nav.activity', needs: 'activity_see' },
];

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

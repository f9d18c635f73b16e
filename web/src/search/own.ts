/** Pages and verbs of this app, as far as this person may use them. */
import { leave } from '../app/leave';
import { administration, administration_overview, is_open, navigation, type Entry as Place } from '../app/navigation';
import { t, type TextKey } from '../lib/i18n/index.svelte';
import { path } from '../lib/router.svelte';
import type { Entry } from './find';

interface Verb {
    title: TextKey;
    link: string;
    needs?: string;
}

const verbs: readonly Verb[] = [
    { title: 'agenda.add', link: '/calendar?new=1', needs: 'calendar_edit' },
    { title: 'import.begin', link: '/places/import', needs: 'places_edit' },
    { title: 'run.new', link: '/runs/new', needs: 'rehearsals_edit' },
    { title: 'search_plan.title', link: '/runs/cheapest', needs: 'rehearsals_edit' },
    { title: 'verb.invite', link: '/people/invite', needs: 'people_manage' },
    { title: 'verb.roles', link: '/people/roles' },
    { title: 'verb.password', link: '/profile#password' },
    { title: 'verb.second_factor', link: '/profile#second-factor' },
    { title: 'verb.feed', link: '/profile#calendar-feed' },
    { title: 'verb.backup', link: '/admin/backups', needs: 'backups_manage' },
];

const steps = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

function page(entry: Place): Entry {
    const words = entry.href === '/admin/activity' ? t('history.title') : '';
    return { kind: 'page', title: t(entry.label), detail: '', link: entry.href, words };
}

function verb(title: TextKey, run: () => void): Entry {
    return { kind: 'verb', title: t(title), detail: '', link: '', run };
}

/** The history of what is shown now, where it has one. */
function history_here(): Entry[] {
    const found = /^\/(step|task|decision)s\/(\d+)$/.exec(path()) ?? /^\/(calendar)\/(\d+)$/.exec(path());
    if (found === null) {
        return [];
    }
    const kind = found[1] === 'calendar' ? 'calendar_event' : found[1];
    return [{ kind: 'page', title: t('program.history_page'), detail: '', link: `/history/${kind}/${found[2]}`, words: t('history.title') }];
}

export function own_entries(): Entry[] {
    const profile: Place = { href: '/profile', label: 'nav.profile' };
    const decisions: Place = { href: '/decisions', label: 'decision.all' };
    const start: Place = { href: '/start', label: 'nav.start', needs: 'city_edit' };
    const city: Place[] = [
        { href: '/precincts', label: 'precinct.many', needs: 'places_see' },
        { href: '/election', label: 'election.title', needs: 'places_see' },
        { href: '/election/estimates', label: 'estimates.title', needs: 'places_see' },
    ];
    const rehearsal: Place[] = [
        { href: '/scenarios', label: 'scenario.many', needs: 'rehearsals_see' },
        { href: '/plans', label: 'plan.many', needs: 'rehearsals_see' },
        { href: '/runs', label: 'run.many', needs: 'rehearsals_see' },
        { href: '/rehearsals/what-if', label: 'what_if.title', needs: 'rehearsals_see' },
    ];
    const season: Place = { href: '/program?view=season', label: 'program.view_season' };
    return [
        ...[...navigation, ...city, ...rehearsal, decisions, season, profile, start, administration_overview, ...administration].filter(is_open).map(page),
        ...verbs
            .filter(is_open)
            .map((each): Entry => ({ kind: 'verb', title: t(each.title), detail: '', link: each.link })),
        verb('verb.print', () => window.print()),
        verb('nav.sign_out', () => void leave()),
        ...history_here(),
        ...steps.map(
            (step): Entry => ({
                kind: 'step',
                title: `${step}. ${t(`step.${step}.title`)}`,
                detail: '',
                link: `/steps/${step}`,
                words: `${t('program.step')} ${step}`,
            }),
        ),
    ];
}

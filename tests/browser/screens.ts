/** Every screen of somebody signed in, for tests that go through all of them. */
import { nowhere } from './belfry';

export const screens = [
    '/', '/program', '/program?view=season', '/steps/2', '/decisions', '/calendar?new=1', '/inbox', '/history/step/2', '/people',
    '/places', '/places/import', '/places/new', '/places/map', '/precincts', '/election', '/election/estimates',
    '/rehearsals', '/scenarios', '/scenarios/new', '/plans', '/plans/new', '/runs', '/runs/new', '/runs/cheapest', '/people/invite', '/people/roles',
    '/profile', '/start', '/admin', '/admin/city', '/admin/public-pages', '/admin/mail', '/admin/sign-in', '/admin/screens', '/admin/backups',
    '/records', '/records/due', '/records/redactions', '/records/holds', '/records/exemptions', '/records/retention',
    '/admin/witnesses', '/admin/jobs', '/admin/status', '/admin/activity', nowhere,
];

import type { Route } from '../lib/route';

export const routes: readonly Route[] = [
    { path: '/people', needs: 'people_see', screen: () => import('./People.svelte') },
    { path: '/people/invite', needs: 'people_manage', screen: () => import('./Invite.svelte') },
    { path: '/people/roles', screen: () => import('./Roles.svelte') },
    { path: '/people/:person', needs: 'people_see', screen: () => import('./Person.svelte') },
];

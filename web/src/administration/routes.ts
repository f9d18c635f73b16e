import type { Route } from '../lib/route';

export const routes: readonly Route[] = [
    { path: '/admin', screen: () => import('./Overview.svelte') },
    { path: '/admin/city', needs: 'city_edit', screen: () => import('./City.svelte') },
    { path: '/admin/public-pages', screen: () => import('./PublicPages.svelte') },
    { path: '/admin/mail', needs: 'mail_settings_edit', screen: () => import('./Mail.svelte') },
    { path: '/admin/sign-in', needs: 'settings_edit', screen: () => import('./SignInRules.svelte') },
    { path: '/admin/screens', needs: 'settings_edit', screen: () => import('./Screens.svelte') },
    { path: '/admin/backups', needs: 'backups_manage', screen: () => import('./Backups.svelte') },
    { path: '/admin/witnesses', needs: 'settings_edit', screen: () => import('./Witnesses.svelte') },
    { path: '/admin/jobs', needs: 'jobs_see', screen: () => import('./Jobs.svelte') },
    { path: '/admin/status', needs: 'settings_edit', screen: () => import('./Status.svelte') },
    { path: '/admin/activity', needs: 'activity_see', screen: () => import('./Activity.svelte') },
];

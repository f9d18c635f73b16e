import type { Route } from '../lib/route';

const needs = 'records_read';

export const routes: readonly Route[] = [
    { path: '/records', needs, screen: () => import('./Records.svelte') },
    { path: '/records/due', needs, screen: () => import('./Due.svelte') },
    { path: '/records/redactions', needs, screen: () => import('./Redactions.svelte') },
    { path: '/records/redactions/:redaction', needs, screen: () => import('./RedactionPage.svelte') },
    { path: '/records/of/:kind/:id', needs, screen: () => import('./RecordPage.svelte') },
    { path: '/records/holds', needs, screen: () => import('./Holds.svelte') },
    { path: '/records/exemptions', needs, screen: () => import('./Exemptions.svelte') },
    { path: '/records/requests', needs, screen: () => import('./Requests.svelte') },
    { path: '/records/requests/new', needs: 'records_release', screen: () => import('./NewRequest.svelte') },
    { path: '/records/requests/:request', needs, screen: () => import('./RequestPage.svelte') },
    { path: '/records/requests/:request/review', needs: 'records_release', screen: () => import('./ReviewPage.svelte') },
    { path: '/records/holidays', needs, screen: () => import('./Holidays.svelte') },
    { path: '/records/retention', needs, screen: () => import('./Retention.svelte') },
];

import type { Route } from '../lib/route';

const needs = 'places_see';

export const routes: readonly Route[] = [
    { path: '/places', screen: () => import('./Places.svelte'), needs },
    { path: '/places/import', screen: () => import('./Imports.svelte'), needs },
    { path: '/places/new', screen: () => import('./NewPlace.svelte'), needs: 'places_edit' },
    { path: '/places/map', screen: () => import('./BasemapPage.svelte'), needs },
    { path: '/places/imports/:import', screen: () => import('./ImportPage.svelte'), needs },
    { path: '/places/:place', screen: () => import('./PlacePage.svelte'), needs },
    { path: '/precincts', screen: () => import('./Precincts.svelte'), needs },
    { path: '/election', screen: () => import('./ElectionPage.svelte'), needs },
    { path: '/election/estimates', screen: () => import('./Estimates.svelte'), needs },
];

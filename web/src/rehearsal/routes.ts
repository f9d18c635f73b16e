import type { Route } from '../lib/route';
import { edit_rehearsals, see_rehearsals as needs } from './permissions';

export const routes: readonly Route[] = [
    { path: '/rehearsals', screen: () => import('./Rehearsals.svelte'), needs },
    { path: '/rehearsals/what-if', screen: () => import('./WhatIf.svelte'), needs },
    { path: '/scenarios', screen: () => import('./Scenarios.svelte'), needs },
    { path: '/scenarios/new', screen: () => import('./ScenarioPage.svelte'), needs: edit_rehearsals },
    { path: '/scenarios/incidents/:preset', screen: () => import('./Incident.svelte'), needs },
    { path: '/scenarios/:scenario', screen: () => import('./ScenarioPage.svelte'), needs },
    { path: '/plans', screen: () => import('./Plans.svelte'), needs },
    { path: '/plans/new', screen: () => import('./PlanPage.svelte'), needs: edit_rehearsals },
    { path: '/plans/contacts', screen: () => import('./ContactsPage.svelte'), needs: edit_rehearsals },
    { path: '/plans/:plan', screen: () => import('./PlanPage.svelte'), needs },
    { path: '/runs', screen: () => import('./Runs.svelte'), needs },
    { path: '/runs/new', screen: () => import('./NewRun.svelte'), needs: edit_rehearsals },
    { path: '/runs/cheapest', screen: () => import('./NewSearch.svelte'), needs: edit_rehearsals },
    { path: '/runs/:run', screen: () => import('./RunPage.svelte'), needs },
    { path: '/runs/:run/map', screen: () => import('./RunMap.svelte'), needs },
    { path: '/runs/:run/sites/:site', screen: () => import('./SiteDay.svelte'), needs },
    { path: '/runs/:run/differences', screen: () => import('./Differences.svelte'), needs },
];

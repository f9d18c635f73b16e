import type { Route } from '../lib/route';

export const routes: readonly Route[] = [
    { path: '/sign-in', outside: true, open: true, screen: () => import('./SignIn.svelte') },
    { path: '/sign-in/provider', outside: true, open: true, screen: () => import('./ProviderReturn.svelte') },
    { path: '/screen', outside: true, open: true, screen: () => import('./ScreenPairing.svelte') },
    { path: '/setup', outside: true, open: true, screen: () => import('./Setup.svelte') },
    { path: '/setup-needed', outside: true, open: true, screen: () => import('./SetupNeeded.svelte') },
    { path: '/invitation', outside: true, open: true, screen: () => import('./Invitation.svelte') },
    { path: '/password-reset', outside: true, open: true, screen: () => import('./PasswordReset.svelte') },
];

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { pages } from './tools/pages.mjs';
import { service_worker } from './tools/service-worker.mjs';

const server = process.env.BELFRY_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
    plugins: [svelte(), service_worker(), pages()],
    build: {
        target: ['es2022', 'chrome111', 'firefox114', 'safari16.4'],
        // A data: address would need a wider content security policy.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
    },
    server: {
        proxy: { '/api': server, '/calendar.ics': server },
        fs: { allow: ['.', '../presets'] },
    },
    test: { include: ['src/**/*.test.ts', 'tests/**/*.test.ts'] },
});

import { existsSync } from 'node:fs';

import { defineConfig } from '../../web/node_modules/@playwright/test';

// Chromium without its windows needs half the processor of the whole one; pages cannot tell them apart.
const shell = '/usr/bin/chromium-headless-shell';

/** Journeys in a real browser against a real server: `npm run browser` in web/. */
export default defineConfig({
    testDir: '.',
    outputDir: '../../web/test-results',
    timeout: 120_000,
    expect: { timeout: 20_000 },
    workers: Number(process.env.BELFRY_BROWSER_WORKERS ?? 2),
    fullyParallel: false,
    forbidOnly: true,
    reporter: [['list']],
    use: {
        browserName: 'chromium',
        locale: 'en-US',
        timezoneId: 'America/New_York',
        viewport: { width: 1280, height: 900 },
        serviceWorkers: 'block',
        actionTimeout: 20_000,
        screenshot: 'only-on-failure',
        launchOptions: {
            executablePath: process.env.BELFRY_CHROMIUM ?? (existsSync(shell) ? shell : '/usr/bin/chromium'),
            args: ['--no-sandbox', '--disable-background-networking', '--font-render-hinting=none'],
        },
    },
});

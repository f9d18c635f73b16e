/** How a screen looks, as far as a program can judge it. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, type Page } from './belfry';

const axe = readFileSync(resolve(__dirname, '../../web/node_modules/axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
    id: string;
    nodes: { target: string[]; failureSummary?: string }[];
}

/**
 * What axe finds wrong (WCAG 2.0 to 2.2, A and AA, and best practice). With the reader's own colors it is not asked about
 * contrast: it takes the colors of the style sheet, which are not those that are drawn then.
 */
export async function accessibility_problems(page: Page): Promise<string[]> {
    const forced = await page.evaluate(() => matchMedia('(forced-colors: active)').matches);
    // Through the debugger: the content security policy allows no other script, and shall not.
    const debug = await page.context().newCDPSession(page);
    await debug.send('Runtime.evaluate', { expression: `${axe};0` });
    await debug.detach();
    const found = await page.evaluate(async ([tags, own_colors]) => {
        const run = (window as unknown as { axe: { run(where: Document, how: object): Promise<{ violations: Violation[] }> } }).axe;
        return (await run.run(document, { runOnly: tags, rules: { 'color-contrast': { enabled: !own_colors } } })).violations;
    }, [rules, forced] as const);
    return found.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
}

/** Once everything is there: no scrolling sideways, one heading of the first level, nothing axe objects to. */
export async function expect_good_looks(page: Page): Promise<void> {
    await expect(page.locator('.loading')).toHaveCount(0);
    await expect(page.locator('h1')).toHaveCount(1);
    const too_wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(too_wide, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
    expect(await accessibility_problems(page)).toEqual([]);
}

/** The screen on a wide window in light and dark, on a phone, and at 320 pixels (400 % zoom). */
export async function expect_good_looks_everywhere(page: Page): Promise<void> {
    for (const [scheme, width, height] of [['light', 1280, 900], ['dark', 1280, 900], ['light', 390, 844], ['dark', 320, 640]] as const) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height });
        await expect_good_looks(page);
    }
}

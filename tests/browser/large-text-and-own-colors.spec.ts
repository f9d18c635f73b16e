import { call, expect, nowhere_noted, test, type Page } from './programme';
import { screens } from './screens';

test.use({ expected_errors: [nowhere_noted] });

/** Text of twice the usual size, as somebody sets it in their browser. */
async function double_text(page: Page): Promise<void> {
    const debug = await page.context().newCDPSession(page);
    await debug.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
}

async function show(page: Page, address: string): Promise<void> {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('.loading')).toHaveCount(0);
}

/** What reaches over the edge of the window, or is cut off by the box it stands in. */
function cut_off(page: Page): Promise<string[]> {
    return page.evaluate(() => {
        const scrolls = (element: Element): boolean =>
            element.closest('dialog, .table-box, .scroller, pre') !== null;
        const name = (element: Element): string =>
            `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
        return [...document.querySelectorAll<HTMLElement>('body *')]
            .filter((element) => {
                const style = getComputedStyle(element);
                const box = element.getBoundingClientRect();
                if (box.width <= 1 || box.height <= 1 || style.clipPath !== 'none' || element.closest('.skip, .visually-hidden, thead') || scrolls(element)) {
                    return false;
                }
                const beyond = box.right > innerWidth + 1 || box.left < -1;
                const hides = style.overflowX === 'hidden' || style.overflowX === 'clip';
                const has_text = [...element.childNodes].some((each) => each.nodeType === Node.TEXT_NODE && each.textContent!.trim() !== '');
                const too_full = element.scrollWidth > element.clientWidth + 1 && style.display !== 'inline' && element.clientWidth > 0;
                return beyond || (too_full && (hides || has_text) && !element.matches('input, select, textarea'));
            })
            .map(name);
    });
}

for (const language of ['en', 'es'] as const) {
    test(`text of twice the size fits on a desktop and on a phone: ${language}`, async ({ staff }) => {
        test.setTimeout(180_000);
        await double_text(staff);
        await show(staff, '/people');
        await call(staff, 'PATCH', '/me', { language });
        try {
            for (const address of screens) {
                await staff.setViewportSize({ width: 1280, height: 900 });
                await show(staff, address);
                expect(await staff.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
                for (const [width, height] of [[1280, 900], [390, 844]] as const) {
                    await staff.setViewportSize({ width, height });
                    const where = `${address} at ${width} pixels`;
                    const too_wide = await staff.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
                    expect.soft(too_wide, `${where} scrolls sideways`).toBeLessThanOrEqual(0);
                    expect.soft(await cut_off(staff), where).toEqual([]);
                }
            }
        } finally {
            await call(staff, 'PATCH', '/me', { language: 'en' });
        }
    });
}

test('the menu fits beside text of twice the size', async ({ open }) => {
    const page = await open('mayor', 'phone');
    await double_text(page);
    await show(page, '/');
    await page.locator('summary:visible').first().click();
    const box = (await page.locator('.menu-panel').filter({ visible: true }).boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(390);
});

test('with the reader’s own colors, what is chosen and how far things are can still be told', async ({ open }) => {
    const page = await open('mayor');
    await page.emulateMedia({ forcedColors: 'active' });
    await show(page, '/');
    const color = (selector: string, property: string) =>
        page.locator(selector).first().evaluate((element, what) => getComputedStyle(element).getPropertyValue(what), property);
    const reached = await color('.season li.reached', 'border-block-start-color');
    const to_come = await color('.season li:not(.reached)', 'border-block-start-color');
    expect(reached).not.toBe(to_come);
    expect(to_come).not.toBe(await color('body', 'background-color'));
    expect(await color('.nav-list a[aria-current]', 'background-color')).not.toBe(await color('.nav-list a:not([aria-current])', 'background-color'));
    expect(await color('.segments a[aria-current]', 'background-color')).not.toBe(await color('.segments a:not([aria-current])', 'background-color'));
    for (const mark of await page.locator('.status svg').all()) {
        const drawn = await mark.evaluate((svg) => {
            const shape = getComputedStyle(svg.firstElementChild!);
            return shape.fill === 'none' ? shape.stroke : shape.fill;
        });
        expect(drawn).not.toBe(await color('body', 'background-color'));
    }
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).not.toBe('none');
});

test('nothing moves for those who asked for that', async ({ open }) => {
    const page = await open('mayor');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const address of ['/', '/program', '/inbox']) {
        await show(page, address);
        const moving = await page.evaluate(() => document.getAnimations().filter((each) => Number(each.effect?.getComputedTiming().activeDuration) > 1).length);
        expect(moving, address).toBe(0);
    }
});

test('everything to press is at least 24 pixels high and wide', async ({ staff }) => {
    for (const address of screens) {
        await staff.setViewportSize({ width: 1280, height: 900 });
        await show(staff, address);
        for (const [width, height] of [[1280, 900], [390, 844]] as const) {
            await staff.setViewportSize({ width, height });
            const small = await staff.evaluate(() =>
                [...document.querySelectorAll<HTMLElement>('a, button, input, select, summary, [role="button"]')]
                    .filter((element) => {
                        const box = element.getBoundingClientRect();
                        const shown = box.width > 1 && box.height > 1 && getComputedStyle(element).visibility !== 'hidden' && element.checkVisibility();
                        // A link within a sentence may be as high as its line (WCAG 2.5.8, inline).
                        const in_sentence = element.tagName === 'A' && getComputedStyle(element).display === 'inline';
                        const labelled = element.matches('input[type="radio"], input[type="checkbox"]') && element.closest('label') !== null;
                        return shown && !in_sentence && !labelled && !element.closest('.skip, .visually-hidden') && (box.width < 24 || box.height < 23.5);
                    })
                    .map((element) => `${element.outerHTML.slice(0, 80)} ${element.getBoundingClientRect().height}`),
            );
            expect.soft(small, `${address} at ${width} pixels`).toEqual([]);
        }
    }
});

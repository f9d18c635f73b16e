import { expect, nowhere_noted, test, type Page } from './programme';
import { screens } from './screens';

test.use({ expected_errors: [nowhere_noted] });

interface Walk {
    /** What the Tab key never reached. */
    missed: string[];
    /** What took the focus without showing it. */
    unmarked: string[];
}

/** Goes through the whole page with the Tab key. */
async function walk(page: Page): Promise<Walk> {
    const all = await page.evaluate(() => {
        const known = window as unknown as { to_reach: Map<Element, string>; unmarked: string[] };
        known.unmarked = [];
        known.to_reach = new Map();
        const groups = new Set<string>();
        for (const element of document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex="0"]')) {
            const radio = element instanceof HTMLInputElement && element.type === 'radio' ? element : null;
            if (element.tabIndex < 0 || !element.checkVisibility({ visibilityProperty: true }) || (element as HTMLButtonElement).disabled) {
                continue;
            }
            if (radio !== null && (groups.has(radio.name) || (!radio.checked && document.querySelector(`input[name="${radio.name}"]:checked`)))) {
                continue;
            }
            groups.add(radio?.name ?? '');
            known.to_reach.set(element, element.outerHTML.slice(0, 90));
        }
        return known.to_reach.size;
    });
    for (let press = 0; press < all * 3 + 10; press += 1) {
        await page.keyboard.press('Tab');
        const left = await page.evaluate(() => {
            const known = window as unknown as { to_reach: Map<Element, string>; unmarked: string[] };
            const element = document.activeElement!;
            if (known.to_reach.delete(element)) {
                const marked = [element, element.closest('label')].some((each) => each !== null && getComputedStyle(each).outlineStyle !== 'none');
                if (!marked) {
                    known.unmarked.push(element.outerHTML.slice(0, 90));
                }
            }
            return known.to_reach.size;
        });
        if (left === 0) {
            break;
        }
    }
    return page.evaluate(() => {
        const known = window as unknown as { to_reach: Map<Element, string>; unmarked: string[] };
        return { missed: [...known.to_reach.values()], unmarked: known.unmarked };
    });
}

test('the Tab key reaches everything on every screen, and one sees where it is', async ({ staff }) => {
    test.setTimeout(180_000);
    for (const address of screens) {
        await staff.goto(address);
        await expect(staff.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(staff.locator('.loading')).toHaveCount(0);
        expect.soft(await walk(staff), address).toEqual({ missed: [], unmarked: [] });
    }
});

test('after going somewhere, and back, the focus is on the heading', async ({ staff }) => {
    await staff.goto('/');
    const heading = staff.getByRole('heading', { level: 1 });
    await expect(heading).toBeVisible();
    for (const name of ['Program', 'Calendar', 'Inbox', 'People']) {
        const link = staff.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: new RegExp(`^${name}`) });
        await link.focus();
        await staff.keyboard.press('Enter');
        await expect(link).toHaveAttribute('aria-current', 'page');
        await expect(heading).toBeFocused();
    }
    await staff.goBack();
    await expect(staff).toHaveURL(/\/inbox$/);
    await expect(heading).toBeFocused();
});

test('a second skip link leads to the decisions', async ({ open }) => {
    const page = await open('mayor');
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to decisions' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Waiting for you' })).toBeFocused();
});

import { ask_for_decision, expect, nowhere, nowhere_noted, test } from './programme';

test.use({ expected_errors: [nowhere_noted] });

test('everything of the programme speaks Spanish', async ({ open }) => {
    const page = await open('mayor', 'desktop', 'es');
    const headings: [string, RegExp][] = [
        ['/', /pasos están en marcha|paso está en marcha/],
        ['/program', /en marcha/],
        ['/steps/4', /^4\. /],
        ['/decisions', /decisiones|decisión/],
        ['/calendar', /próximos 30 días/],
        ['/inbox', /sin leer|leído todo/],
        ['/history/step/2', /^Historial/],
        [nowhere, /^Esa página no existe$/],
        ['/admin', /^Administración$/],
    ];
    for (const [address, heading] of headings) {
        await page.goto(address);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
        await expect(page.locator('html')).toHaveAttribute('lang', 'es');
        await expect(page.locator('main')).not.toContainText(/\b(week|step_page|program|task|decision|agenda|inbox_page)\.[a-z_]+/);
    }
});

test('the mayor approves without touching a mouse', async ({ open }) => {
    const title = await ask_for_decision(await open('chief_of_staff'), 'Print the cards');
    const page = await open('mayor');
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('for you.');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
    await page.keyboard.press('Enter');
    const approve = page.getByRole('button', { name: `Approve: ${title}` });
    let presses = 0;
    while (!(await approve.evaluate((it) => it === document.activeElement))) {
        await page.keyboard.press('Tab');
        expect((presses += 1)).toBeLessThan(12);
    }
    await page.keyboard.press('Enter');
    await expect(page.getByText(`Approve “${title}”?`)).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.type('With thanks.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const said = page.getByRole('list', { name: 'What you did just now' });
    await expect(said).toBeFocused();
    await expect(said).toContainText(`You approved “${title}”`);
});

test('giving up an answer puts the focus back on the button that opened it', async ({ open }) => {
    await ask_for_decision(await open('chief_of_staff'), 'Change the locks');
    const page = await open('mayor');
    await page.goto('/');
    const ask = page.getByRole('button', { name: /^Ask / }).first();
    await ask.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Cancel' }).press('Enter');
    await expect(ask).toBeFocused();
});

test('the palette finds a step by typing a part of its name', async ({ open }) => {
    const page = await open('mayor');
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('congress');
    await expect(page.getByRole('option').first()).toContainText('10. Ask Congress');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/steps\/10$/);
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

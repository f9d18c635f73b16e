import { call, expect, nowhere, nowhere_noted, test } from './belfry';
import { expect_good_looks } from './look';

test('by keyboard alone: skip link, search, menu', async ({ staff }) => {
    await staff.goto('/people/roles');
    await expect(staff.getByRole('heading', { level: 1 })).toBeVisible();
    await staff.keyboard.press('Tab');
    await expect(staff.getByRole('link', { name: 'Skip to content' })).toBeFocused();
    await staff.keyboard.press('Enter');
    await expect(staff.getByRole('heading', { level: 1 })).toBeFocused();

    await staff.keyboard.press('Control+k');
    await expect(staff.getByRole('combobox')).toBeFocused();
    await staff.keyboard.type('invite');
    await expect(staff.getByRole('option', { name: /Invite somebody/ })).toHaveAttribute('aria-selected', 'true');
    await staff.keyboard.press('Enter');
    await expect(staff.getByRole('heading', { name: 'Invite somebody' })).toBeFocused();

    await staff.locator('summary:visible').focus();
    await staff.keyboard.press('Enter');
    await expect(staff.getByRole('link', { name: 'Your profile' })).toBeVisible();
    await staff.keyboard.press('Escape');
    await expect(staff.getByRole('link', { name: 'Your profile' })).toBeHidden();
    await expect(staff.locator('summary:visible')).toBeFocused();
});

test('the search finds what the city wrote, without accents', async ({ staff }) => {
    await staff.goto('/people/roles');
    await expect(staff.getByRole('heading', { level: 1 })).toBeVisible();
    const tasks = await call<{ items: { title: string }[] }>(staff, 'GET', '/tasks');
    const words = tasks.items[0]!.title.split(' ').slice(0, 3).join(' ');
    await staff.keyboard.press('Control+k');
    await staff.getByRole('combobox').fill(words);
    await expect(staff.getByRole('option').filter({ hasText: 'Task' }).first()).toBeVisible();
    await expect_good_looks(staff);
    await staff.keyboard.press('Escape');
    await expect(staff.getByRole('combobox')).toBeHidden();
});

test.describe('where there is no screen', () => {
    test.use({ expected_errors: [nowhere_noted] });

    test('an address that does not exist says so and offers ways on', async ({ staff }) => {
        await staff.goto(nowhere);
        await expect(staff.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
        await expect_good_looks(staff);
        await staff.getByRole('link', { name: 'Go to This week' }).click();
        await expect(staff).toHaveURL(/\/$/);
    });
});

test('one stream for all tabs, and what one saves the others show', async ({ staff, city }) => {
    let streams = 0;
    staff.context().on('request', (request) => {
        streams += new URL(request.url()).pathname === '/api/v1/events' ? 1 : 0;
    });
    const tabs = [staff, await staff.context().newPage(), await staff.context().newPage()];
    for (const tab of tabs) {
        await tab.goto(`${city.server.url}/people`);
        await expect(tab.getByRole('table')).toBeVisible();
    }
    expect(streams).toBe(1);
    await call(tabs[0]!, 'POST', '/invitations', {
        name: 'Sam Rivera', email: 'sam@portellery.example', title: '', agency: '', roles: ['staff'],
    });
    await expect(tabs[2]!.getByText('Sam Rivera')).toBeVisible();
    await expect(tabs[0]!.getByText('Sam Rivera')).toBeVisible();
});

test.describe('without a connection', () => {
    test.use({ expected_errors: [/ERR_|Failed to load|status of 50/] });

    test('pages stay, say from when they are, and come back by themselves', async ({ page, fresh }) => {
        const { set_up } = await import('./belfry');
        await set_up(page, fresh);
        await page.goto(`${fresh.url}/people`);
        await expect(page.getByRole('table')).toBeVisible();
        await fresh.stop();
        await expect(page.getByText('No connection.')).toBeVisible();
        await expect(page.getByText(/You see what was there at \d/)).toBeVisible();
        await expect(page.getByRole('table')).toBeVisible();
        await expect_good_looks(page);
        await fresh.run_again();
        await expect(page.getByText('No connection.')).toBeHidden({ timeout: 15_000 });
    });

    test('a busy server is named as such, and tried again', async ({ staff }) => {
        await staff.route('**/api/v1/session', (route) =>
            route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"title":"Busy","status":503,"code":"too_busy"}' }),
        );
        await staff.goto('/people');
        await expect(staff.getByRole('heading', { name: 'Belfry is busy' })).toBeVisible();
        await expect_good_looks(staff);
        await staff.unroute('**/api/v1/session');
        await staff.getByRole('button', { name: 'Try again' }).click();
        await expect(staff.getByRole('table')).toBeVisible();
    });

    test('errors come in the language that was chosen before', async ({ page, city }) => {
        await page.goto(`${city.server.url}/sign-in`);
        await page.getByLabel('Language').selectOption('es');
        await expect(page.getByRole('heading', { name: 'Iniciar sesión' })).toBeVisible();
        const session = '**/api/v1/session';
        await page.route(session, (route) =>
            route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"title":"Busy","status":503,"code":"too_busy"}' }),
        );
        await page.reload();
        await expect(page.getByRole('heading', { name: 'Belfry está ocupado' })).toBeVisible();
        await page.unroute(session);
        await page.route(session, (route) => route.abort());
        await page.reload();
        await expect(page.getByRole('heading', { name: 'No se puede conectar con Belfry' })).toBeVisible();
        await expect_good_looks(page);
    });

    test.describe('after the first visit', () => {
        test.use({ serviceWorkers: 'allow' });

        test('the app itself starts without the server', async ({ page, fresh }) => {
            await page.goto(fresh.url);
            await expect(page.getByRole('heading', { name: 'Almost there' })).toBeVisible();
            await page.waitForFunction(() => navigator.serviceWorker.ready.then((it) => it.active?.state === 'activated'));
            await fresh.stop();
            await page.reload();
            await expect(page.getByRole('heading', { name: 'Belfry cannot be reached' })).toBeVisible();
            await expect_good_looks(page);
        });
    });
});

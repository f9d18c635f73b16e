import { expect, set_up, test } from './belfry';

test('a backup is made while one watches, and can be downloaded', async ({ page, fresh }) => {
    await set_up(page, fresh);
    await page.goto(`${fresh.url}/admin/backups`);
    await expect(page.getByRole('heading', { name: 'There is no backup yet' })).toBeVisible();
    await page.getByRole('button', { name: 'Make a backup now' }).click();
    await expect(page.getByRole('heading', { name: /The newest backup was made/ })).toBeVisible({ timeout: 20_000 });
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: /^Download the backup/ }).first().click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^belfry-.*\.backup$/);
    // The link was good once, and the record says who took everything.
    expect((await page.request.get(file.url())).status()).toBe(404);
    await page.goto(`${fresh.url}/admin/activity`);
    await expect(page.getByText('downloaded a backup').first()).toBeVisible();
});

test('the city’s settings are saved and stand in the list of what was done', async ({ page, fresh }) => {
    await set_up(page, fresh);
    await page.goto(`${fresh.url}/admin/city`);
    await page.getByLabel('Next election').fill('2020-11-03');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('alert').getByRole('link')).toHaveText(/^Next election: That day is past/);
    await page.getByLabel('Next election').fill('');
    await page.getByLabel('City', { exact: true }).fill('Lakemont Heights');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('banner').getByText('Lakemont Heights')).toBeVisible();
    await page.goto(`${fresh.url}/admin/activity`);
    await expect(page.getByText('changed the city’s settings').first()).toBeVisible();
});

test('the administration has one page from which all others are reached', async ({ staff }) => {
    await staff.goto('/');
    await staff.locator('summary:visible').click();
    await staff.getByRole('link', { name: 'Administration' }).click();
    await expect(staff.getByRole('heading', { level: 1 })).toHaveText('Administration');
    const links = staff.getByRole('main').getByRole('link');
    await expect(links).toHaveCount(10);
    await links.first().click();
    await expect(staff.getByText('Free space')).toBeVisible();
});

test('Belfry says how it is, on the city’s clock', async ({ page, fresh }) => {
    const { call } = await import('./belfry');
    await set_up(page, fresh);
    await call(page, 'POST', '/backups');
    await page.goto(`${fresh.url}/admin/status`);
    const backups = page.getByRole('listitem').filter({ hasText: 'Backups' });
    await expect(backups).toContainText(/The newest is of \w+ \d+, \d+:\d\d [ap]\.m\. E[SD]T/);
});

test('the fictional city goes with one click and a question', async ({ page, fresh }) => {
    const { call } = await import('./belfry');
    await set_up(page, fresh);
    await call(page, 'POST', '/demo');
    await page.goto(`${fresh.url}/people/roles`);
    const open_elsewhere = await page.context().newPage();
    await open_elsewhere.goto(`${fresh.url}/people`);
    await expect(open_elsewhere.getByText('Port Ellery is fictional')).toBeVisible();
    await page.getByRole('button', { name: 'Remove Port Ellery' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove Port Ellery' }).click();
    await expect(open_elsewhere.getByText('Port Ellery is fictional')).toBeHidden();
    await expect(page.getByText('Port Ellery is fictional')).toBeHidden();
    await expect(page.getByText('Port Ellery is gone.')).toBeVisible();
});

test.describe('e-mail', () => {
    test.use({ expected_errors: [/status of 4/] });

    test('a mail server that cannot be reached is said when it is tried', async ({ page, fresh }) => {
        await set_up(page, fresh);
        await page.goto(`${fresh.url}/admin/mail`);
        await page.getByLabel('Mail server').fill('localhost');
        await page.getByRole('radio', { name: /None/ }).check();
        await page.getByRole('textbox', { name: 'Port' }).fill('9');
        await page.getByLabel('Sender').fill('Belfry <belfry@lakemont.example>');
        await page.getByRole('button', { name: 'Save' }).click();
        await expect(page.getByRole('heading', { name: 'Try it' })).toBeVisible();
        await page.getByRole('button', { name: 'Send the test' }).click();
        await expect(page.getByRole('alert')).toContainText('cannot be reached');
        await page.goto(`${fresh.url}/admin/status`);
        await expect(page.getByRole('listitem').filter({ hasText: 'E-mail' })).toContainText('The last test message was not taken');
    });
});

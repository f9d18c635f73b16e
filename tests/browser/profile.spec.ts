import { call, expect, join_in, set_up, test } from './belfry';

test('Spanish and the dark theme follow the person, on every device', async ({ page, fresh, browser, watch }) => {
    await set_up(page, fresh);
    await page.goto(`${fresh.url}/profile`);
    await page.getByRole('radio', { name: 'Dark' }).check();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.getByLabel('Language', { exact: true }).selectOption('es');
    await expect(page.getByRole('heading', { name: 'Su perfil' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Su perfil' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'es');

    const other = await browser.newContext({ storageState: await page.context().storageState() });
    await watch(other);
    const elsewhere = await other.newPage();
    await elsewhere.goto(`${fresh.url}/people/roles`);
    await expect(elsewhere.getByRole('heading', { name: 'Qué puede hacer cada función' })).toBeVisible();
    await expect(elsewhere.locator('html')).toHaveAttribute('data-theme', 'dark');
    await other.close();
});

test('somebody not signed in chooses the language', async ({ page, city }) => {
    await page.goto(city.server.url);
    await page.getByLabel('Language').selectOption('es');
    await expect(page.getByRole('heading', { name: 'Iniciar sesión' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Iniciar sesión' })).toBeVisible();
});

test('name, quiet hours, password', async ({ page, fresh }) => {
    await set_up(page, fresh);
    await page.goto(`${fresh.url}/profile`);
    await page.getByLabel('Job title').fill('Chief of staff');
    await page.getByLabel('From').fill('20:00');
    await page.getByLabel('To', { exact: true }).fill('06:30');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('Job title')).toHaveValue('Chief of staff');
    await expect(page.getByLabel('From')).toHaveValue('20:00');

    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByLabel('Your password now').fill('violet lantern under the bridge');
    await page.getByLabel('New password').fill('copper kettle on a windy hill');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await expect(page.getByText('Your password is changed.')).toBeVisible();
});

test('an API token is shown once and can be taken back', async ({ page, fresh, request }) => {
    await set_up(page, fresh);
    await page.goto(`${fresh.url}/profile`);
    await page.getByRole('button', { name: 'New token' }).click();
    await page.getByLabel('What is it for?').fill('Finance report');
    await page.getByRole('button', { name: 'Make the token' }).click();
    const secret = await page.locator('.note code').innerText();
    const ask = () => request.get(`${fresh.url}/api/v1/steps`, { headers: { Authorization: `Bearer ${secret}` } });
    expect((await ask()).status()).toBe(200);
    await page.getByRole('button', { name: 'Remove: Finance report' }).click();
    await expect(page.getByText('“Finance report” no longer works.')).toBeVisible();
    expect((await ask()).status()).toBe(401);
});

test('another device is signed out from here', async ({ page, fresh, browser }) => {
    await set_up(page, fresh);
    const other = await browser.newContext();
    const pat = await join_in(page, other, { name: 'Pat Lee', email: 'pat@lakemont.example', roles: ['staff'] });
    const second = await browser.newContext();
    const phone = await second.newPage();
    await phone.goto(`${fresh.url}/setup-needed`);
    await call(phone, 'POST', '/session', { email: 'pat@lakemont.example', password: 'violet lantern under the bridge' });
    await pat.goto(`${fresh.url}/profile`);
    await expect(pat.getByText('In 2 places.')).toBeVisible();
    await pat.getByRole('button', { name: /^Sign out there/ }).click();
    await expect(pat.getByText('In 1 place.')).toBeVisible();
    await phone.goto(`${fresh.url}/people`);
    await expect(phone.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await other.close();
    await second.close();
});

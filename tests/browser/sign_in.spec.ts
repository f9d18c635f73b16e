import { administrator, call, expect, password, set_up, test } from './belfry';
import { expect_good_looks_everywhere } from './look';
import { one_time_code } from './one_time_code';

test.use({ expected_errors: [/status of 4/] });

test('a second step is switched on, asked for, and a recovery code stands in for it', async ({ page, fresh }) => {
    await set_up(page, fresh);
    await page.goto(`${fresh.url}/profile`);
    await page.getByRole('button', { name: 'Set it up' }).click();
    await expect(page.getByRole('img', { name: 'QR code for the authenticator app' })).toBeVisible();
    const secret = await page.locator('code.secret').innerText();
    await page.getByLabel('Six-digit code').fill(one_time_code(secret));
    await page.getByRole('button', { name: 'Switch it on' }).click();
    await expect(page.getByRole('heading', { name: 'Keep these recovery codes' })).toBeVisible();
    const recovery = await page.locator('.note code').first().innerText();

    for (const code of [one_time_code(secret, 1), recovery]) {
        await call(page, 'DELETE', '/session');
        await page.goto(fresh.url);
        await page.getByLabel('E-mail address').fill(administrator.email);
        await page.getByLabel('Password').fill(password);
        await page.getByRole('button', { name: 'Sign in' }).click();
        await expect(page.getByRole('heading', { name: 'Enter your code' })).toBeVisible();
        await expect(page.getByLabel('Code')).toBeFocused();
        await page.getByLabel('Code').fill(code);
        await page.getByRole('button', { name: 'Sign in' }).click();
        await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    }
});

test('a wrong password is refused without saying which part was wrong', async ({ page, city }) => {
    await page.goto(city.server.url);
    await page.getByLabel('E-mail address').fill('somebody@portellery.example');
    await page.getByLabel('Password').fill('not the right one');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toBeFocused();
    await expect(page.getByRole('alert')).not.toContainText('somebody');
    await expect_good_looks_everywhere(page);
});

test('empty fields are named before anything is sent', async ({ page, city }) => {
    await page.goto(`${city.server.url}/program`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toContainText('Fix 2 fields');
});

test('signing in leads to the page that was asked for', async ({ page, fresh }) => {
    await set_up(page, fresh);
    await call(page, 'DELETE', '/session');
    await page.goto(`${fresh.url}/people/roles`);
    await page.getByLabel('E-mail address').fill(administrator.email);
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'What each role may do' })).toBeVisible();
});

test('a session that was ended elsewhere leads back to signing in, and signing in works', async ({ page, fresh, context }) => {
    await set_up(page, fresh);
    await page.goto(fresh.url);
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    const cookies = await context.cookies();
    await call(page, 'DELETE', '/session');
    await context.addCookies(cookies);
    await page.goto(`${fresh.url}/people`);
    await page.getByLabel('E-mail address').fill(administrator.email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('works with Belfry');
});

test('an answer to a request of the session before does not end the one that is open now', async ({ page, fresh }) => {
    await set_up(page, fresh);
    await page.goto(fresh.url);
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    let late = 0;
    await page.route(/\/api\/v1\/people(\?|$)/, async (route) => {
        late += 1;
        await (late > 1 ? route.continue() : route.fulfill({
            status: 401, contentType: 'application/problem+json',
            body: JSON.stringify({ title: 'Sign in again.', status: 401, code: 'session_expired' }),
        }));
    });
    const asked = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/session'));
    await page.getByRole('link', { name: 'People', exact: true }).first().click();
    expect((await (await asked).json()).signed_in).toBe(true);
    expect(late).toBeGreaterThan(0);
    await expect(page.getByRole('dialog', { name: 'Sign in again' })).toBeHidden();
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
});

import { administrator, call, type Page, expect, password, set_up, test } from './belfry';
import { expect_good_looks_everywhere } from './look';
import type { Server } from './server';

test.use({ expected_errors: [/status of 4/] });

/** Passkeys are good for a name, not for an address: the same server, called by its name. */
function named(fresh: Server): Server {
    fresh.url = fresh.url.replace('127.0.0.1', 'localhost');
    return fresh;
}

/** A phone beside the browser that makes sure who it is and answers at once. */
async function phone_beside(page: Page): Promise<void> {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
        options: {
            protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
            isUserVerified: true, automaticPresenceSimulation: true,
        },
    });
}

/** The server says once that a proof is needed to change the rules of signing in. */
async function proof_is_old_once(page: Page): Promise<void> {
    let asked = 0;
    await page.route('**/api/v1/sign-in-settings', async (route) => {
        if (route.request().method() === 'PUT' && asked++ === 0) {
            await route.fulfill({ status: 403, contentType: 'application/problem+json', body: '{"code":"proof_needed","title":"Prove it."}' });
        } else {
            await route.continue();
        }
    });
}

for (const [where, width] of [['at a desk', 1280], ['on a phone', 390]] as const) {
    test(`a passkey is made, signs in alone, and proves who it is before roles change, ${where}`, async ({ page, fresh }) => {
        await page.setViewportSize({ width, height: 844 });
        const { url } = named(fresh);
        await phone_beside(page);
        await set_up(page, fresh);
        await page.goto(`${url}/profile`);
        await page.getByRole('button', { name: 'Add a passkey' }).click();
        await page.getByLabel('What do you call it?').fill('My phone');
        await page.getByRole('button', { name: 'Continue' }).click();
        await expect(page.getByRole('heading', { name: 'Keep these recovery codes' })).toBeVisible();
        await page.getByRole('button', { name: 'I have kept them' }).click();
        await expect(page.getByText('1 passkey.')).toBeVisible();

        await call(page, 'DELETE', '/session');
        await page.goto(url);
        await page.getByRole('button', { name: 'Use a passkey' }).click();
        await expect(page.getByRole('heading', { name: 'Sign in' })).toBeHidden();

        // And again: an authenticator's counter goes up, its key stays.
        await call(page, 'DELETE', '/session');
        await page.goto(url);
        await page.getByRole('button', { name: 'Use a passkey' }).click();
        await expect(page.getByRole('heading', { name: 'Sign in' })).toBeHidden();

        // A dangerous act wants it once more, as if the proof of this session were old.
        await proof_is_old_once(page);
        await page.goto(`${url}/admin/sign-in`);
        await page.getByLabel('A proof of who somebody is stays good for').fill('20');
        await page.locator('form').filter({ hasText: 'A proof of who somebody is' }).getByRole('button', { name: 'Save' }).click();
        await page.getByRole('dialog', { name: 'Is it you?' }).getByRole('button', { name: 'Use a passkey' }).click();
        await expect(page.getByText('Saved.')).toBeVisible();

        // Renamed and kept: where one is demanded, the last one stays.
        await page.goto(`${url}/profile`);
        await page.getByRole('button', { name: 'Rename: My phone' }).click();
        await page.getByLabel('What do you call it?').fill('Blue phone');
        await page.getByRole('button', { name: 'Save', exact: true }).last().click();
        await page.getByRole('button', { name: 'Remove: Blue phone' }).click();
        await page.getByRole('button', { name: 'Remove', exact: true }).last().click();
        await expect(page.getByText('add another one before you remove this one')).toBeVisible();
        await expect_good_looks_everywhere(page);

        // The password alone no longer does.
        await call(page, 'DELETE', '/session');
        await page.goto(url);
        await page.getByLabel('E-mail address').fill(administrator.email);
        await page.getByLabel('Password').fill(password);
        await page.getByRole('button', { name: 'Sign in' }).click();
        await expect(page.getByText('Use your passkey. Without it, a recovery code works.')).toBeVisible();
    });
}

test('a dangerous act asks once more who it is, and goes on when it is proved', async ({ page, fresh }) => {
    await set_up(page, fresh);
    await page.goto(`${fresh.url}/admin/sign-in`);
    await proof_is_old_once(page);
    await page.getByLabel('A proof of who somebody is stays good for').fill('20');
    await page.locator('form').filter({ hasText: 'A proof of who somebody is' }).getByRole('button', { name: 'Save' }).click();
    const dialog = page.getByRole('dialog', { name: 'Is it you?' });
    await expect(dialog).toBeVisible();
    await dialog.getByLabel('Your password now').fill('not my password');
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await expect(dialog.getByRole('alert')).toContainText('password');
    await expect_good_looks_everywhere(page);
    await dialog.getByLabel('Your password now').fill(password);
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('Saved.')).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('A proof of who somebody is stays good for')).toHaveValue('20');
});

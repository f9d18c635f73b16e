/** Ways in beside the password, and what people are told of them: identity provider, wall screens, alerts. */
import { execFileSync } from 'node:child_process';
import { administrator, call, expect, join_in, type Page, password, set_up, test } from './belfry';
import { IdentityProvider } from './identity_provider';
import { expect_good_looks_everywhere } from './look';
import type { Server } from './server';

test.use({ expected_errors: [/status of 4/] });

const pat = { name: 'Pat Lee', email: 'pat@lakemont.example', roles: ['staff'] };

async function sign_in(page: Page, url: string, email: string): Promise<void> {
    await page.goto(`${url}/sign-in`);
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
}

/** On the provider's page, which comes in place of one of Belfry's that has fields of such names too. */
async function show_at_provider(page: Page, email: string): Promise<void> {
    await expect(page.getByRole('heading', { name: 'City login', level: 1 })).toBeVisible();
    await page.getByLabel('E-mail', { exact: true }).fill(email);
    await page.getByRole('button', { name: 'Continue' }).click();
}

/** Days ago become known to the data while nobody serves them. */
async function change_data(server: Server, ...statements: string[]): Promise<void> {
    await server.stop();
    execFileSync('python3', ['-c', 'import sqlite3, sys\nwith sqlite3.connect(sys.argv[1]) as db:\n for each in sys.argv[2:]: db.execute(each)',
        `${server.folder}/belfry.db`, ...statements]);
    await server.run_again();
}

test('somebody signs in with the identity provider, and proves there once more who they are', async ({ page, fresh, browser, watch }) => {
    const provider = await IdentityProvider.start();
    await set_up(page, fresh);
    await call(page, 'PUT', '/identity-provider', {
        name: 'City login', issuer: provider.issuer, client: IdentityProvider.client, secret: IdentityProvider.secret, own_network: true,
    });
    await call(page, 'POST', '/invitations', { ...pat, title: '', agency: '' });
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    await watch(context);
    const phone = await context.newPage();
    await phone.goto(fresh.url);
    await phone.getByRole('button', { name: 'Sign in with City login' }).click();
    await show_at_provider(phone, pat.email);
    await expect(phone.getByRole('navigation', { name: 'Main' })).toBeVisible();

    // Let in by the provider's own session, which is old: nothing dangerous goes on without being asked anew.
    await call(phone, 'DELETE', '/session');
    provider.let_an_hour_pass();
    await phone.goto(fresh.url);
    await phone.getByRole('button', { name: 'Sign in with City login' }).click();
    await expect(phone.getByRole('navigation', { name: 'Main' })).toBeVisible();
    await phone.goto(`${fresh.url}/profile`);
    await phone.getByRole('button', { name: 'New token' }).click();
    await phone.getByLabel('What is it for?').fill('Board');
    await phone.getByRole('button', { name: 'Make the token' }).click();
    const dialog = phone.getByRole('dialog', { name: 'Is it you?' });
    await expect(dialog).toContainText('Sign in once more with City login');
    await expect_good_looks_everywhere(phone);
    await dialog.getByRole('button', { name: 'Sign in with City login' }).click();
    await show_at_provider(phone, pat.email);
    await expect(phone).toHaveURL(`${fresh.url}/profile`);
    await phone.getByRole('button', { name: 'New token' }).click();
    await phone.getByLabel('What is it for?').fill('Board');
    await phone.getByRole('button', { name: 'Make the token' }).click();
    await expect(phone.locator('.note code')).toBeVisible();

    // A first password needs no old one.
    await phone.getByRole('button', { name: 'Choose a password' }).click();
    await phone.getByLabel('New password').fill(password);
    await phone.getByRole('button', { name: 'Choose a password' }).click();
    await expect(phone.getByText('Your password is changed.')).toBeVisible();
    await context.close();
    await provider.stop();
});

test('a wall screen is paired, shows its board, lets a person sign in beside it, and ends when it is removed', async ({ page, fresh, browser, watch }) => {
    await set_up(page, fresh);
    await page.goto(`${fresh.url}/admin/screens`);
    await page.getByRole('button', { name: 'New screen' }).click();
    await page.getByLabel('Where does it hang?').fill('Hall');
    const last = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('Last day').fill(last);
    await page.getByRole('button', { name: 'Make the screen' }).click();
    const link = await page.locator('.note code').innerText();

    const context = await browser.newContext();
    await watch(context);
    const wall = await context.newPage();
    await wall.goto(link);
    await wall.getByRole('button', { name: 'Use this device as a screen' }).click();
    const board = wall.getByRole('heading', { name: 'The ten steps' });
    await expect(board).toBeVisible();
    await expect(wall.getByRole('navigation', { name: 'Main' })).toBeHidden();
    await expect_good_looks_everywhere(wall);
    // It reads nothing else and changes nothing.
    for (const [method, path] of [['GET', '/people'], ['POST', '/steps/2/tasks'], ['PATCH', '/me']] as const) {
        const status = await wall.evaluate(
            async ([how, where]) => (await fetch(`/api/v1${where}`, {
                method: how, headers: { 'Content-Type': 'application/json' }, body: how === 'GET' ? undefined : '{"title":"x"}',
            })).status,
            [method, path] as const,
        );
        expect(status, `${method} ${path}`).toBe(403);
    }

    await wall.getByRole('link', { name: 'Sign in' }).click();
    await wall.getByLabel('E-mail address').fill(administrator.email);
    await wall.getByLabel('Password').fill(password);
    await wall.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(wall.getByRole('navigation', { name: 'Main' })).toBeVisible();
    await call(wall, 'DELETE', '/session');
    await wall.goto(fresh.url);
    await expect(board).toBeVisible();

    await page.goto(`${fresh.url}/admin/screens`);
    await page.getByRole('button', { name: 'Remove: Hall' }).click();
    await expect(page.getByText('“Hall” shows nothing any more.')).toBeVisible();
    await wall.goto(fresh.url);
    await expect(wall.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await context.close();
});

test('people are told of a new device, other roles and failed sign-ins of an administrator', async ({ page, fresh, browser, watch }) => {
    test.setTimeout(150_000);
    await set_up(page, fresh);
    const first = await browser.newContext();
    await watch(first);
    const theirs = await join_in(page, first, pat);
    const second = await browser.newContext();
    await watch(second);
    const other = await second.newPage();
    // What comes of it is told within a minute, so it comes first.
    await other.goto(`${fresh.url}/setup-needed`);
    for (let i = 0; i < 5; ++i) {
        await call(other, 'POST', '/session', { email: administrator.email, password: 'not the right one' }).catch(() => undefined);
    }
    await sign_in(other, fresh.url, pat.email);
    await theirs.goto(`${fresh.url}/inbox`);
    await expect(theirs.getByText('in a browser that was not used before')).toBeVisible();

    const { items } = await call<{ items: { id: number; email: string }[] }>(page, 'GET', '/people');
    const id = items.find((person) => person.email === pat.email)!.id;
    await call(page, 'PATCH', `/people/${id}`, { roles: ['staff', 'observer'] });
    await sign_in(theirs, fresh.url, pat.email);
    await theirs.goto(`${fresh.url}/inbox`);
    await expect(theirs.getByText(`${administrator.name} changed your roles.`)).toBeVisible();

    await page.goto(`${fresh.url}/inbox`);
    await expect(page.getByText(/Somebody failed \d+ times within an hour to sign in as/)).toBeVisible({ timeout: 80_000 });
    await expect_good_looks_everywhere(page);
    await first.close();
    await second.close();
});

test('a temporary account ends on its last day, and one that nobody uses is flagged', async ({ page, fresh, browser, watch }) => {
    await set_up(page, fresh);
    const context = await browser.newContext();
    await watch(context);
    const theirs = await join_in(page, context, pat);
    const helper = { name: 'Sam Ortiz', email: 'sam@lakemont.example', roles: ['observer'] };
    await join_in(page, await browser.newContext(), helper);
    const day = 86_400_000;
    const yesterday = new Date(Date.now() - day).toISOString().slice(0, 10);
    await change_data(
        fresh,
        `UPDATE account SET expires_on = '${yesterday}' WHERE email_key = '${pat.email}'`,
        `UPDATE account SET last_seen_at = ${Date.now() - 100 * day}, created_at = ${Date.now() - 200 * day} WHERE email_key = '${helper.email}'`,
    );
    await theirs.goto(fresh.url);
    await expect(theirs.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await page.goto(`${fresh.url}/inbox`);
    await expect(page.getByText(`The temporary account of ${pat.name} has ended.`)).toBeVisible();
    await expect(page.getByText(`Nobody has used these accounts for a long time: ${helper.name}`)).toBeVisible();
    await page.goto(`${fresh.url}/people`);
    await expect(page.getByText('not used for a long time')).toBeVisible();
    await expect_good_looks_everywhere(page);
    await context.close();
});

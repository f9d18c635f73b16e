import { call, expect, join_in, password, set_up, test } from './belfry';

test('roles change what somebody may do, and they are told whom to ask', async ({ page, fresh, browser, watch }) => {
    await set_up(page, fresh);
    const context = await browser.newContext();
    await watch(context);
    const pat = await join_in(page, context, { name: 'Pat Lee', email: 'pat@lakemont.example', roles: ['observer'] });
    await pat.goto(`${fresh.url}/admin/activity`);
    await expect(pat.getByRole('heading', { name: 'Your role does not include this page' })).toBeVisible();

    await page.goto(`${fresh.url}/people`);
    await page.getByRole('link', { name: 'Pat Lee' }).click();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('checkbox', { name: /Auditor/ }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Auditor and Observer')).toBeVisible();

    // Whose roles change signs in again: a session keeps what it was given.
    await pat.reload();
    await pat.getByLabel('E-mail address').fill('pat@lakemont.example');
    await pat.getByLabel('Password').fill(password);
    await pat.getByRole('button', { name: 'Sign in' }).click();
    await expect(pat.getByRole('heading', { name: 'Everything that was done' })).toBeVisible();
    await context.close();
});

test.describe('when two save at once', () => {
    test.use({ expected_errors: [/status of 409/] });

    test('nothing is lost: the later one sees what changed and decides', async ({ page, fresh, context }) => {
        await set_up(page, fresh);
        const invited = await call<{ id: number; link: string }>(page, 'POST', '/invitations', {
            name: 'Pat Lee', email: 'pat@lakemont.example', title: '', agency: '', roles: ['staff'],
        });
        const address = `${fresh.url}/people/${invited.id}`;
        const other = await context.newPage();
        for (const each of [page, other]) {
            await each.goto(address);
            await each.getByRole('button', { name: 'Edit' }).click();
        }
        await page.getByLabel('Job title').fill('Election director');
        await page.getByRole('button', { name: 'Save' }).click();
        await expect(page.getByRole('definition').filter({ hasText: 'Election director' })).toBeVisible();

        await other.getByLabel('Job title').fill('Director of elections');
        await other.getByRole('button', { name: 'Save' }).click();
        const notice = other.getByRole('alert');
        await expect(notice).toContainText('Election director');
        await expect(notice).toContainText('Maria Okafor');
        await other.getByRole('button', { name: 'Save this choice' }).click();
        await expect(other.getByRole('definition').filter({ hasText: 'Director of elections' })).toBeVisible();
    });
});

test.describe('access', () => {
    test.use({ expected_errors: [/status of 4/] });

    test('a disabled account is out at once; a reset link lets its owner choose a new password', async ({ page, fresh, browser, watch }) => {
        await set_up(page, fresh);
        const context = await browser.newContext();
        await watch(context);
        const pat = await join_in(page, context, { name: 'Pat Lee', email: 'pat@lakemont.example', roles: ['staff'] });
        await pat.goto(fresh.url);
        await expect(pat.getByRole('navigation', { name: 'Main' })).toBeVisible();

        await page.goto(`${fresh.url}/people`);
        await page.getByRole('link', { name: 'Pat Lee' }).click();
        await page.getByRole('button', { name: 'Disable the account' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Disable the account' }).click();
        await expect(page.getByText('This account is disabled')).toBeVisible();
        await pat.goto(`${fresh.url}/people/roles`);
        await expect(pat.getByRole('heading', { name: 'Sign in' })).toBeVisible();

        await page.getByRole('button', { name: 'Enable the account' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Enable the account' }).click();
        await page.getByRole('button', { name: 'Make a reset link' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Make a reset link' }).click();
        const link = new URL(await page.locator('.note code').innerText());
        await context.clearCookies();
        await pat.goto(fresh.url + link.pathname + link.hash);
        await pat.getByLabel('New password').fill('forty geese cross the frozen lake');
        await pat.getByRole('button', { name: 'Save and sign in' }).click();
        await expect(pat.getByRole('navigation', { name: 'Main' })).toBeVisible();
        await context.close();
    });
});

test('people are found by job and role without accents, and the filter survives a reload', async ({ staff }) => {
    await staff.goto('/people');
    await expect(staff.getByRole('table')).toBeVisible();
    const before = await staff.getByRole('row').count();
    await staff.getByRole('searchbox', { name: /Find by name/ }).fill('election offic');
    await expect.poll(() => staff.getByRole('row').count()).toBeLessThan(before);
    await staff.reload();
    await expect(staff.getByRole('searchbox', { name: /Find by name/ })).toHaveValue('election offic');
});

test('asks before written words are lost', async ({ staff }) => {
    await staff.goto('/people');
    await staff.getByRole('link', { name: 'Invite somebody' }).click();
    await expect(staff.getByRole('heading', { level: 1, name: 'Invite somebody' })).toBeVisible();
    await staff.getByLabel('Name').fill('Pat Lee');
    await staff.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Calendar' }).click();
    await expect(staff.getByRole('dialog', { name: 'Leave this page?' })).toBeVisible();
    await staff.getByRole('button', { name: 'Stay and keep writing' }).click();
    await expect(staff.getByLabel('Name')).toHaveValue('Pat Lee');
    await staff.goBack();
    await staff.getByRole('button', { name: 'Stay and keep writing' }).click();
    await expect(staff).toHaveURL(/\/people\/invite$/);
    await staff.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Calendar' }).click();
    await staff.getByRole('button', { name: 'Leave without saving' }).click();
    await expect(staff).toHaveURL(/\/calendar$/);
});

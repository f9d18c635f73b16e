import { administrator, expect, password, test } from './belfry';
import { expect_good_looks } from './look';

test('from the set-up link to a second person in the fictional city', async ({ page, fresh, browser, watch }) => {
    await page.goto(fresh.url);
    await expect(page.getByRole('heading', { name: 'Almost there' })).toBeVisible();

    await page.goto(fresh.setup_link);
    await expect(page.getByRole('heading', { name: 'Make your account' })).toBeVisible();
    await expect_good_looks(page);
    await page.getByLabel('Name').fill(administrator.name);
    await page.getByLabel('E-mail address').fill(administrator.email);
    await page.getByLabel('New password').fill(password);
    await page.getByRole('button', { name: 'Make the account' }).click();

    await expect(page.getByRole('heading', { name: 'Which city is it?' })).toBeVisible();
    await expect_good_looks(page);
    await page.getByLabel('City').fill('Lakemont');
    await page.getByLabel('State or territory').selectOption('Ohio');
    await page.getByLabel('Next election').fill('2027-05-11');
    await page.getByRole('button', { name: 'Continue' }).click();

    await expect(page.getByRole('heading', { name: 'Lakemont is ready to start' })).toBeVisible();
    await expect_good_looks(page);
    await page.getByRole('button', { name: 'Look around Port Ellery' }).click();
    await expect(page.getByText('Port Ellery is fictional')).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'People' }).click();
    await page.getByRole('link', { name: 'Invite somebody' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Invite somebody' })).toBeVisible();
    await page.getByLabel('Name').fill('Pat Lee');
    await page.getByLabel('E-mail address').fill('pat@portellery.example');
    await page.getByRole('checkbox', { name: /^Mayor/ }).check();
    await page.getByRole('button', { name: 'Make the invitation' }).click();
    await expect(page.getByText('Pat Lee is invited')).toBeVisible();
    const link = await page.locator('.note code').innerText();

    const other = await browser.newContext();
    await watch(other);
    const second = await other.newPage();
    await second.goto(fresh.url + new URL(link).pathname + new URL(link).hash);
    await expect(second.getByRole('heading', { name: 'You are invited' })).toBeVisible();
    await expect_good_looks(second);
    await second.getByLabel('New password').fill('seven herons over the old pier');
    await second.getByRole('button', { name: 'Accept and sign in' }).click();
    await expect(second.getByText('Port Ellery is fictional')).toBeVisible();
    await expect(second.getByRole('link', { name: 'This week' }).first()).toBeVisible();
    await other.close();
});

test('our own city begins with a list of what is left to set up', async ({ page, fresh }) => {
    await page.goto(fresh.setup_link);
    await page.getByLabel('Name').fill(administrator.name);
    await page.getByLabel('E-mail address').fill(administrator.email);
    await page.getByLabel('New password').fill(password);
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByLabel('City').fill('Lakemont');
    await page.getByLabel('State or territory').selectOption('Ohio');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('link', { name: 'Set up our city' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 of 6 things are set up');
    await expect(page.getByRole('link', { name: /Name the city.*Done/ })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 of 6 things are set up');
});

test.describe('with errors', () => {
    test.use({ expected_errors: [/status of 4/] });

    test('says what to change, and goes there', async ({ page, fresh }) => {
        await page.goto(fresh.setup_link);
        await page.getByLabel('Name').fill(administrator.name);
        await page.getByLabel('E-mail address').fill(administrator.email);
        await page.getByLabel('New password').fill('short');
        await page.getByRole('button', { name: 'Make the account' }).click();
        const summary = page.getByRole('alert');
        await expect(summary).toBeFocused();
        await expect(summary).toContainText('Fix 1 field');
        await expect(summary.getByRole('link')).toHaveText(/^New password: /);
        await summary.getByRole('link').click();
        await expect(page.getByLabel('New password')).toBeFocused();
        await expect_good_looks(page);
    });

    test('says everything that is left empty at once', async ({ page, fresh }) => {
        await page.goto(fresh.setup_link);
        await page.getByRole('button', { name: 'Make the account' }).click();
        const summary = page.getByRole('alert');
        await expect(summary).toContainText('Fix 3 fields');
        await expect(summary.getByRole('link')).toHaveText([/^Name: /, /^E-mail address: /, /^New password: /]);
    });

    test('a link that was used says so', async ({ page, city }) => {
        await page.goto(`${city.server.url}/invitation#nobody-gave-this`);
        await expect(page.getByRole('heading', { name: 'This invitation no longer works' })).toBeVisible();
        await expect_good_looks(page);
    });
});

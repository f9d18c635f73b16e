import { call, expect, test } from './belfry';
import { expect_good_looks_everywhere } from './look';

test.use({ expected_errors: [/status of 409/] });

test('a request for records is entered, reviewed and answered with a package', async ({ staff }, info) => {
    await staff.goto('/records/requests');
    await call(staff, 'POST', '/records/exemptions', { name: 'Security plans', statute: 'Minn. Stat. 13.37' });
    await call(staff, 'POST', '/steps/2/tasks', { title: 'Back up the poll books', details: 'Call 555-0142 before.' });
    await expect(staff.getByRole('heading', { level: 1 })).toHaveText('No request is open');
    await staff.getByRole('link', { name: 'Enter a request' }).click();
    await staff.getByLabel('What is asked for').fill('Everything on the poll book backup');
    await staff.getByLabel('Who asks').fill('Rita Reporter');
    await staff.getByLabel('Words (optional)', { exact: true }).fill('back');
    await staff.getByLabel('Tasks').check();
    await expect_good_looks_everywhere(staff);
    await staff.getByRole('button', { name: 'Save' }).click();

    await expect(staff.getByRole('heading', { level: 1 })).toHaveText('Everything on the poll book backup');
    await staff.getByRole('button', { name: 'Search the record' }).click();
    await staff.getByRole('link', { name: 'Decide what is given out' }).click();
    await expect(staff.getByRole('heading', { level: 1 })).toContainText('not decided yet');
    await expect(staff.locator('.loading')).toHaveCount(0);
    await expect_good_looks_everywhere(staff);
    // The first value goes behind a bar, all others are given out.
    await staff.getByRole('checkbox').first().check();
    await staff.getByLabel('Exemption').selectOption({ label: 'Security plans · Minn. Stat. 13.37' });
    await staff.getByRole('button', { name: 'Withhold', exact: true }).click();
    await expect(staff.getByText('One value is withheld.')).toBeVisible();
    await staff.getByRole('button', { name: 'Choose all that are shown' }).click();
    await staff.getByRole('button', { name: 'Give out', exact: true }).first().click();
    await expect(staff.getByRole('heading', { level: 1 })).toHaveText('Everything is decided');
    await staff.getByRole('link', { name: 'Back to the request' }).click();

    await staff.getByRole('button', { name: 'Make a package' }).click();
    const repeated = staff.getByLabel('It is right that these words are given out');
    const made = staff.getByRole('link', { name: 'Package 1' });
    await expect(made.or(repeated)).toBeVisible();
    if (await repeated.isVisible()) {
        await repeated.check();
        await staff.getByRole('button', { name: 'Make a package' }).click();
    }
    await expect(made).toBeVisible();
    await expect_good_looks_everywhere(staff);
    const download = staff.waitForEvent('download');
    await made.click();
    await (await download).saveAs(info.outputPath('package.zip'));
    await staff.goto('/records/requests');
    await expect(staff.getByText('one package')).toBeVisible();
    await expect_good_looks_everywhere(staff);
});

/** The people of the programme, each signed in at the city's Belfry, and what they ask each other. */
import { call, type BrowserContext, expect, join_in, nowhere, nowhere_noted, type Page, test as belfry } from './belfry';

export { call, expect, nowhere, nowhere_noted };
export type { Page };

export type Role = 'mayor' | 'chief_of_staff' | 'liaison' | 'observer';
export type Kind = 'desktop' | 'dark' | 'phone';

const windows = {
    desktop: { viewport: { width: 1280, height: 900 } },
    dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
    phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
} as const;

type State = Awaited<ReturnType<BrowserContext['storageState']>>;

interface OfTest {
    /** A page with somebody of this role signed in, who reads this language. */
    open: (role: Role, kind?: Kind, language?: 'en' | 'es') => Promise<Page>;
}

interface OfWorker {
    /** Cookies of the people who have joined so far, by role and language. */
    members: Map<string, State>;
}

export const test = belfry.extend<OfTest, OfWorker>({
    members: [
        async ({}, use) => {
            await use(new Map());
        },
        { scope: 'worker' },
    ],

    open: async ({ browser, city, members, watch }, use) => {
        const contexts: BrowserContext[] = [];
        const context_of = async (state: State | undefined, kind: Kind): Promise<BrowserContext> => {
            const context = await browser.newContext({
                ...windows[kind],
                baseURL: city.server.url,
                locale: 'en-US',
                timezoneId: 'America/New_York',
                serviceWorkers: 'block',
                ...(state === undefined ? {} : { storageState: state }),
            });
            contexts.push(context);
            return context;
        };
        const joined = async (role: Role, language: string): Promise<State> => {
            const by = await (await context_of(city.signed_in, 'desktop')).newPage();
            await by.goto('/people/roles');
            const context = await context_of(undefined, 'desktop');
            const who = { name: `Robin ${role} ${language}`, email: `${role}.${language}@portellery.example`, roles: [role] };
            const page = await join_in(by, context, who);
            await call(page, 'PATCH', '/me', { language });
            return context.storageState();
        };
        await use(async (role, kind = 'desktop', language = 'en') => {
            const key = `${role} ${language}`;
            if (!members.has(key)) {
                members.set(key, await joined(role, language));
            }
            const context = await context_of(members.get(key), kind);
            await watch(context);
            return context.newPage();
        });
        for (const context of contexts) {
            await context.close();
        }
    },
});

let asked = 0;

/** Asks the mayor's office for a decision that stands first on its list; gives its title. */
export async function ask_for_decision(by: Page, what: string): Promise<string> {
    const title = `${what} ${(asked += 1)}`;
    await by.goto('/decisions');
    await call(by, 'POST', '/steps/2/decisions', {
        title, why: 'The printer needs a week.', cost: 1_840_000, cost_source: 'vendor quote', due: `${2000 - asked}-01-01`,
    });
    return title;
}

/** The page of an object that the record names, such as `task/12`; null where it has none. */
const pages: Record<string, string> = {
    step: '/steps/',
    task: '/tasks/',
    decision: '/decisions/',
    account: '/people/',
};

export function address_of(object: string): string | null {
    const [kind = '', id = ''] = object.split('/');
    if (kind === 'city') {
        return '/admin/city';
    }
    return kind in pages && /^\d+$/.test(id) ? `${pages[kind]}${id}` : null;
}

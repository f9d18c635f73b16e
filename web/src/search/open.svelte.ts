/** Whether the search palette is open. */

let open = $state(false);

export function search_is_open(): boolean {
    return open;
}

export function open_search(): void {
    open = true;
}

export function close_search(): void {
    open = false;
}

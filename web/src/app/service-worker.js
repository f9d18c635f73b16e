// Keeps the app itself, never what a city wrote in it: answers of the server are not stored here.
const cache_name = 'belfry-development';
const files = [];

self.addEventListener('install', (event) => {
    event.waitUntil(
        caches
            .open(cache_name)
            .then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: 'reload' }))))
            .then(() => self.skipWaiting()),
    );
});

self.addEventListener('activate', (event) => {
    event.waitUntil(
        caches
            .keys()
            .then((names) => Promise.all(names.filter((name) => name !== cache_name).map((name) => caches.delete(name))))
            .then(() => self.clients.claim()),
    );
});

self.addEventListener('fetch', (event) => {
    const address = new URL(event.request.url);
    if (event.request.method !== 'GET' || address.origin !== self.location.origin) {
        return;
    }
    if (event.request.mode === 'navigate') {
        if (!address.pathname.startsWith('/api/') && !address.pathname.includes('.')) {
            event.respondWith(fetch(event.request).catch(() => caches.match('/')));
        }
    } else if (files.includes(address.pathname)) {
        event.respondWith(caches.match(address.pathname).then((kept) => kept ?? fetch(event.request)));
    }
});

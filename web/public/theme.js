// Runs before the first paint, so that a chosen theme does not flash.
(function () {
    try {
        var theme = localStorage.getItem('belfry.theme');
        if (theme === 'light' || theme === 'dark') {
            document.documentElement.dataset.theme = theme;
        }
    } catch {
        // Storage may be switched off; the device's theme is used then.
    }
})();

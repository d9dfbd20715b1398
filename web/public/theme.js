// Sets the chosen theme before the first paint. A file of its own, since the content policy allows no inline script.
(() => {
  let chosen = null;
  try {
    chosen = window.localStorage.getItem('masterx-theme');
  } catch {
    // Storage can be switched off; the system's theme is right then.
  }
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const scheme = chosen === 'light' || chosen === 'dark' ? chosen : dark ? 'dark' : 'light';
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
})();

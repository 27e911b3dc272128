/* Runs before the first paint, outside the bundle, because the policy forbids inline scripts: theme, language, direction. */
(() => {
  const root = document.documentElement;
  let theme = 'system';
  let language = '';
  try {
    theme = localStorage.getItem('agentforge.theme') || 'system';
    language = localStorage.getItem('agentforge.language') || '';
  } catch {
    // Storage can be forbidden; the system's choice is used then.
  }
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  const arabic = (language || navigator.language || 'en').toLowerCase().startsWith('ar');
  root.dataset.theme = dark ? 'dark' : 'light';
  root.lang = arabic ? 'ar' : 'en';
  root.dir = arabic ? 'rtl' : 'ltr';
})();

// Styles that the scroll lock of dialogs adds at run time are allowed by the page's nonce; it looks for it under this name.
window.__webpack_nonce__ = document.querySelector('meta[property="csp-nonce"]')?.nonce;

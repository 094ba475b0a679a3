// Runs before the first paint, so that a chosen theme and language never flash in the other one.
(function () {
  var stored = {};
  try {
    stored = JSON.parse(localStorage.getItem('ac.preferences') || '{}');
  } catch (_) {
    stored = {};
  }
  var dark = stored.theme === 'dark' || (stored.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  if (stored.locale) document.documentElement.lang = stored.locale;
})();

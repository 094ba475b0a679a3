/** What a shop puts into its pages: calls made before the loader is there are kept and done when it comes. */
export const snippet = (origin: string, widgetKey: string): string =>
  [
    '<script>',
    '  window.aftercare = window.aftercare || function () { (aftercare.q = aftercare.q || []).push(arguments) };',
    `  aftercare('boot', { key: '${widgetKey}' });`,
    '</script>',
    `<script async src="${origin}/widget/v1.js"></script>`,
  ].join('\n');

/** One origin a line, as a person types them; blank lines and spaces do not count. */
export const originLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/\/+$/, ''))
    .filter(Boolean);

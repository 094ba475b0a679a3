/** Examples for a shop's developer, complete enough to copy; the words around them are in the locales. */
export const guide = (origin: string, widgetKey: string) =>
  [
    { name: 'identify', code: `aftercare('identify', { token: tokenFromYourServer });\naftercare('shutdown');` },
    {
      name: 'token',
      code: [
        `import { SignJWT } from 'jose';`,
        `const secret = new TextEncoder().encode(process.env.AFTERCARE_WIDGET_SECRET);`,
        `const token = await new SignJWT({ email: user.email, name: user.name })`,
        `  .setProtectedHeader({ alg: 'HS256' }).setSubject(user.id).setExpirationTime('10m').sign(secret);`,
      ].join('\n'),
    },
    {
      name: 'consent',
      code: `aftercare('boot', { key: '${widgetKey}', consent: false });\naftercare('on', 'consent', () => askTheVisitor().then((yes) => aftercare('update', { consent: yes })));`,
    },
    { name: 'hide', code: `aftercare('boot', { key: '${widgetKey}', hideOn: ['/checkout', '/account/*'] });` },
    { name: 'button', code: `aftercare('update', { launcher: false });\ndocument.querySelector('#help').onclick = () => aftercare('open');` },
    { name: 'events', code: `aftercare('on', 'unread', (count) => showBadge(count));\naddEventListener('aftercare:rating', (event) => track(event.detail.score));` },
    { name: 'package', code: `import { aftercare, loadWidget } from '@aftercare/widget';\nloadWidget('${origin}', { key: '${widgetKey}' });\naftercare('on', 'message:received', ({ text }) => notify(text));` },
    { name: 'policy', code: `script-src ${origin}; frame-src ${origin}` },
  ] as const;
export type GuideEntry = ReturnType<typeof guide>[number];

import { findOrInstall } from './debian-program.mjs';

/** The browser of the browser tests. */
export const findOrInstallChromium = () =>
  findOrInstall({
    called: 'Chromium',
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    package: 'chromium',
    variable: 'CHROMIUM_PATH',
    missing: 'The browser tests need Chromium: install it (Debian: apt-get install chromium) or name it with CHROMIUM_PATH.',
  });

/** What several nodes talk through. Debian starts one of its own; the tests start theirs on other ports. */
export const findOrInstallRedis = () =>
  findOrInstall({
    called: 'Redis',
    names: ['redis-server'],
    package: 'redis-server',
    variable: 'REDIS_SERVER_PATH',
    missing: 'The tests of several nodes need Redis: install it (Debian: apt-get install redis-server) or name it with REDIS_SERVER_PATH.',
  });

/** The mail server whose folders are read. Debian may start one of its own; the tests start theirs on other ports. */
export const findOrInstallDovecot = () =>
  findOrInstall({
    called: 'Dovecot',
    names: ['dovecot'],
    package: 'dovecot-imapd',
    variable: 'DOVECOT_PATH',
    missing: 'The tests of mailboxes need Dovecot 2.3: install it (Debian: apt-get install dovecot-imapd) or name it with DOVECOT_PATH.',
  });

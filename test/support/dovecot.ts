import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { accessSync, chmodSync, chownSync, constants, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { until } from './until.js';

export const IMAP_PASSWORD = 'imap-password-of-the-test';
/** Mail of root is what Dovecot refuses to touch. */
const NOBODY = 65_534;

/** The program `dovecot`; DOVECOT_PATH names another than that of the PATH. */
function findDovecot(): string | undefined {
  const named = process.env['DOVECOT_PATH'];
  const candidates = named ? [named] : [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'].map((folder) => join(folder, 'dovecot'));
  return candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      // Not there: the next one.
      return false;
    }
  });
}

/** A real IMAP server on loopback; every user has the same password and an empty folder. */
export class Dovecot {
  private constructor(
    readonly port: number,
    private readonly home: string,
    private readonly child: ChildProcess,
    private readonly gone: Promise<void>,
  ) {}

  static async open(): Promise<Dovecot> {
    const program = findDovecot();
    if (!program) throw new Error('dovecot is not installed (Debian: apt-get install dovecot-imapd)');
    const home = mkdtempSync(join(tmpdir(), 'aftercare-test-dovecot-'));
    chmodSync(home, 0o755);
    const port = await freePort();
    const { uid, gid, username } = userInfo();
    const [mailUid, mailGid] = uid === 0 ? [NOBODY, NOBODY] : [uid, gid];
    for (const folder of ['run', 'state', 'mail']) mkdirSync(join(home, folder));
    if (uid === 0) chownSync(join(home, 'mail'), mailUid, mailGid);
    const own = uid === 0 ? '' : `default_internal_user = ${username}\ndefault_login_user = ${username}\n`;
    writeFileSync(
      join(home, 'dovecot.conf'),
      `base_dir = ${home}/run
state_dir = ${home}/state
log_path = ${home}/log
protocols = imap
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
mailbox_idle_check_interval = 1 secs
listen = 127.0.0.1
first_valid_uid = 1
${own}mail_location = maildir:${home}/mail/%u
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
  # Who errs is not made to wait.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
passdb {
  driver = static
  args = password=${IMAP_PASSWORD}
}
userdb {
  driver = static
  args = uid=${mailUid} gid=${mailGid} home=${home}/mail/%u
}
`,
    );
    const child = spawn(program, ['-F', '-c', join(home, 'dovecot.conf')], { stdio: 'ignore' });
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    process.once('exit', () => child.kill('SIGKILL'));
    const server = new Dovecot(port, home, child, gone);
    await until(`an answer on port ${port}`, () => greets(port));
    return server;
  }

  access(user: string) {
    return { host: '127.0.0.1', port: this.port, security: 'none' as const, user, folder: 'INBOX' };
  }

  /** Puts a mail into somebody's folder, as a delivery agent does. */
  deliver(user: string, raw: Buffer): void {
    const { uid } = userInfo();
    const box = join(this.home, 'mail', user);
    for (const folder of [box, join(box, 'tmp'), join(box, 'cur'), join(box, 'new')]) {
      mkdirSync(folder, { recursive: true });
      if (uid === 0) chownSync(folder, NOBODY, NOBODY);
    }
    const name = randomUUID();
    writeFileSync(join(box, 'tmp', name), raw);
    if (uid === 0) chownSync(join(box, 'tmp', name), NOBODY, NOBODY);
    renameSync(join(box, 'tmp', name), join(box, 'new', name));
  }

  async close(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.gone;
    rmSync(this.home, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('data', (bytes) => {
      resolve(bytes.toString().startsWith('* OK'));
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}

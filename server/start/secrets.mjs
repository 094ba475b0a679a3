import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from './failure.mjs';

/**
 * A secret of this installation, made on first use and kept with mode 0600.
 * @param {string} dataDir
 * @param {'database-password' | 'secret-key'} name
 * @param {{ mayMake: boolean }} options false once there are data that an earlier secret protects
 * @returns {Promise<string>} 256 random bits in base64url
 */
export async function secretOf(dataDir, name, { mayMake }) {
  const folder = join(dataDir, 'secrets');
  const file = join(folder, name);
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  if (!mayMake) throw new Failure(`The file ${file} is missing, and the database cannot be used without it; put it back from a backup.`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  // Linked into place when complete, so that a cut leaves no empty secret behind.
  const unfinished = `${file}.${process.pid}`;
  const secret = randomBytes(32).toString('base64url');
  try {
    await writeFile(unfinished, `${secret}\n`, { mode: 0o600, flush: true });
    await link(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
  return secret;
}

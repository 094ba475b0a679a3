import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { say, warn } from './say.mjs';

const LARGEST_BYTES = 16 * 1024 * 1024;
const KEPT_FILES = 4;
const TAIL_CHARACTERS = 4000;

/**
 * The application's log: everything into files of bounded size; what is not a log record is meant for the person at the terminal.
 * @param {string} dataDir
 */
export function openAppLog(dataDir) {
  const folder = join(dataDir, 'log');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'aftercare.log');
  let written = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  let stream = open(file);
  let tail = '';
  let begunLine = '';
  const showPlainLines = (text) => {
    const lines = (begunLine + text).split('\n');
    begunLine = lines.pop() ?? '';
    for (const line of lines) if (line !== '' && !line.startsWith('{')) say(line);
  };
  const take = (text, isError) => {
    tail = (tail + text).slice(-TAIL_CHARACTERS);
    if (isError) warn(text.trimEnd());
    else showPlainLines(text);
    if (written > LARGEST_BYTES) {
      stream.end();
      rotate(file);
      stream = open(file);
      written = 0;
    }
    written += Buffer.byteLength(text);
    stream.write(text);
  };
  return {
    file,
    /** @param {import('node:child_process').ChildProcess} child */
    follow(child) {
      tail = '';
      child.stdout?.setEncoding('utf8').on('data', (text) => take(text, false));
      child.stderr?.setEncoding('utf8').on('data', (text) => take(text, true));
    },
    /** The last of what the process followed now has said. */
    lastWords: () => tail,
    /** Of that, the log records, which the terminal has not shown. */
    lastRecords: () => tail.split('\n').filter((line) => line.startsWith('{')).slice(-10).join('\n'),
    close: () => new Promise((resolve) => stream.end(resolve)),
  };
}

function open(file) {
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  // A full disk must not end the supervisor: the application goes on, its log has a hole.
  stream.on('error', (error) => warn(`The log ${file} cannot be written (${error.message}).`));
  return stream;
}

function rotate(file) {
  for (let number = KEPT_FILES - 1; number >= 1; number -= 1) {
    const from = number === 1 ? file : `${file}.${number - 1}`;
    if (statSync(from, { throwIfNoEntry: false })) renameSync(from, `${file}.${number}`);
  }
}

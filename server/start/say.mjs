/** One short line of progress. @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** One line about something wrong. @param {string} line */
export function warn(line) {
  process.stderr.write(`${line}\n`);
}

/** Prints a sentence, and below it what a program said. @param {unknown} error */
export function tellFailure(error) {
  if (!(error instanceof Error)) return warn(`Aftercare could not start: ${String(error)}`);
  if (error.name !== 'Failure') return warn(`Aftercare could not start: ${error.stack ?? error.message}`);
  if ('details' in error && typeof error.details === 'string') warn(error.details);
  warn(error.message);
}

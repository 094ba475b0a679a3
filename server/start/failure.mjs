const DISK_FULL = /No space left on device|Check free disk space|Disk quota exceeded|File too large|ENOSPC|EDQUOT|EFBIG/;

/** A fault that is told to the person at the terminal in one sentence, without a stack. */
export class Failure extends Error {
  /**
   * @param {string} sentence
   * @param {string} [details] what a program said, printed below the sentence
   */
  constructor(sentence, details) {
    super(sentence);
    this.name = 'Failure';
    this.details = details?.trim() || undefined;
  }
}

/** @param {string} text what a program wrote */
export const saysDiskFull = (text) => DISK_FULL.test(text);

/** @param {string} folder */
export const diskFull = (folder) => new Failure(`The disk that holds ${folder} is full; free some space and start again.`);

/**
 * Turns what the file system answered into a sentence about a folder; any other fault stays as it is.
 * @param {unknown} error
 * @param {string} folder
 */
export function explainFileFault(error, folder) {
  if (error instanceof Failure || !(error instanceof Error) || !('code' in error)) return error;
  if (saysDiskFull(String(error.code))) return diskFull(folder);
  if (['EACCES', 'EPERM', 'EROFS'].includes(error.code)) {
    return new Failure(`The data folder ${folder} cannot be written by this user; choose another with DATA_DIR or change its owner.`);
  }
  if (['ENOTDIR', 'EEXIST', 'ELOOP', 'ENAMETOOLONG', 'ENOENT'].includes(error.code)) {
    return new Failure(`The data folder ${folder} cannot be made there (${error.code}); choose another with DATA_DIR.`);
  }
  return error;
}

import common from '../../locales/en/common.json';
import console from '../../locales/en/console.json';
import errors from '../../locales/en/errors.json';
import files from '../../locales/en/files.json';

export default { common, console, errors, files };

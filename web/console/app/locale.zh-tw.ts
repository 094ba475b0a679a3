import common from '../../locales/zh-TW/common.json';
import console from '../../locales/zh-TW/console.json';
import errors from '../../locales/zh-TW/errors.json';
import files from '../../locales/zh-TW/files.json';

export default { common, console, errors, files };

import common from '../../locales/zh-CN/common.json';
import console from '../../locales/zh-CN/console.json';
import errors from '../../locales/zh-CN/errors.json';
import files from '../../locales/zh-CN/files.json';

export default { common, console, errors, files };

import common from '../../locales/zh-CN/common.json';
import console from '../../locales/zh-CN/console.json';
import errors from '../../locales/zh-CN/errors.json';
import files from '../../locales/zh-CN/files.json';
import timeline from '../../locales/zh-CN/timeline.json';

export default { common, console, errors, files, timeline };

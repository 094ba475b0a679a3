import common from '../../locales/zh-CN/common.json';
import console from '../../locales/zh-CN/console.json';
import errors from '../../locales/zh-CN/errors.json';
import timeline from '../../locales/zh-CN/timeline.json';

export default { common, console, errors, timeline };

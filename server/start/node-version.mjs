const OLDEST = [20, 19];
const OLDEST_MAINTAINED = 22;

/**
 * Says whether this Node can run Aftercare. Written in syntax that very old versions parse.
 * @param {string} version such as `20.19.0`
 * @returns {{ refusal?: string, warning?: string }}
 */
export function judgeNode(version) {
  const parts = version.split('.').map(Number);
  const tooOld = parts[0] < OLDEST[0] || (parts[0] === OLDEST[0] && parts[1] < OLDEST[1]);
  if (tooOld) return { refusal: 'Aftercare needs Node ' + OLDEST.join('.') + ' or newer; this is Node ' + version + '.' };
  if (parts[0] < OLDEST_MAINTAINED) {
    return { warning: 'Node ' + version + ' no longer receives security fixes; Node ' + OLDEST_MAINTAINED + ' or newer is better.' };
  }
  return {};
}

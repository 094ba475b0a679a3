import { judgeBackup, judgeCertificate, judgeDisk, judgeMail, judgeNodes, judgeQueue, judgeVersions } from './health.rules.js';

const GIB = 1024 ** 3;
const VERSIONS = { app: '1', postgres: '18', migrations: 3, lastMigration: 'x' };

it.each([
  ['plenty', judgeDisk({ free: 50 * GIB, total: 100 * GIB }), 'good', 'enough'],
  ['less than a tenth', judgeDisk({ free: 9 * GIB, total: 100 * GIB }), 'warning', 'low'],
  ['less than five gigabytes', judgeDisk({ free: 4 * GIB, total: 20 * GIB }), 'warning', 'low'],
  ['less than one', judgeDisk({ free: GIB - 1, total: 4 * GIB }), 'bad', 'full'],
  ['no disk at all', judgeDisk({ free: 0, total: 0 }), 'bad', 'full'],
  ['an empty queue', judgeQueue('events', 0, null), 'good', 'flowing'],
  ['a young one', judgeQueue('events', 9, 30), 'good', 'flowing'],
  ['a late one', judgeQueue('deliveries', 1, 31), 'warning', 'late'],
  ['a stuck one', judgeQueue('events', 1, 301), 'bad', 'stuck'],
  ['no mail server', judgeMail({ isSet: false, failed: 0, lastAt: null }), 'warning', 'not_set'],
  ['one that refuses', judgeMail({ isSet: true, failed: 1, lastAt: '2026' }), 'bad', 'failing'],
  ['one never used', judgeMail({ isSet: true, failed: 0, lastAt: null }), 'unknown', 'nothing_sent'],
  ['one at work', judgeMail({ isSet: true, failed: 0, lastAt: '2026' }), 'good', 'sending'],
  ['plain http', judgeCertificate({ kind: 'no_https' }), 'unknown', 'no_https'],
  ['nobody there', judgeCertificate({ kind: 'unreachable' }), 'warning', 'unreachable'],
  ['three weeks left', judgeCertificate({ kind: 'seen', daysLeft: 21, until: 'x' }), 'good', 'valid'],
  ['less', judgeCertificate({ kind: 'seen', daysLeft: 20, until: 'x' }), 'warning', 'ending'],
  ['less than a week', judgeCertificate({ kind: 'seen', daysLeft: 6, until: 'x' }), 'bad', 'ending'],
  ['over', judgeCertificate({ kind: 'seen', daysLeft: -1, until: 'x' }), 'bad', 'over'],
  ['no backup', judgeBackup(null, null), 'warning', 'none_seen'],
  ['last night’s', judgeBackup(80_000, 'x'), 'good', 'fresh'],
  ['one of the day before yesterday', judgeBackup(130_000, 'x'), 'warning', 'old'],
  ['one of last week', judgeBackup(700_000, 'x'), 'bad', 'old'],
  ['Node 20', judgeVersions({ ...VERSIONS, node: '20.20.2' }), 'warning', 'node_old'],
  ['Node 24', judgeVersions({ ...VERSIONS, node: '24.1.0' }), 'good', 'current'],
  ['one process', judgeNodes(true, 0, 0), 'good', 'alone'],
  ['one node of several', judgeNodes(false, 1, 0), 'warning', 'single'],
  ['two', judgeNodes(false, 2, 0), 'good', 'together'],
  ['one cut off', judgeNodes(false, 2, 1), 'bad', 'cut_off'],
])('%s', (_, { state, reason }, expected, why) => expect([state, reason]).toEqual([expected, why]));

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transformer } from '@napi-rs/image';
import { startAppOn } from '../support/app.js';
import { as } from '../support/as.js';
import { cloneDatabase } from '../support/database.js';
import { addressOf, download } from '../support/uploads.js';

test('the demo shop comes with pictures and a paper in its talks, once however often it starts', async () => {
  const home = mkdtempSync(join(tmpdir(), 'aftercare-demo-files-'));
  const database = await cloneDatabase();
  const environment = { DEMO: 'on', DATA_DIR: home, FILES_DIR: join(home, 'files') };
  const first = await startAppOn(database, environment);
  await first.stop();
  const again = await startAppOn(database, environment);
  const files = await again.db.file.findMany({ orderBy: { name: 'asc' } });
  expect(files.map(({ name, mediaType, state }) => [name, mediaType, state])).toEqual([
    ['IMG_2041.jpg', 'image/jpeg', 'attached'],
    ['IMG_2042.jpg', 'image/jpeg', 'attached'],
    ['Return label A0968.pdf', 'application/pdf', 'attached'],
  ]);
  const lead = await as.agent(again, { role: 'admin' });
  for (const { id, mediaType, bytes } of files) {
    const address = await addressOf(lead, id);
    const got = await download(again, address?.url);
    expect([got.status, got.bytes.length]).toEqual([200, bytes]);
    if (mediaType === 'application/pdf') expect(got.bytes.toString('latin1')).toMatch(/^%PDF-1\.4[\s\S]*%%EOF\n$/);
    else expect(new Transformer((await download(again, address?.thumbnailUrl)).bytes).metadataSync()).toMatchObject({ width: 480, height: 360 });
  }
  const message = await again.db.message.findFirstOrThrow({ where: { id: files[0]?.messageId ?? '' } });
  expect(message).toMatchObject({ kind: 'file', attachments: [{ name: 'IMG_2041.jpg', width: 1_200 }, { name: 'IMG_2042.jpg' }] });
  expect(readdirSync(join(home, 'files', '.incoming')).flatMap((own) => readdirSync(join(home, 'files', '.incoming', own)))).toEqual([]);
  await again.close();
  rmSync(home, { recursive: true, force: true });
});

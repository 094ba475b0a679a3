import { rmSync } from 'node:fs';

export default async function tearDown() {
  await globalThis.demoTemplate.postgres.stop();
  rmSync(globalThis.demoTemplate.folder, { recursive: true, force: true });
}

import path from 'node:path';
import type { Clock } from '../clock.js';
import type { Env } from '../env.js';
import { FolderStorage } from './folder-storage.js';
import { S3Storage } from './s3-storage.js';
import type { Storage } from './storage.js';

/** A bucket where one is named, else a folder. */
export function storageOf(env: Env, clock: Clock): Storage {
  const now = () => clock.now();
  const { S3_BUCKET: name, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (name && accessKeyId && secretAccessKey) return new S3Storage({ endpoint: env.S3_ENDPOINT, region: env.S3_REGION, name, accessKeyId, secretAccessKey }, env.DATA_DIR, now);
  return new FolderStorage(path.resolve(env.FILES_DIR ?? path.join(env.DATA_DIR, 'files')), now);
}
